using OrderLedger.Domain;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Sample;

/// <summary>An order of the sample with its life up to now; nothing in it lies after now. Instants are UTC.</summary>
/// <param name="Index">From 0, in the order of <paramref name="PlacedAt"/>.</param>
/// <param name="Date">下单日期: the day of <paramref name="PlacedAt"/> in the book's zone.</param>
/// <param name="Sequence">From 1: the place among the orders of this customer on this day.</param>
/// <param name="Lines">As they stand now, after any amendment.</param>
public sealed record SampleOrder(
    int Index,
    DateTime PlacedAt,
    DateOnly Date,
    SampleCustomer Customer,
    int Sequence,
    string? CustomerPo,
    string? Remark,
    IReadOnlyList<SampleLine> Lines,
    SampleLife Life)
{
    public Money Total => Lines.Aggregate(Money.Zero, static (sum, line) => sum + line.Amount);

    /// <summary>What is owed once settled shortfalls are taken off; zero for drafts and cancelled orders.</summary>
    public Money Receivable { get; init; }

    /// <summary>When money is asked for and when it comes; before rounding and joining to receipts.</summary>
    internal IReadOnlyList<SampleDue> Dues { get; init; } = [];
}

/// <param name="FirstQuantity">As first ordered; differs from <paramref name="Quantity"/> when amended.</param>
public sealed record SampleLine(
    SampleProduct Product,
    Quantity Quantity,
    Quantity FirstQuantity,
    UnitPrice UnitPrice,
    int DiscountBp,
    Money Amount,
    DateOnly DueDate);

/// <summary>What happened to an order, in this sequence. Null: not yet, or never.</summary>
/// <param name="StartedAt">投产 of the lines that are made.</param>
/// <param name="FinishedAt">完工 of the lines that are made.</param>
/// <param name="PreparedAt">备货 of the goods kept in stock.</param>
/// <param name="AmendedAt">变更 of quantities, before anything shipped.</param>
public sealed record SampleLife(
    DateTime? ConfirmedAt,
    DateTime? AmendedAt,
    DateTime? StartedAt,
    DateTime? FinishedAt,
    DateTime? PreparedAt,
    SampleHold? Hold,
    SampleCancellation? Cancellation,
    IReadOnlyList<SampleShipment> Shipments)
{
    internal static readonly SampleLife Draft = new(null, null, null, null, null, null, null, []);
}

/// <param name="ResumedAt">Null: still on hold.</param>
public sealed record SampleHold(DateTime At, DateTime? ResumedAt, string Reason);

public sealed record SampleCancellation(DateTime At, string Reason);

/// <summary>送货 and, once it has arrived, 签收.</summary>
public sealed record SampleShipment(
    DateTime ShippedAt,
    string Carrier,
    string? TrackingNumber,
    int Packages,
    DateTime? SignedAt,
    string? Signer,
    IReadOnlyList<SampleGoods> Goods);

/// <param name="Line">Place in the order's lines, from 0.</param>
/// <param name="Signed">Null until signed for.</param>
/// <param name="Rejected">Refused at the door; the rest of a shortfall was missing.</param>
public sealed record SampleGoods(
    int Line, Quantity Quantity, Quantity? Signed, Quantity Rejected, ShortfallSettlement Settlement);

/// <summary>Part of an order's money.</summary>
/// <param name="From">Not paid before.</param>
/// <param name="PaidAt">When the money comes.</param>
/// <param name="IsGate">Goods wait for it, so it may come sooner but never later or short.</param>
internal sealed record SampleDue(
    int Order, Money Amount, DateTime From, DateTime PaidAt, bool IsGate, ReceiptKind Kind);

/// <summary>收款 and what it was given to, oldest first.</summary>
public sealed record SampleReceipt(
    int Customer,
    DateTime At,
    DateOnly Date,
    Money Amount,
    string Method,
    string? Reference,
    ReceiptKind Kind,
    IReadOnlyList<SampleAllocation> Allocations);

/// <param name="Order">The order's index.</param>
/// <param name="At">Never before the receipt; later when money on account was used.</param>
public sealed record SampleAllocation(int Order, Money Amount, DateTime At);

/// <summary>Orders that follow one another, and every receipt that pays for them.</summary>
public sealed record SampleBlock(IReadOnlyList<SampleOrder> Orders, IReadOnlyList<SampleReceipt> Receipts);
