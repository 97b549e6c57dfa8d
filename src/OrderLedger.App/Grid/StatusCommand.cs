using OrderLedger.App.Access;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.Shipping;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Grid;

/// <summary>What a status word needs to be carried out, where the order does not say it.</summary>
/// <param name="Method">Of the receipt that 已付款 records.</param>
/// <param name="Date">Of that receipt; of the shipment or the sign-off that another word records (empty: now).</param>
/// <param name="Reason">Of a cancellation.</param>
public sealed record CellFacts(string? Method = null, DateOnly? Date = null, string? Carrier = null,
    string? TrackingNumber = null, string? Signer = null, string? Reason = null);

/// <summary>A typed status word is a command (domain.md §4f): the events on the way there, each with its right and its rule.</summary>
internal sealed class StatusCommand(Write write, string? reason, string? overrideReason, HashSet<Right> used)
{
    public async Task<Refusal?> RunAsync(Order order, OrderStatus wanted, CellFacts facts, CancellationToken cancellation)
    {
        if (order.Status == wanted) return null;
        if (order.Status == OrderStatus.Cancelled) return Refusal.NotAllowed("order.cancelled", order.Label);
        if (wanted < order.Status) return Refusal.NotAllowed("cell.status-backwards", order.Label, order.Status.ToString(), wanted.ToString());
        // Nobody is asked for facts who may not do it anyway.
        if (wanted == OrderStatus.Cancelled && May(Right.CancelOrders) is { } uncancelled) return uncancelled;
        if (wanted == OrderStatus.Paid && order.Outstanding > Money.Zero && May(Right.RecordMoney) is { } unpaid) return unpaid;
        var why = facts.Reason.OrNull() ?? reason.OrNull();
        if (Missing(order, wanted, facts, why) is { Count: > 0 } missing) return new(RefusalKind.Invalid, ChangeCells.NeedsFacts, missing);
        if (wanted == OrderStatus.Cancelled) return write.Cancel(order, write.Because(why));

        if (order.IsDraft && (May(Right.ConfirmOrders)
            ?? await ConfirmOrder.ApplyAsync(write, order, new(overrideReason), cancellation)) is { } unconfirmed) return unconfirmed;
        write.Derive(order);
        var refusal = wanted switch
        {
            OrderStatus.InProduction => May(Right.Produce) ?? StartProduction.Apply(write, order, new()),
            OrderStatus.ReadyToShip => MakeReady(order),
            >= OrderStatus.Shipped => await DeliverAsync(order, wanted, facts, cancellation),
            _ => null,
        };
        if (refusal is not null) return refusal;
        write.Derive(order);
        return order.Status >= wanted ? null : Refusal.NotAllowed("cell.status-not-reached", order.Label, wanted.ToString(), order.Status.ToString());
    }

    private static List<string> Missing(Order order, OrderStatus wanted, CellFacts facts, string? why)
    {
        if (wanted == OrderStatus.Cancelled) return why is null ? ["reason"] : [];
        var missing = new List<string>();
        if (wanted != OrderStatus.Paid || order.Outstanding <= Money.Zero) return missing;
        if (facts.Method.OrNull() is null) missing.Add("method");
        if (facts.Date is null) missing.Add("date");
        return missing;
    }

    private Refusal? MakeReady(Order order)
    {
        if (order.Lines.Any(static l => l is { IsMade: true, IsOpen: true } && l.Made < l.Effective && l.Shipped < l.Effective)
            && (May(Right.Produce) ?? FinishProduction.Apply(write, order, new())) is { } unfinished) return unfinished;
        write.Derive(order);
        return order.Lines.Any(static l => l is { IsMade: false, IsOpen: true } && l.Made < l.Effective && l.Shipped < l.Effective)
            ? May(Right.Ship) ?? PrepareGoods.Apply(write, order, new()) : null;
    }

    private async Task<Refusal?> DeliverAsync(Order order, OrderStatus wanted, CellFacts facts, CancellationToken cancellation)
    {
        var at = wanted == OrderStatus.Paid ? null : AtOf(facts.Date);
        if (order.Lines.Any(static l => l.IsOpen && l.Unshipped > Quantity.Zero)
            && (May(Right.Ship) ?? await ShipOrder.ShipAsync(write, order,
                new(Carrier: facts.Carrier, TrackingNumber: facts.TrackingNumber, ShippedAt: at), cancellation)) is { } unshipped) return unshipped;
        write.Derive(order);
        if (wanted == OrderStatus.Shipped) return null;

        if (order.Lines.Any(static l => l.Kind == ProductKind.Service && l.Made < l.Effective)
            && (May(Right.Produce) ?? FinishProduction.Apply(write, order, new())) is { } unfinished) return unfinished;
        if (order.Goods.Any(static g => g.Shipment is { IsVoid: false, SignedAt: null })
            && (May(Right.Ship) ?? await SignShipment.ApplyAsync(write, order, new(Signer: facts.Signer, SignedAt: at), cancellation)) is { } unsigned)
            return unsigned;
        write.Derive(order);
        return wanted != OrderStatus.Paid || order.Outstanding <= Money.Zero ? null
            : May(Right.RecordMoney) ?? await PayOrder.ApplyAsync(write, order, new(order.Outstanding, facts.Method!, facts.Date), cancellation);
    }

    /// <summary>Noon of the day in the book's zone; of today, now.</summary>
    private DateTime? AtOf(DateOnly? date) => date is not { } day || day == write.Today ? null : TimeZoneInfo.ConvertTimeToUtc(
        day.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Unspecified), write.Settings.Zone);

    private Refusal? May(Right right)
    {
        used.Add(right);
        return write.Actor.May(right);
    }
}
