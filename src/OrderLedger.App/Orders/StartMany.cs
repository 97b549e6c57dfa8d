using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Grid;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>投产 of lines of many orders as one change set. What has begun already is passed over; an order of which nothing is left to
/// begin, or that may not, is listed with the reason.</summary>
public sealed class StartMany(Ledger ledger)
{
    /// <param name="Rows">1…500.</param>
    public sealed record Input(IReadOnlyList<Row> Rows);

    public sealed record Row(long OrderId, long LineId);

    public Task<Outcome<BulkEvent.Result>> RunAsync(
        Actor actor, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.TakeEachAsync(actor, "order.start-production", Right.Produce, input.Rows, static row => row.OrderId,
            static (write, order, rows, _) => Task.FromResult(Apply(order, rows, write.Now)), once, cancellation);

    private static Refusal? Apply(Order order, IReadOnlyList<Row> rows, DateTime at)
    {
        var lines = rows.Select(static row => row.LineId).ToHashSet();
        lines.ExceptWith(order.Lines.Where(static line => line.IsStarted).Select(static line => line.Id));
        return order.StartProduction(lines, at);
    }
}
