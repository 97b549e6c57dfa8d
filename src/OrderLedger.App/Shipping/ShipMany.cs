using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Grid;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Shipping;

/// <summary>发货 of many orders, each with its carrier and tracking number, as one change set. An order that may not be shipped is left
/// as it was and listed with the reason.</summary>
public sealed class ShipMany(Ledger ledger)
{
    /// <param name="Rows">1…500, each order once.</param>
    public sealed record Input(IReadOnlyList<Row> Rows);

    /// <param name="All">True: all that is open, finished or not; false: what is finished or set aside.</param>
    public sealed record Row(
        long OrderId, string? Carrier = null, string? TrackingNumber = null, int? Packages = null, bool All = false);

    public Task<Outcome<BulkEvent.Result>> RunAsync(
        Actor actor, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.TakeEachAsync(actor, "order.ship", Right.Ship, input.Rows, static row => row.OrderId, ShipAsync, once, cancellation);

    private static Task<Refusal?> ShipAsync(Write write, Order order, IReadOnlyList<Row> rows, CancellationToken cancellation)
    {
        if (rows.Count > 1) return Task.FromResult<Refusal?>(Refusal.Invalid("event.order-twice", order.Label));
        var row = rows[0];
        var lines = row.All ? null : Finished(order);
        return lines is { Count: 0 } && order.HeldAt is null
            ? Task.FromResult<Refusal?>(Refusal.NotAllowed("order.nothing-finished", order.Label))
            : ShipOrder.ShipAsync(write, order, new(lines, row.Carrier, row.TrackingNumber, Packages: row.Packages), cancellation);
    }

    private static List<LineQuantity> Finished(Order order) => [.. order.Lines.Where(static line => line.IsOpen)
        .Select(static line => new LineQuantity(line.Id, Quantity.Min(line.Made, line.Effective) - line.Shipped))
        .Where(static line => line.Quantity > Quantity.Zero)];
}
