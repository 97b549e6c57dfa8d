using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Storage;
using OrderLedger.Domain;

namespace OrderLedger.App.Customers;

/// <summary>What customers ordered and owe, from the read model. Whoever shows it withholds money from who may not see it.</summary>
public sealed class CustomerFigures(LedgerReadModel model)
{
    private const string Counted = """
        SELECT customer_id, count(*), sum(total)::BIGINT, sum(outstanding)::BIGINT, max(order_date) FROM orders
        WHERE confirmed_at IS NOT NULL AND cancelled_at IS NULL
        """;

    internal Task<Dictionary<long, CustomerFigure>> OfAllAsync(CancellationToken cancellation) =>
        ReadAsync(Counted + " GROUP BY customer_id", cancellation);

    internal Task<Dictionary<long, CustomerFigure>> OfAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation) =>
        ids.Count == 0 ? Task.FromResult(new Dictionary<long, CustomerFigure>())
            : ReadAsync($"{Counted} AND customer_id IN ({string.Join(',', ids.Select(Written))}) GROUP BY customer_id", cancellation);

    /// <summary>How a column of figures sorts; null when it is none, or one the reader may not see.</summary>
    internal static Func<CustomerFigure, decimal>? Order(string column, Actor reader) => column switch
    {
        "orders" => static f => f.Orders,
        "total" when reader.SeesPrices => static f => f.Total.Cents,
        "outstanding" when reader.SeesPrices => static f => f.Outstanding.Cents,
        "last" => static f => f.LastOrder?.DayNumber ?? 0,
        _ => null,
    };

    private Task<Dictionary<long, CustomerFigure>> ReadAsync(string sql, CancellationToken cancellation) =>
        model.ReadAsync(reading => reading.Duck.List(sql, [], static row => new CustomerFigure(row.GetInt64(0), row.GetInt64(1),
            new Money(row.GetInt64(2)), new Money(row.GetInt64(3)), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4)))
            .ToDictionary(static f => f.CustomerId), cancellation);

    private static string Written(long id) => id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The sums over the orders of one customer, confirmed and not cancelled.</summary>
public sealed record CustomerFigure(long CustomerId, long Orders, Money Total, Money Outstanding, DateOnly? LastOrder);
