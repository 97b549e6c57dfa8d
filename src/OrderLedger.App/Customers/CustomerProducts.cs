using System.Data.Common;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Storage;
using OrderLedger.Domain;

namespace OrderLedger.App.Customers;

/// <summary>What a customer buys, and what customers buy of a product: with the price each paid last.</summary>
public sealed class CustomerProducts(LedgerReadModel model, CustomerQueries customers)
{
    /// <summary>Cents of a line without what was cancelled of it, half a cent up.</summary>
    private const string Owed = "(CASE cancelled WHEN 0 THEN amount "
        + "ELSE (amount::HUGEINT * (quantity - cancelled) * 2 + quantity) // (quantity * 2) END)";

    private const string Sold = $"""
        count(DISTINCT order_id), sum(quantity - cancelled)::BIGINT, sum({Owed})::BIGINT,
        arg_max(unit_price, (order_date, line_id)), max(order_date)
        FROM lines WHERE confirmed_at IS NOT NULL AND cancelled_at IS NULL
        """;

    /// <param name="Id">Null of a line that names goods without a product; they are told apart by name.</param>
    /// <param name="Price">Of the newest order; null, as the amount, for who sees no prices.</param>
    public sealed record Row(long? Id, string Name, string? Detail, long Orders, Quantity Quantity, string? Unit, Money? Amount,
        UnitPrice? Price, DateOnly Last);

    /// <summary>Products of one customer, the largest first; at most <paramref name="limit"/>. A salesperson
    /// gets those of the own orders only.</summary>
    public async Task<IReadOnlyList<Row>> OfCustomerAsync(
        Actor reader, long customerId, int limit, CancellationToken cancellation)
    {
        if (!(await customers.FindAsync(reader, customerId, cancellation)).Accepted) return [];
        return await ReadAsync(reader, $"""
            SELECT product_id, arg_max(product, order_date), arg_max(spec, order_date), arg_max(unit, order_date), {Sold}
            AND customer_id = $id {Own(reader)} GROUP BY product_id, CASE WHEN product_id IS NULL THEN product END
            ORDER BY {Order(reader)} DESC LIMIT $n
            """, customerId, limit, cancellation);
    }

    /// <summary>Customers of one product, the largest first; a salesperson gets the own ones only.</summary>
    public Task<IReadOnlyList<Row>> OfProductAsync(Actor reader, long productId, int limit, CancellationToken cancellation) =>
        ReadAsync(reader, $"""
            SELECT customer_id, arg_max(customer, order_date), arg_max(class, order_date), arg_max(unit, order_date), {Sold}
            AND product_id = $id {Own(reader)} GROUP BY customer_id ORDER BY {Order(reader)} DESC LIMIT $n
            """, productId, limit, cancellation);

    /// <summary>Quantity and amount per month of the 24 months up to <paramref name="last"/>, empty months left out.</summary>
    public Task<IReadOnlyList<Month>> MonthsAsync(
        Actor reader, long productId, DateOnly last, CancellationToken cancellation) =>
        model.ReadAsync<IReadOnlyList<Month>>(reading => reading.Duck.List($"""
            SELECT date_trunc('month', order_date)::DATE, {Sold}
            AND product_id = $id AND order_date >= $from {Own(reader)} GROUP BY 1 ORDER BY 1
            """, Values(("id", productId), ("from", last.AddMonths(-23).AddDays(1 - last.Day)), reader),
            row => new Month(row.GetFieldValue<DateOnly>(0), new Quantity(row.GetInt64(2)),
                reader.SeesPrices ? new Money(row.GetInt64(3)) : null)), cancellation);

    private Task<IReadOnlyList<Row>> ReadAsync(
        Actor reader, string sql, long id, int limit, CancellationToken cancellation) =>
        model.ReadAsync<IReadOnlyList<Row>>(reading => reading.Duck.List(
            sql, Values(("id", id), ("n", Math.Clamp(limit, 1, 200)), reader), row => RowOf(row, reader)), cancellation);

    private static Row RowOf(DbDataReader row, Actor reader) => new(
        row.IsDBNull(0) ? null : row.GetInt64(0), row.GetString(1), Text(row, 2),
        row.GetInt64(4), new Quantity(row.GetInt64(5)), Text(row, 3), reader.SeesPrices ? new Money(row.GetInt64(6)) : null,
        reader.SeesPrices ? new UnitPrice(row.GetInt64(7)) : null, row.GetFieldValue<DateOnly>(8));

    /// <summary>Rank by money would tell about money.</summary>
    private static string Order(Actor reader) => reader.SeesPrices ? $"sum({Owed})" : "sum(quantity - cancelled)";

    private static string Own(Actor reader) => reader.Role == Role.Sales ? "AND salesperson = $me" : "";

    private static List<(string Name, object? Value)> Values((string, object?) first, (string, object?) second, Actor reader) =>
        reader.Role == Role.Sales ? [first, second, ("me", reader.Name)] : [first, second];

    private static string? Text(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}

/// <summary>What was sold of a product in one month.</summary>
/// <param name="First">The first day of the month.</param>
public sealed record Month(DateOnly First, Quantity Quantity, Money? Amount);
