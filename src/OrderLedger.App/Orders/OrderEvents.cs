using OrderLedger.App.Access;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Orders;

/// <summary>The events of domain.md §4 under the names of the address, with the right each needs and when it is offered.</summary>
public static class OrderEvents
{
    /// <summary>What the reader may trigger on this order now. The rule itself decides again when it is triggered.</summary>
    public static IReadOnlyList<string> AllowedFor(Order order, Actor reader)
    {
        var status = order.Status;
        var running = status is >= OrderStatus.Confirmed and <= OrderStatus.ReadyToShip && order.HeldAt is null;
        var open = order.Lines.Where(static line => line.IsOpen).ToList();
        var nothingOut = order.Goods.All(static g => g.Shipment.IsVoid);
        (string Name, Right Right, bool Offered)[] events =
        [
            ("confirm", Right.ConfirmOrders, status == OrderStatus.Draft && order.Lines.Count > 0),
            ("start-production", Right.Produce, running && open.Exists(static l => l.IsMade && !l.IsStarted)),
            ("finish-production", Right.Produce,
                (running && open.Exists(static l => l.IsMade && l.Made < l.Effective && l.Shipped < l.Effective))
                || (status is >= OrderStatus.Confirmed and <= OrderStatus.Paid && order.HeldAt is null
                    && order.Lines.Any(static l => l.Kind == ProductKind.Service && l.Made < l.Effective))),
            ("prepare", Right.Ship, running && open.Exists(static l => !l.IsMade && l.Made < l.Effective && l.Shipped < l.Effective)),
            ("ship", Right.Ship, running && open.Exists(static l => l.Unshipped > Domain.Quantity.Zero)),
            ("sign", Right.Ship, order.Goods.Any(static g => !g.Shipment.IsVoid && g.Signed is null)),
            ("settle-shortfall", Right.ConfirmOrders, order.Flags.HasFlag(OrderFlags.Shortfall)),
            ("pay", Right.RecordMoney, status is >= OrderStatus.Confirmed and <= OrderStatus.Paid
                && order.Outstanding > Domain.Money.Zero),
            ("hold", Right.HoldOrders, status is >= OrderStatus.Confirmed and <= OrderStatus.Shipped && order.HeldAt is null),
            ("resume", Right.HoldOrders, order.HeldAt is not null),
            ("amend", Right.PlaceOrders, status is >= OrderStatus.Draft and <= OrderStatus.Received),
            ("close-rest", Right.CancelOrders, status is >= OrderStatus.Confirmed and <= OrderStatus.Shipped
                && !nothingOut && open.Exists(static l => l.Unshipped > Domain.Quantity.Zero)),
            ("cancel", Right.CancelOrders, status is >= OrderStatus.Draft and <= OrderStatus.ReadyToShip && nothingOut),
        ];
        return [.. events.Where(e => e.Offered && Rights.Has(reader.Role, e.Right)).Select(static e => e.Name)];
    }
}
