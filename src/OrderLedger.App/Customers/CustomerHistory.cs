using System.Data.Common;
using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Storage;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Customers;

/// <summary>What a customer ordered before, for who writes the next order. A salesperson is told of the own orders only.</summary>
public sealed class CustomerHistory(LedgerReadModel model)
{
    /// <summary>Orders offered to be repeated.</summary>
    private const int FormerMax = 5;

    /// <summary>Sales that make a price usual.</summary>
    private const int UsualOf = 5;

    /// <summary>An order of the same total within so many days may be the same one, typed twice.</summary>
    private const int TwinDays = 7;

    /// <param name="Lines">Lines of the order; <paramref name="Product"/> is the first.</param>
    public sealed record Former(long Id, string? Number, DateOnly OrderDate, OrderStatus Status, string? Product, int Lines, Money Total);

    /// <summary>Prices that a customer paid for a product, discounts taken off: the last one, and the range of the last five.</summary>
    public sealed record Prices(UnitPrice Last, DateOnly LastDate, UnitPrice Lowest, UnitPrice Highest)
    {
        /// <summary>One percent beyond what was usual: less is rounding.</summary>
        public bool IsOff(UnitPrice price) => price.Value < Lowest.Value * 0.99m || price.Value > Highest.Value * 1.01m;
    }

    /// <summary>What an order may be the twin of.</summary>
    /// <param name="Except">The order itself, once it is there.</param>
    public sealed record Likeness(DateOnly? Date, Money Total, string? CustomerPo, long? Except);

    internal Task<Dictionary<long, Prices>> PricesAsync(
        Actor reader, long customer, IReadOnlyCollection<long> products, CancellationToken cancellation) =>
        products.Count == 0 || !reader.SeesPrices ? Task.FromResult(new Dictionary<long, Prices>())
        : model.ReadAsync(reading => reading.Duck.List($"""
            SELECT product_id, unit_price, discount_bp, order_date FROM lines
            WHERE customer_id = $id AND product_id IN ({string.Join(',', products.Select(Written))})
            AND confirmed_at IS NOT NULL AND cancelled_at IS NULL {Own(reader)}
            QUALIFY row_number() OVER (PARTITION BY product_id ORDER BY order_date DESC, line_id DESC) <= {Written(UsualOf)}
            ORDER BY order_date DESC, line_id DESC
            """, Values(reader, ("id", customer)), static row => (Product: row.GetInt64(0),
                Price: UnitPrice.Of(new UnitPrice(row.GetInt64(1)).Value * (10_000 - row.GetInt32(2)) / 10_000m),
                Date: row.GetFieldValue<DateOnly>(3)))
            .GroupBy(static sale => sale.Product).ToDictionary(static g => g.Key, static g => new Prices(
                g.First().Price, g.First().Date, g.Min(static sale => sale.Price), g.Max(static sale => sale.Price))), cancellation);

    /// <summary>The newest orders, drafts and cancelled ones left out.</summary>
    public Task<IReadOnlyList<Former>> NewestAsync(Actor reader, long customer, CancellationToken cancellation) =>
        OrdersAsync(reader, "confirmed_at IS NOT NULL", FormerMax, cancellation, ("id", customer));

    /// <summary>Orders of the same purchase number, or of the same total within a week.</summary>
    internal Task<IReadOnlyList<Former>> TwinsAsync(Actor reader, long customer, Likeness like, CancellationToken cancellation)
    {
        var po = like.CustomerPo.OrNull();
        var date = like.Total > Money.Zero ? like.Date : null;
        if (po is null && date is null) return Task.FromResult<IReadOnlyList<Former>>([]);
        var same = string.Join(" OR ", new[]
        {
            po is null ? null : "customer_po = $po",
            date is null ? null : string.Create(CultureInfo.InvariantCulture, $"(total = $total AND abs(order_date - $day) <= {TwinDays})"),
        }.OfType<string>());
        List<(string, object?)> values = [("id", customer), ("except", like.Except ?? 0)];
        if (po is not null) values.Add(("po", po));
        if (date is { } day) values.AddRange([("total", like.Total.Cents), ("day", day)]);
        return OrdersAsync(reader, $"order_id <> $except AND ({same})", 3, cancellation, [.. values]);
    }

    private Task<IReadOnlyList<Former>> OrdersAsync(
        Actor reader, string which, int limit, CancellationToken cancellation, params (string, object?)[] values) =>
        !reader.SeesPrices ? Task.FromResult<IReadOnlyList<Former>>([])
        : model.ReadAsync<IReadOnlyList<Former>>(reading => reading.Duck.List($"""
            SELECT order_id, number, order_date, status, product, line_count, total FROM orders
            WHERE customer_id = $id AND cancelled_at IS NULL AND {which} {Own(reader)}
            ORDER BY order_date DESC, order_id DESC LIMIT {Written(limit)}
            """, Values(reader, values), FormerOf), cancellation);

    private static Former FormerOf(DbDataReader row) => new(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1),
        row.GetFieldValue<DateOnly>(2), (OrderStatus)Convert.ToInt32(row.GetValue(3), CultureInfo.InvariantCulture),
        row.IsDBNull(4) ? null : row.GetString(4), row.GetInt32(5), new Money(row.GetInt64(6)));

    private static string Own(Actor reader) => reader.Role == Role.Sales ? "AND salesperson = $me" : "";

    private static List<(string Name, object? Value)> Values(Actor reader, params (string, object?)[] values) =>
        reader.Role == Role.Sales ? [.. values, ("me", reader.Name)] : [.. values];

    private static string Written(long number) => number.ToString(CultureInfo.InvariantCulture);
}
