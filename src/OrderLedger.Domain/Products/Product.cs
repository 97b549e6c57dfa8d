namespace OrderLedger.Domain.Products;

/// <summary>What is sold: 产品 (domain.md §3).</summary>
public sealed class Product : IAggregate
{
    public long Id { get; init; }
    public long Version { get; set; }

    /// <summary>编码, text: leading zeros stay (I40). Unique without regard to case and width.</summary>
    public string Sku { get; set; } = "";
    public string Name { get; set; } = "";
    public string? Spec { get; set; }
    public string Unit { get; set; } = "";
    public string? Category { get; set; }
    public ProductKind Kind { get; set; }

    /// <summary>需生产: goes through 投产 and 完工; otherwise it is prepared from stock (备货).</summary>
    public bool IsMade { get; set; }

    /// <summary>Basis points; 1,300 is 13 %.</summary>
    public int TaxRateBp { get; set; }
    public UnitPrice Price { get; set; }
    public UnitPrice Cost { get; set; }

    /// <summary>生产周期 in days, 0…3,650.</summary>
    public int LeadDays { get; set; }
    public bool IsActive { get; set; } = true;
    public string? Remark { get; set; }

    /// <summary>Derived for search.</summary>
    public string Pinyin { get; private set; } = "";

    /// <summary>Derived: the code as a key.</summary>
    public string SkuKey { get; private set; } = "";

    /// <summary>Derived: the name as a key.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>Checks the fields and derives the keys.</summary>
    public Refusal? Check()
    {
        if (string.IsNullOrWhiteSpace(Name)) return Refusal.Invalid("product.name-missing").At(nameof(Name));
        if (string.IsNullOrWhiteSpace(Sku)) return Refusal.Invalid("product.sku-missing").At(nameof(Sku));
        if (Price < UnitPrice.Zero || Price.Value > UnitPrice.Max)
            return Refusal.Invalid("product.price-range").At(nameof(Price));
        if (Cost < UnitPrice.Zero || Cost.Value > UnitPrice.Max)
            return Refusal.Invalid("product.cost-range").At(nameof(Cost));
        if (TaxRateBp is < 0 or > Tax.RateMax) return Refusal.Invalid("product.tax-rate-range").At(nameof(TaxRateBp));
        if (LeadDays is < 0 or > 3_650) return Refusal.Invalid("product.lead-days-range").At(nameof(LeadDays));

        Derive();
        return null;
    }

    /// <summary>Recomputes the derived fields.</summary>
    public void Derive()
    {
        SkuKey = TextFolding.Key(Sku);
        NameKey = TextFolding.Key(Name);
        Pinyin = SearchText.Of(Name);
    }
}

public enum ProductKind
{
    /// <summary>实物: ships, is signed for.</summary>
    Goods,
    /// <summary>服务: never blocks completion (I9).</summary>
    Service,
    /// <summary>费用 such as freight.</summary>
    Fee,
}
