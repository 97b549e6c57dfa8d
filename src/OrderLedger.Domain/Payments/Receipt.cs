using OrderLedger.Domain.Orders;

namespace OrderLedger.Domain.Payments;

/// <summary>收款: money received from a customer, allocated to orders or kept on account (预收).</summary>
public sealed class Receipt : IAggregate
{
    /// <summary>The largest receipt: ninety thousand of them still sum without overflow.</summary>
    public static readonly Money AmountMax = Money.Of(1_000_000_000_000);

    public long Id { get; init; }
    public long Version { get; set; }
    public long CustomerId { get; set; }
    public DateOnly Date { get; set; }
    public Money Amount { get; set; }
    public string Currency { get; set; } = Order.DefaultCurrency;
    public string Method { get; set; } = "";

    /// <summary>流水号 or note number.</summary>
    public string? Reference { get; set; }
    public ReceiptKind Kind { get; set; }
    public string? Remark { get; set; }

    /// <summary>退票: when the bank took it back; the money counts as nothing from then on.</summary>
    public DateTime? BouncedAt { get; set; }
    public string? BounceReason { get; set; }

    /// <summary>Created by an import or by a status word, not typed by a person.</summary>
    public bool IsImported { get; set; }
    public IList<Allocation> Allocations { get; init; } = [];

    /// <summary>Derived: the sum of allocations, reversals included.</summary>
    public Money Allocated { get; private set; }

    public Money Effective => BouncedAt is null ? Amount : Money.Zero;

    /// <summary>预收 on account; never negative (I12).</summary>
    public Money Unallocated => Effective - Allocated;

    /// <summary>核销: gives part of this receipt to an order. Never across customers or currencies (I13), never more than
    /// the order owes or the receipt has.</summary>
    public Refusal? Allocate(Order order, Money amount, DateTime at)
    {
        if (BouncedAt is not null) return Refusal.NotAllowed("receipt.bounced");
        if (order.CustomerId != CustomerId) return Refusal.NotAllowed("allocation.other-customer", order.Label);
        if (!string.Equals(order.Currency, Currency, StringComparison.Ordinal))
            return Refusal.NotAllowed("allocation.other-currency", order.Label, order.Currency, Currency);
        if (order.Status == OrderStatus.Cancelled) return Refusal.NotAllowed("order.cancelled", order.Label);
        if (order.Status == OrderStatus.Draft) return Refusal.NotAllowed("order.not-confirmed", order.Label);
        if (amount <= Money.Zero) return Refusal.Invalid("allocation.not-positive").At("Amount");
        if (amount > Unallocated)
            return Refusal.NotAllowed("allocation.over-receipt", amount.ToString(), Unallocated.ToString()).At("Amount");
        // From the rows, not from what was derived: one intention may allocate twice before the order is derived again.
        var owed = order.Receivable - Sum(order.Allocations);
        if (amount > owed)
            return Refusal.NotAllowed("allocation.over-order", amount.ToString(), owed.ToString(), order.Label).At("Amount");

        Add(order, amount, at, Date);
        return null;
    }

    /// <summary>Gives back what this receipt has allocated to the order, by a reversing row; the money is
    /// on account again.</summary>
    /// <param name="date">The day of the release: a balance as of an earlier day still has the allocation (I20).</param>
    public Money Release(Order order, DateTime at, DateOnly date)
    {
        var held = Sum(Allocations.Where(allocation => allocation.OrderId == order.Id));
        if (!held.IsZero) Add(order, -held, at, date > Date ? date : Date);
        return held;
    }

    /// <summary>The bank took the money back: marks it; the caller releases the orders.</summary>
    public Refusal? Bounce(DateTime at, string? reason)
    {
        if (BouncedAt is not null) return Refusal.NotAllowed("receipt.bounced");
        if (!Allocated.IsZero) throw new InvalidOperationException("Allocations are released before a bounce.");

        (BouncedAt, BounceReason) = (at, reason);
        return null;
    }

    public Refusal? Check()
    {
        if (Amount <= Money.Zero) return Refusal.Invalid("receipt.amount-not-positive").At(nameof(Amount));
        if (Amount > AmountMax) return Refusal.Invalid("receipt.amount-range", AmountMax.ToString()).At(nameof(Amount));
        if (string.IsNullOrWhiteSpace(Method)) return Refusal.Invalid("receipt.method-missing").At(nameof(Method));
        return null;
    }

    public void Derive() => Allocated = Sum(Allocations);

    private static Money Sum(IEnumerable<Allocation> rows) =>
        rows.Aggregate(Money.Zero, static (sum, allocation) => sum + allocation.Amount);

    private void Add(Order order, Money amount, DateTime at, DateOnly date)
    {
        var allocation = new Allocation
        {
            ReceiptId = Id,
            Receipt = this,
            OrderId = order.Id,
            Amount = amount,
            At = at,
            Date = date,
        };
        Allocations.Add(allocation);
        if (!order.Allocations.Contains(allocation)) order.Allocations.Add(allocation);
        Derive();
    }
}

/// <summary>核销: part of a receipt given to an order. A release is a second row with the opposite sign.</summary>
public sealed class Allocation : IPartOf<Receipt>
{
    public long Id { get; init; }
    public long ReceiptId { get; set; }
    public long RootId => ReceiptId;
    public Receipt Receipt { get; set; } = null!;
    public long OrderId { get; set; }
    public Money Amount { get; set; }

    /// <summary>When it was booked.</summary>
    public DateTime At { get; set; }

    /// <summary>The day it counts from: the receipt's, of a release its own (I20).</summary>
    public DateOnly Date { get; set; }
}

public enum ReceiptKind
{
    /// <summary>货款</summary>
    Payment,
    /// <summary>定金</summary>
    Deposit,
    /// <summary>预收</summary>
    Advance,
    /// <summary>尾款</summary>
    Balance,
}
