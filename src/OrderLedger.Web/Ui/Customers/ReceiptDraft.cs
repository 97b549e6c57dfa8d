using OrderLedger.App.Payments;
using OrderLedger.Domain.Payments;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Customers;

/// <summary>The form of money received, as typed.</summary>
public sealed class ReceiptDraft
{
    public string? Amount { get; set; }
    public string? Method { get; set; }
    public string? Date { get; set; }
    public string? Reference { get; set; }
    public ReceiptKind Kind { get; set; }
    public string? Remark { get; set; }

    /// <summary><c>oldest</c>, <c>hand</c> or <c>account</c>.</summary>
    public string How { get; set; } = "oldest";
    public List<PartDraft> Parts { get; set; } = [];

    /// <summary>Made when the form was drawn: the same form sent twice records the money once.</summary>
    public string? Key { get; set; }

    public RecordReceipt.Input Read(FormReader reader, long customerId) => new(
        reader.Money(Amount, nameof(Amount)) ?? Domain.Money.Zero, Method ?? "", customerId,
        Date: reader.Date(Date, nameof(Date)), Reference: Reference, Kind: Kind, Remark: Remark,
        Allocations: How == "hand" ? PartsOf(Parts, reader) : null, OldestFirst: How == "oldest");

    /// <summary>The rows with an amount.</summary>
    public static IReadOnlyList<RecordReceipt.Allocate> PartsOf(IReadOnlyList<PartDraft> parts, FormReader reader) =>
        [.. parts.Where(static part => !string.IsNullOrWhiteSpace(part.Amount)).Select((part, i) =>
            new RecordReceipt.Allocate(part.OrderId, reader.Money(part.Amount, $"Parts[{i}].Amount") ?? Domain.Money.Zero))];
}

/// <summary>So much of the money for this order.</summary>
public sealed class PartDraft
{
    public long OrderId { get; set; }
    public string? Amount { get; set; }
}
