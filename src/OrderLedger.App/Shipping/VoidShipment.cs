using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Orders;
using OrderLedger.Domain;

namespace OrderLedger.App.Shipping;

/// <summary>作废 of a shipment that never left, or was entered by mistake; its orders are derived anew.</summary>
public sealed class VoidShipment(Ledger ledger)
{
    /// <param name="SeenVersion">The version of the shipment the user looked at; null: not asked.</param>
    public sealed record Input(string Reason, long? SeenVersion = null);

    public Task<Outcome<ShipmentView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync<ShipmentView>(actor, "shipment.void", async write =>
        {
            if (actor.May(Right.Ship) is { } forbidden) return forbidden;
            var shipment = await write.Db.Shipments.Include(static s => s.Lines)
                .FirstOrDefaultAsync(s => s.Id == id, cancellation);
            if (shipment is null) return Refusal.NotFound("shipment.not-found", $"{id}");
            if (input.SeenVersion is { } seen && seen != shipment.Version)
                return new Refusal(RefusalKind.Stale, "shipment.stale", shipment.Number);
            if (shipment.IsVoid) return Refusal.NotAllowed("shipment.void", shipment.Number);
            if (string.IsNullOrWhiteSpace(input.Reason)) return Refusal.Invalid("order.reason-missing").At("Reason");
            var ids = shipment.Lines.Select(static l => l.OrderId).Distinct().ToList();
            var orders = await write.Db.Orders.WithFacts().Where(o => ids.Contains(o.Id)).ToListAsync(cancellation);
            // A settled shortfall has already changed the order lines; taking the shipment back would count it twice.
            if (shipment.Lines.Any(static l => l.Settlement == Domain.Shipping.ShortfallSettlement.Cancel))
                return Refusal.NotAllowed("shipment.settled", shipment.Number);

            shipment.IsVoid = true;
            write.Because(input.Reason);
            foreach (var order in orders) write.Derive(order);
            await write.SaveAsync(cancellation);
            return ShipmentView.Of(shipment, shipment.Lines);
        }, cancellation, once);
}
