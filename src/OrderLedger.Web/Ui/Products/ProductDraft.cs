using OrderLedger.App.Products;
using OrderLedger.Domain.Products;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Products;

/// <summary>The form of a product as typed.</summary>
public sealed class ProductDraft
{
    public string? Name { get; set; }
    public string? Sku { get; set; }
    public string? Spec { get; set; }
    public string? Unit { get; set; }
    public string? Category { get; set; }
    public ProductKind Kind { get; set; }
    public bool IsMade { get; set; }

    /// <summary>Percent, 0…100.</summary>
    public string? TaxRate { get; set; }
    public string? Price { get; set; }
    public string? Cost { get; set; }
    public string? LeadDays { get; set; }
    public bool IsActive { get; set; }
    public string? Remark { get; set; }
    public long? SeenVersion { get; set; }

    /// <summary>The newer version that the user has looked at and writes over.</summary>
    public long? Overrides { get; set; }

    public static ProductDraft Of(ProductView view) => new()
    {
        Name = view.Name, Sku = view.Sku, Spec = view.Spec, Unit = view.Unit, Category = view.Category, Kind = view.Kind,
        IsMade = view.IsMade, TaxRate = view.TaxRate is { } rate ? Show.Percent((int)(rate * 10_000)).TrimEnd('%') : null,
        Price = view.Price?.ToString(), Cost = view.Cost?.ToString(),
        LeadDays = view.LeadDays.ToString(System.Globalization.CultureInfo.InvariantCulture), IsActive = view.IsActive,
        Remark = view.Remark, SeenVersion = view.Version,
    };

    /// <summary>A blank figure of a product is zero; a blank cost field is left alone when it was not shown.</summary>
    /// <param name="withCost">The reader saw the cost, so what stands there is meant.</param>
    public ProductInput Read(FormReader reader, bool withCost) => new(Name ?? "", Sku, Spec ?? "", Unit ?? "", Category ?? "",
        Kind, IsMade, reader.Fraction(TaxRate, nameof(TaxRate)) ?? 0m,
        reader.Price(Price, nameof(Price)) ?? Domain.UnitPrice.Zero,
        withCost ? reader.Price(Cost, nameof(Cost)) ?? Domain.UnitPrice.Zero : null,
        reader.Whole(LeadDays, nameof(LeadDays)) ?? 0, IsActive, Remark ?? "", Overrides ?? SeenVersion);
}
