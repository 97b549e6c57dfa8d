using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Orders;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Shipping;

internal static class SharedShipments
{
    /// <summary>Derives the other orders that share this shipment.</summary>
    public static async Task DeriveOthersAsync(
        this Write write, Shipment shipment, Order except, CancellationToken cancellation)
    {
        var ids = shipment.Lines.Select(static l => l.OrderId).Where(id => id != except.Id).Distinct().ToList();
        if (ids.Count == 0) return;

        foreach (var order in await write.Db.Orders.WithFacts().Where(o => ids.Contains(o.Id)).ToListAsync(cancellation))
            write.Derive(order);
    }
}
