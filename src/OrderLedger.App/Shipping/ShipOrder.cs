using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Shipping;

/// <summary>发货: the named quantities, or all that is open, leave the house.</summary>
public sealed class ShipOrder(Ledger ledger)
{
    /// <param name="ShippedAt">Empty: now. Not in the future.</param>
    /// <param name="Override">True to ship before the ship gate is met; then the reason is needed, and the right to override.</param>
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(IReadOnlyList<LineQuantity>? Lines = null, string? Carrier = null,
        string? TrackingNumber = null, DateTime? ShippedAt = null, int? Packages = null, bool Override = false,
        string? Reason = null, string? Remark = null, long? SeenVersion = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.ship", write => write.ChangeAsync(id, input.SeenVersion, Right.Ship,
            order => ShipAsync(write, order, input, cancellation), cancellation), cancellation, once);

    internal static async Task<Refusal?> ShipAsync(Write write, Order order, Input input, CancellationToken cancellation)
    {
        var at = input.ShippedAt ?? write.Now;
        if (at > write.Now.AddMinutes(5)) return Refusal.Invalid("shipment.in-future").At("ShippedAt");
        if (input.Override && write.Actor.May(Right.Override) is { } forbidden) return forbidden;
        if (input.Override && string.IsNullOrWhiteSpace(input.Reason)) return Refusal.Invalid("order.reason-missing").At("Reason");
        var lines = input.Lines.ByLine();
        if (lines?.Refusal is { } twice) return twice;

        var shipment = new Shipment
        {
            CustomerId = order.CustomerId, ShippedAt = at, Carrier = input.Carrier.OrNull(),
            TrackingNumber = input.TrackingNumber.OrNull(), Packages = input.Packages, Remark = input.Remark.OrNull(),
        };
        write.Db.Shipments.Add(shipment);
        var reason = write.Because(input.Reason);
        if (order.Ship(shipment, lines?.Value, input.Override ? reason : null) is { } refusal) return Told(write.Actor, order, refusal);

        shipment.Number = await write.ShipmentNumberAsync(order, at, cancellation);
        return null;
    }

    /// <summary>Who sees no prices is told that money is missing, not how much (I36).</summary>
    private static Refusal Told(Actor actor, Order order, Refusal refusal) => refusal.Code == "order.ship-gate" && !actor.SeesPrices
        ? Refusal.NotAllowed("order.ship-gate-unmet", order.Label) : refusal;
}

internal static class ShipmentNumbers
{
    public static async Task<string> ShipmentNumberAsync(
        this Write write, Order order, DateTime at, CancellationToken cancellation)
    {
        var (rule, date) = (write.Settings.ShipmentNumbers, write.Settings.ToDate(at));
        var scope = $"shipment/{rule.ScopeKey(date, order.CustomerCode)}";
        for (; ; )
        {
            var sequence = await write.NextNumberAsync(scope, cancellation);
            var number = rule.Format(date, order.CustomerCode, order.Salesperson, sequence);
            // A number given under an older rule may stand in the way; it keeps its place.
            if (!await write.Db.Shipments.AnyAsync(s => s.Number == number, cancellation)) return number;
        }
    }
}
