using OrderLedger.Domain.Products;

namespace OrderLedger.Domain.Tests.Products;

public sealed class ProductTests
{
    [Fact]
    public void A_sku_keeps_its_leading_zeros()
    {
        var product = Valid();

        Assert.Null(product.Check());

        Assert.Equal(("0012", "0012"), (product.Sku, product.SkuKey));
    }

    [Fact]
    public void What_no_product_can_be_is_refused()
    {
        Assert.Equal("product.name-missing", Changed(static p => p.Name = ""));
        Assert.Equal("product.sku-missing", Changed(static p => p.Sku = " "));
        Assert.Equal("product.price-range", Changed(static p => p.Price = new(-1)));
        Assert.Equal("product.cost-range", Changed(static p => p.Cost = new(-1)));
        Assert.Equal("product.tax-rate-range", Changed(static p => p.TaxRateBp = Tax.RateMax + 1));
        Assert.Equal("product.lead-days-range", Changed(static p => p.LeadDays = 3_651));
    }

    private static Product Valid() => new() { Sku = "0012", Name = "螺栓" };

    private static string? Changed(Action<Product> change)
    {
        var product = Valid();
        change(product);
        return product.Check()?.Code;
    }
}
