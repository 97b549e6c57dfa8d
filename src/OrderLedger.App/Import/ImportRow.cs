using OrderLedger.Domain;

namespace OrderLedger.App.Import;

/// <summary>One row of the table as understood; <see cref="Problem"/> is the first thing that could not be read.</summary>
internal sealed record ImportRow
{
    public required int Number { get; init; }
    public string? OrderNumber { get; init; }
    public string? CustomerCode { get; init; }
    public string? Customer { get; init; }
    public string? Phone { get; init; }
    public string? Contact { get; init; }
    public string? Email { get; init; }
    public string? Address { get; init; }
    public string? Region { get; init; }
    public string? Class { get; init; }
    public string? Salesperson { get; init; }
    public string? CustomerPo { get; init; }
    public DateOnly? OrderDate { get; init; }
    public DateOnly? DueDate { get; init; }
    public string? Sku { get; init; }
    public string? Product { get; init; }
    public string? Spec { get; init; }
    public string? Unit { get; init; }
    public string? Category { get; init; }
    public decimal? Quantity { get; init; }
    public decimal? UnitPrice { get; init; }
    public decimal? Amount { get; init; }
    public decimal? TaxRate { get; init; }
    public decimal? Discount { get; init; }
    public decimal? Cost { get; init; }
    public decimal? Freight { get; init; }
    public string? PaymentMethod { get; init; }
    public string? Terms { get; init; }
    public decimal? Received { get; init; }
    /// <summary>Only compared with what is received; nothing is stored of it. Null also where it is no number.</summary>
    public decimal? Outstanding { get; init; }
    public DateOnly? ReceivedOn { get; init; }
    public string? Status { get; init; }
    public DateOnly? ShipDate { get; init; }
    public string? Carrier { get; init; }
    public string? Tracking { get; init; }
    public string? Remark { get; init; }
    public ImportProblem? Problem { get; init; }

    /// <summary>Who ordered, for the key: the code when the file has codes.</summary>
    public string? CustomerKey => (CustomerCode ?? Customer) is { } customer ? TextFolding.Key(customer) : null;
}
