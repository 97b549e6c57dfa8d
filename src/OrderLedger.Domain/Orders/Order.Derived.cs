using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Products;

namespace OrderLedger.Domain.Orders;

/// <content>Everything computed from the facts. Stored beside them; <c>verify</c> recomputes it (I21).</content>
public sealed partial class Order
{
    public OrderStatus Status { get; private set; }
    public ShippingBadge Shipping { get; private set; }
    public PaymentBadge Payment { get; private set; }
    public OrderFlags Flags { get; private set; }

    /// <summary>交货日期: the earliest over open lines; over all lines when none is open.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>总金额 = Σ line amount (I1), tax included, as ordered.</summary>
    public Money Total { get; private set; }
    public Money Net { get; private set; }

    /// <summary>应收: what is owed for what is or will be delivered (I10).</summary>
    public Money Receivable { get; private set; }
    public Money Received { get; private set; }
    public Money Cost { get; private set; }

    /// <summary>When the first uncovered instalment falls due.</summary>
    public DateOnly? PaymentDueOn { get; private set; }
    public DateTime? StartedAt { get; private set; }
    public DateTime? ReadyAt { get; private set; }
    public DateTime? ShippedAt { get; private set; }
    public DateTime? ReceivedAt { get; private set; }

    /// <summary>When the money was complete, whatever the goods; with <see cref="ReceivedAt"/> both times are kept.</summary>
    public DateTime? SettledAt { get; private set; }

    public Money TaxAmount => Total - Net;
    public Money Outstanding => Receivable - Received;

    /// <summary>毛利: receivable without tax, less cost of what is or will be delivered; nothing of a cancelled order.</summary>
    public Money Profit => CancelledAt is null
        ? Sum(static line => Tax.Net(line.Receivable, line.TaxRateBp)) - Cost : Money.Zero;

    /// <summary>Recomputes all of it. Pure: the same facts give the same result, in whatever order they came (I24).</summary>
    /// <param name="toDate">A UTC instant as a date of the book's zone.</param>
    public void Derive(Func<DateTime, DateOnly> toDate)
    {
        foreach (var line in Lines) line.Derive(Work, Goods);

        Total = Sum(static line => line.Amount);
        Net = Sum(static line => line.Net);
        Receivable = CancelledAt is null ? Sum(static line => line.Receivable) : Money.Zero;
        Cost = CancelledAt is null ? Sum(static line => line.UnitCost.Times(line.Effective, 0)) : Money.Zero;
        Received = Allocations.Aggregate(Money.Zero, static (sum, allocation) => sum + allocation.Amount);
        DueDate = Lines.Where(static line => line.IsOpen).Min(static line => line.DueDate)
            ?? Lines.Min(static line => line.DueDate);
        DeriveMilestones();
        Status = StatusOf();
        Shipping = ShippingOf();
        var terms = PaymentTerms.Parse(Terms).Value ?? PaymentTerms.OnReceipt;
        Payment = PaymentOf(terms);
        Flags = FlagsOf();
        PaymentDueOn = ConfirmedAt is null || CancelledAt is not null ? null
            : terms.DueOn(Receivable, Received, new(Date(ConfirmedAt), Date(ReadyAt), Date(ShippedAt), Date(ReceivedAt)));

        DateOnly? Date(DateTime? at) => at is { } time ? toDate(time) : null;
    }

    private OrderStatus StatusOf()
    {
        if (CancelledAt is not null) return OrderStatus.Cancelled;
        if (ConfirmedAt is null) return OrderStatus.Draft;

        var stage = GoodsStage();
        // Money never moves the status before 5 (I23); at 5 a settled order passes on at once (I24).
        return stage == OrderStatus.Received && Received >= Receivable ? OrderStatus.Paid : stage;
    }

    private OrderStatus GoodsStage()
    {
        if (Lines.Any(static line => line.IsOpen))
            return Lines.Where(static line => line.IsOpen).Min(static line => line.Stage);

        // Nothing to ship: 完工确认 of the services counts as the sign-off; fees alone need none.
        var open = Lines.Where(static line => line.Kind == ProductKind.Service && line.Made < line.Effective).ToList();
        return open.Count == 0 ? OrderStatus.Received
            : open.Exists(static line => line.IsStarted) ? OrderStatus.InProduction : OrderStatus.Confirmed;
    }

    private void DeriveMilestones()
    {
        var goods = Lines.Where(static line => line.IsOpen).ToList();
        var shipments = Goods.Where(static line => !line.Shipment.IsVoid).Select(static line => line.Shipment).ToList();
        StartedAt = Work.Where(static work => work.Kind == WorkKind.Started).Min(static work => (DateTime?)work.At);
        ReadyAt = goods.Count > 0 && goods.TrueForAll(static line => line.Stage >= OrderStatus.ReadyToShip)
            ? goods.Max(line => LastWork(line) ?? LastShipped(line)) : null;
        ShippedAt = goods.Count > 0 && goods.TrueForAll(static line => line.Stage >= OrderStatus.Shipped)
            ? shipments.Max(static shipment => (DateTime?)shipment.ShippedAt) : null;
        ReceivedAt = ConfirmedAt is null || CancelledAt is not null || GoodsStage() < OrderStatus.Received ? null
            : shipments.Max(static shipment => shipment.SignedAt)
                ?? Work.Max(static work => (DateTime?)work.At) ?? ConfirmedAt;
        SettledAt = ConfirmedAt is not null && CancelledAt is null && Received >= Receivable
            ? Allocations.Max(static allocation => (DateTime?)allocation.At) ?? ConfirmedAt : null;

        // Goods that left unprepared were ready when they left.
        DateTime? LastWork(OrderLine line) => line.Made < line.Effective ? null
            : Work.Where(work => work.OrderLineId == line.Id && work.Kind != WorkKind.Started)
                .Max(static work => (DateTime?)work.At);
        DateTime? LastShipped(OrderLine line) =>
            Goods.Where(goods => goods.OrderLineId == line.Id && !goods.Shipment.IsVoid)
                .Max(static goods => (DateTime?)goods.Shipment.ShippedAt);
    }

    private ShippingBadge ShippingOf()
    {
        var goods = Lines.Where(static line => line.IsOpen).ToList();
        if (goods.TrueForAll(static line => line.Shipped.IsZero)) return ShippingBadge.None;
        if (goods.Exists(static line => line.Shipped < line.Effective)) return ShippingBadge.Partial;
        if (goods.TrueForAll(static line => line.Signed >= line.Effective)) return ShippingBadge.Signed;
        return goods.Exists(static line => line.Signed > Quantity.Zero)
            ? ShippingBadge.PartlySigned : ShippingBadge.Shipped;
    }

    private PaymentBadge PaymentOf(PaymentTerms terms)
    {
        if (Received > Receivable) return PaymentBadge.Over;
        if (ConfirmedAt is null || CancelledAt is not null) return PaymentBadge.None;
        if (Received == Receivable) return PaymentBadge.Paid;
        if (Received.IsZero) return PaymentBadge.None;
        // A first part that falls due after delivery is no 定金.
        return terms.Instalments.Count > 1 && terms.Instalments[0].Trigger == PaymentTrigger.Confirmed
            && Received <= Receivable.BasisPoints(terms.Instalments[0].ShareBp)
            ? PaymentBadge.Deposit : PaymentBadge.Partial;
    }

    private OrderFlags FlagsOf() =>
        (HeldAt is null ? OrderFlags.None : OrderFlags.OnHold)
        | (Goods.Any(static line => !line.Shipment.IsVoid && line.IsShort) ? OrderFlags.Shortfall : OrderFlags.None)
        | (Received > Receivable ? OrderFlags.RefundDue : OrderFlags.None)
        | (CreditOverride is null ? OrderFlags.None : OrderFlags.OverCredit)
        | (GateOverride is null ? OrderFlags.None : OrderFlags.ShippedBeforeGate);

    private Money Sum(Func<OrderLine, Money> part) =>
        Lines.Aggregate(Money.Zero, (sum, line) => sum + part(line));
}
