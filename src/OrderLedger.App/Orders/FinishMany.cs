using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Grid;
using OrderLedger.Domain;

namespace OrderLedger.App.Orders;

/// <summary>报工: finished quantities of lines of many orders as one change set. An order with a quantity that is too large is
/// left as it was and listed with the reason.</summary>
public sealed class FinishMany(Ledger ledger)
{
    /// <param name="Rows">1…500, each line once.</param>
    public sealed record Input(IReadOnlyList<Row> Rows);

    public sealed record Row(long OrderId, long LineId, Quantity Quantity);

    public Task<Outcome<BulkEvent.Result>> RunAsync(
        Actor actor, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.TakeEachAsync(actor, "order.finish-production", Right.Produce, input.Rows, static row => row.OrderId,
            static (write, order, rows, _) => Task.FromResult(FinishProduction.Apply(write, order,
                new([.. rows.Select(static row => new LineQuantity(row.LineId, row.Quantity))]))), once, cancellation);
}
