using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>Decides whether a stale amendment touches only what nobody else changed since (R10).</summary>
internal static class AmendMerge
{
    /// <summary>True when the version is stale, and every change since is of other fields than those sent.</summary>
    public static async Task<bool> IsDisjointAsync(
        LedgerDb db, long id, long seenVersion, AmendOrder.Input input, CancellationToken cancellation)
    {
        var entries = await db.Journal.AsNoTracking()
            .Where(j => j.Root == "order" && j.RootId == id && j.RootVersion > seenVersion).ToListAsync(cancellation);
        // A total is spread over every line as it is now: no change of others leaves it meaning the same.
        if (entries.Count == 0 || input.Total is not null) return false;

        var sent = Sent(id, input);
        foreach (var change in entries.SelectMany(static e => e.Changes))
        {
            if (change.K != "~") return false;
            foreach (var field in change.F.Keys)
            {
                if (sent.Contains((change.Id, Cell(field)))) return false;
                // The due date of the order is set on all its lines, so that it would run over a line's own.
                if (input.DueDate is not null && field == nameof(OrderLine.DueDate)) return false;
            }
        }
        return true;
    }

    /// <summary>Quantity, price, discount and amount of a line are one thing to a reader.</summary>
    internal static string Cell(string field) =>
        field is nameof(OrderLine.UnitPrice) or nameof(OrderLine.DiscountBp) or nameof(OrderLine.Amount) ? nameof(OrderLine.Quantity) : field;

    /// <summary>What another product brings along.</summary>
    private static readonly string[] OfProduct = [nameof(OrderLine.ProductName), nameof(OrderLine.ProductId), nameof(OrderLine.Spec),
        nameof(OrderLine.Unit), nameof(OrderLine.TaxRateBp)];

    /// <summary>What another customer brings along.</summary>
    private static readonly string[] OfCustomer = [nameof(Order.CustomerId), nameof(Order.DeliveryAddress), nameof(Order.ShipGateBp),
        nameof(Order.Terms), nameof(Order.PaymentMethod)];

    internal static HashSet<(long Id, string Field)> Sent(long orderId, AmendOrder.Input input)
    {
        var sent = new HashSet<(long, string)>();
        if (input.CustomerPo is not null) sent.Add((orderId, nameof(Order.CustomerPo)));
        if (input.OrderDate is not null) sent.Add((orderId, nameof(Order.OrderDate)));
        if (input.DueDate is not null) sent.Add((orderId, nameof(Order.DueDate)));
        if (input.PaymentMethod is not null) sent.Add((orderId, nameof(Order.PaymentMethod)));
        if (input.Terms is not null) sent.Add((orderId, nameof(Order.Terms)));
        if (input.Salesperson is not null) sent.Add((orderId, nameof(Order.Salesperson)));
        if (input.DeliveryAddress is not null) sent.Add((orderId, nameof(Order.DeliveryAddress)));
        if (input.Remark is not null) sent.Add((orderId, nameof(Order.Remark)));
        if (input.Customer is not null)
        {
            foreach (var field in OfCustomer) sent.Add((orderId, field));
        }
        foreach (var line in input.Lines ?? [])
        {
            var lineId = line.Id ?? 0;
            // New and deleted lines change the order's own shape: nothing merges with that.
            if (line.Id is null || line.Delete) sent.Add((orderId, nameof(Order.Total)));
            if (line.Quantity is not null || line.UnitPrice is not null || line.Amount is not null || line.Discount is not null)
                sent.Add((lineId, nameof(OrderLine.Quantity)));
            if (line.DueDate is not null) sent.Add((lineId, nameof(OrderLine.DueDate)));
            if (line.TaxRate is not null) sent.Add((lineId, nameof(OrderLine.TaxRateBp)));
            if (line.Spec is not null) sent.Add((lineId, nameof(OrderLine.Spec)));
            if (line.Product is not null || line.ProductId is not null)
            {
                foreach (var field in OfProduct) sent.Add((lineId, field));
            }
            if (line.Unit is not null) sent.Add((lineId, nameof(OrderLine.Unit)));
            if (line.Remark is not null) sent.Add((lineId, nameof(OrderLine.Remark)));
        }
        return sent;
    }
}
