using OrderLedger.Domain;

namespace OrderLedger.App.Import;

/// <summary>One row of the table as understood; <see cref="Problem"/> is the first thing that could not be read.</summary>
/// <remarks>A file can have a million rows, and all of them are held: what commonly repeats from row to row stands in
/// <see cref="Shared"/>, one for all rows that have it alike.</remarks>
internal sealed record ImportRow
{
    /// <summary>Equal where every cell is, wherever the rows stand.</summary>
    public static readonly IEqualityComparer<ImportRow> AllButNumber = EqualityComparer<ImportRow>.Create(
        static (one, other) => one! with { Number = 0 } == other! with { Number = 0 },
        static row => HashCode.Combine(row.Product, row.Sku, row.Quantity, row.UnitPrice, row.Amount));

    public required int Number { get; init; }
    public required ImportHead Shared { get; init; }
    public string? OrderNumber { get; init; }
    public DateOnly? DueDate { get; init; }
    public string? Sku { get; init; }
    public string? Product { get; init; }
    public string? Spec { get; init; }
    public string? Unit { get; init; }
    public decimal? Quantity { get; init; }
    public decimal? UnitPrice { get; init; }
    public decimal? Amount { get; init; }
    public string? Remark { get; init; }
    public ImportProblem? Problem { get; init; }
    public string? CustomerCode => Shared.CustomerCode;
    public string? Customer => Shared.Customer;
    public string? Phone => Shared.Phone;
    public string? Contact => Shared.Contact;
    public string? Email => Shared.Email;
    public string? Address => Shared.Address;
    public string? Region => Shared.Region;
    public string? Class => Shared.Class;
    public string? Salesperson => Shared.Salesperson;
    public string? CustomerPo => Shared.CustomerPo;
    public DateOnly? OrderDate => Shared.OrderDate;
    public string? Category => Shared.Category;
    public decimal? TaxRate => Shared.TaxRate;
    public decimal? Discount => Shared.Discount;
    public decimal? Cost => Shared.Cost;
    public decimal? Freight => Shared.Freight;
    public string? PaymentMethod => Shared.PaymentMethod;
    public string? Terms => Shared.Terms;
    public decimal? Received => Shared.Received;

    /// <summary>Only compared with what is received; nothing is stored of it. Null also where it is no number.</summary>
    public decimal? Outstanding => Shared.Outstanding;
    public DateOnly? ReceivedOn => Shared.ReceivedOn;
    public string? Status => Shared.Status;
    public DateOnly? ShipDate => Shared.ShipDate;
    public string? Carrier => Shared.Carrier;
    public string? Tracking => Shared.Tracking;

    /// <summary>Who ordered, for the key: the code when the file has codes.</summary>
    public string? CustomerKey => (CustomerCode ?? Customer) is { } customer ? TextFolding.Key(customer) : null;
}

/// <summary>The cells of a row that often equal those of the row above.</summary>
internal sealed record ImportHead
{
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
    public string? Category { get; init; }
    public decimal? TaxRate { get; init; }
    public decimal? Discount { get; init; }
    public decimal? Cost { get; init; }
    public decimal? Freight { get; init; }
    public string? PaymentMethod { get; init; }
    public string? Terms { get; init; }
    public decimal? Received { get; init; }
    public decimal? Outstanding { get; init; }
    public DateOnly? ReceivedOn { get; init; }
    public string? Status { get; init; }
    public DateOnly? ShipDate { get; init; }
    public string? Carrier { get; init; }
    public string? Tracking { get; init; }
}
