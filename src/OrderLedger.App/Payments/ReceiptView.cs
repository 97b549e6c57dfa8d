using OrderLedger.Domain;
using OrderLedger.Domain.Payments;

namespace OrderLedger.App.Payments;

/// <summary>One receipt with what it was given to.</summary>
/// <param name="Allocated">To all orders, those too that the reader may not see.</param>
/// <param name="Allocations">To orders that the reader may see.</param>
public sealed record ReceiptView(long Id, long Version, long CustomerId, DateOnly Date, Money Amount, string Currency,
    string Method, string? Reference, ReceiptKind Kind, string? Remark, DateTime? BouncedAt, string? BounceReason,
    Money Allocated, Money Unallocated, IReadOnlyList<AllocationView> Allocations)
{
    internal static ReceiptView Of(Receipt receipt, IReadOnlySet<long>? hidden = null) => new(receipt.Id,
        receipt.Version, receipt.CustomerId, receipt.Date, receipt.Amount, receipt.Currency, receipt.Method, receipt.Reference,
        receipt.Kind, receipt.Remark, receipt.BouncedAt, receipt.BounceReason, receipt.Allocated, receipt.Unallocated,
        [.. receipt.Allocations.Where(a => hidden?.Contains(a.OrderId) != true).GroupBy(static a => a.OrderId)
            .Select(static g => new AllocationView(g.Key, g.Aggregate(Money.Zero, static (sum, a) => sum + a.Amount)))
            .Where(static a => !a.Amount.IsZero)]);
}

public sealed record AllocationView(long OrderId, Money Amount);
