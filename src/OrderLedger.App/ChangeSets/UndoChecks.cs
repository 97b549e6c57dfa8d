using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using OrderLedger.App.Access;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.ChangeSets;

/// <summary>What an undo may not leave behind, and who may take back what.</summary>
internal static class UndoChecks
{
    /// <summary>Whether the order, set back and derived, is one that no verb could have made.</summary>
    public static bool IsBroken(EntityEntry<Order> entry)
    {
        var order = entry.Entity;
        if (order.Check() is not null || order.Lines.Any(static l => l.Signed > l.Shipped || l.Made > l.Effective)) return true;
        var isOut = order.Goods.Any(static g => !g.Shipment.IsVoid);
        if (order.Status == OrderStatus.Draft
            && (isOut || order.Work.Count > 0 || !order.Received.IsZero || order.HeldAt is not null)) return true;
        // I25. Money on a cancelled order is the customer's again (预收).
        if (order.Status == OrderStatus.Cancelled && (isOut || !order.Received.IsZero)) return true;
        // An amendment may leave more than is owed; money that comes back to the order may not.
        if (order.Received > order.Receivable && order.Received > entry.Property(static o => o.Received).OriginalValue
            && entry.State != EntityState.Added) return true;
        var lines = order.Lines.Select(static l => l.Id).ToHashSet();
        return order.Work.Any(w => !lines.Contains(w.OrderLineId)) || order.Goods.Any(g => !lines.Contains(g.OrderLineId));
    }

    /// <summary>The right of the verb, which taking it back needs too; null when only the owner may.</summary>
    public static Right? RightOf(string verb) => verb switch
    {
        "order.place" or "order.amend" or "ledger.change" => Right.PlaceOrders,
        "order.confirm" or "order.settle-shortfall" => Right.ConfirmOrders,
        "order.cancel" or "order.close-rest" => Right.CancelOrders,
        "order.hold" or "order.resume" => Right.HoldOrders,
        "order.start-production" or "order.finish-production" or "ledger.produce" => Right.Produce,
        "order.prepare" or "order.ship" or "order.sign" or "shipment.void" or "ledger.ship" => Right.Ship,
        "order.pay" or "receipt.record" or "receipt.allocate" or "receipt.release" or "receipt.bounce" or "ledger.receive" => Right.RecordMoney,
        "customer.create" or "customer.amend" => Right.EditCustomers,
        "product.create" or "product.amend" => Right.EditProducts,
        "order.comment" or "order.comment-remove" or "order.attach" or "order.detach" => Right.Comment,
        "customer.follow-up" or "customer.follow-up-done" => Right.EditCustomers,
        "product.stock" => Right.KeepStock,
        "import" => Right.Import,
        "settings.save" => Right.Settings,
        _ => null,
    };
}
