using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.Domain.Orders;

/// <summary>One customer order: 订单 (domain.md §3, §4).</summary>
/// <remarks>Facts are recorded; status, badges, sums and flags are derived by <see cref="Derive"/> in the same transaction.
/// Goods and money move independently.</remarks>
public sealed partial class Order : IAggregate
{
    public const string DefaultCurrency = "CNY";

    /// <summary>Lines of one order at most; the longest real invoice seen has 1,114.</summary>
    public const int LinesMax = 5_000;

    public long Id { get; init; }
    public long Version { get; set; }

    /// <summary>订单编号, unique for ever (I27); null on a draft that is numbered when confirmed.</summary>
    public string? Number { get; private set; }

    /// <summary>Derived: the number as a key, without regard to case and width.</summary>
    public string? NumberKey { get; private set; }
    public long CustomerId { get; set; }

    /// <summary>Snapshot of the customer as of the order (I35).</summary>
    public string CustomerCode { get; set; } = "";
    public string CustomerName { get; set; } = "";
    public string? DeliveryAddress { get; set; }
    public string? CustomerPo { get; set; }
    public DateOnly OrderDate { get; set; }
    public string? Salesperson { get; set; }
    public string? PaymentMethod { get; set; }
    public string Terms { get; set; } = "";
    public string Currency { get; set; } = DefaultCurrency;
    public int ShipGateBp { get; set; }
    public string? Remark { get; set; }
    public OrderSource Source { get; set; }

    /// <summary>Counts amendments of a confirmed order.</summary>
    public int Revision { get; private set; }
    public DateTime? ConfirmedAt { get; private set; }
    public DateTime? HeldAt { get; private set; }
    public string? HoldReason { get; private set; }
    public DateTime? CancelledAt { get; private set; }
    public string? CancelReason { get; private set; }

    /// <summary>Overrides that were used, with the reason given; facts behind two of the flags.</summary>
    public string? CreditOverride { get; private set; }
    public string? GateOverride { get; private set; }

    public IList<OrderLine> Lines { get; init; } = [];
    public IList<ProductionRecord> Work { get; init; } = [];
    public IList<ShipmentLine> Goods { get; init; } = [];
    public IList<Allocation> Allocations { get; init; } = [];

    /// <summary>What people call it before it has a number.</summary>
    public string Label => Number ?? $"#{Id}";

    public bool IsDraft => ConfirmedAt is null && CancelledAt is null;

    /// <summary>Gives the number. A number once given never changes (I27).</summary>
    public void GiveNumber(string number)
    {
        if (Number is not null) throw new InvalidOperationException("A number is given once.");
        (Number, NumberKey) = (number, TextFolding.Key(number));
    }

    /// <summary>Refuses what no order can be, line by line.</summary>
    public Refusal? Check()
    {
        if (Lines.Count > LinesMax) return Refusal.Invalid("order.too-many-lines").At(nameof(Lines));
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Lines[i].Check(i) is { } refusal) return refusal;
        }
        return PaymentTerms.Parse(Terms).Refusal?.At(nameof(Terms));
    }

    /// <summary>确认: from draft. The caller has checked credit, or names the reason for going over it.</summary>
    public Refusal? Confirm(DateTime at, string? creditOverride = null)
    {
        if (CancelledAt is not null) return Refusal.NotAllowed("order.cancelled", Label);
        if (ConfirmedAt is not null) return Refusal.NotAllowed("order.confirmed", Label);
        if (Lines.Count == 0) return Refusal.NotAllowed("order.no-lines", Label);

        (ConfirmedAt, CreditOverride) = (at, creditOverride);
        return null;
    }

    /// <summary>Notes why it may grow over the customer's credit limit.</summary>
    public void OverrideCredit(string reason) => CreditOverride = reason;

    /// <summary>暂停: blocks production and shipping until resumed (I26).</summary>
    public Refusal? Hold(DateTime at, string reason)
    {
        if (NotBetween(OrderStatus.Confirmed, OrderStatus.Shipped) is { } refusal) return refusal;
        if (HeldAt is not null) return Refusal.NotAllowed("order.on-hold", Label, HoldReason ?? "");
        if (string.IsNullOrWhiteSpace(reason)) return Refusal.Invalid("order.reason-missing").At("Reason");

        (HeldAt, HoldReason) = (at, reason);
        return null;
    }

    /// <summary>恢复.</summary>
    public Refusal? Resume()
    {
        if (HeldAt is null) return Refusal.NotAllowed("order.not-on-hold", Label);

        (HeldAt, HoldReason) = (null, null);
        return null;
    }

    /// <summary>取消: while nothing has left the house. Money already allocated is released by the caller.</summary>
    public Refusal? Cancel(DateTime at, string reason)
    {
        if (NotBetween(OrderStatus.Draft, OrderStatus.ReadyToShip) is { } refusal) return refusal;
        if (Goods.Any(static line => !line.Shipment.IsVoid)) return Refusal.NotAllowed("order.delivered", Label);
        if (string.IsNullOrWhiteSpace(reason)) return Refusal.Invalid("order.reason-missing").At("Reason");

        (CancelledAt, CancelReason) = (at, reason);
        return null;
    }

    /// <summary>余量取消: what has not left the house is not delivered any more; may advance the order to the end.</summary>
    public Refusal? CloseRest(string reason)
    {
        if (NotBetween(OrderStatus.Confirmed, OrderStatus.Shipped) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(reason)) return Refusal.Invalid("order.reason-missing").At("Reason");
        var rest = Lines.Where(static line => line.IsOpen && line.Unshipped > Quantity.Zero).ToList();
        if (rest.Count == 0) return Refusal.NotAllowed("order.nothing-open", Label);
        if (Lines.All(static line => line.Shipped.IsZero)) return Refusal.NotAllowed("order.nothing-shipped", Label);

        foreach (var line in rest) line.Cancelled += line.Unshipped;
        return null;
    }

    /// <summary>变更: whether head fields and lines may be changed now. The lines are checked by <see cref="Check"/>.</summary>
    public Refusal? MayAmend() => NotBetween(OrderStatus.Draft, OrderStatus.Received);

    /// <summary>Counts the amendment, once confirmed.</summary>
    public void Amended()
    {
        if (ConfirmedAt is not null) Revision++;
    }

    internal Refusal? NotBetween(OrderStatus first, OrderStatus last)
    {
        if (Status == OrderStatus.Cancelled) return Refusal.NotAllowed("order.cancelled", Label);
        if (Status < first) return Refusal.NotAllowed("order.not-confirmed", Label);
        return Status > last ? Refusal.NotAllowed("order.too-late", Label, Status.ToString()) : null;
    }
}
