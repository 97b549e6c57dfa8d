using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Orders;
using OrderLedger.Domain;

namespace OrderLedger.App.Shipping;

/// <summary>Reads one shipment.</summary>
public sealed class ShipmentQueries(Book book)
{
    /// <summary>With the lines of orders that the reader may see; not found when there are none (S2).</summary>
    public async Task<Outcome<ShipmentView>> FindAsync(Actor reader, long id, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var shipment = await db.Shipments.AsNoTracking().Include(static s => s.Lines)
            .FirstOrDefaultAsync(s => s.Id == id, cancellation);
        if (shipment is null) return Refusal.NotFound("shipment.not-found", $"{id}");
        var orders = shipment.Lines.Select(static l => l.OrderId).ToHashSet();
        var seen = reader.Role != Role.Sales ? orders : [.. await db.Orders
            .Where(o => orders.Contains(o.Id) && o.Salesperson == reader.Name).Select(static o => o.Id).ToListAsync(cancellation)];
        return seen.Count == 0 ? Refusal.NotFound("shipment.not-found", $"{id}")
            : ShipmentView.Of(shipment, shipment.Lines.Where(l => seen.Contains(l.OrderId)));
    }
}
