using System.Globalization;
using OrderLedger.Domain;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Sample;

/// <summary>A product of the sample. Number 0 is freight (运费), the only fee.</summary>
/// <param name="Index">From 0; the same product whatever the size of the sample.</param>
/// <param name="Pack">Ordered in multiples of this quantity, which is also the least.</param>
public sealed record SampleProduct(
    int Index,
    string Sku,
    string Name,
    string? Spec,
    string Unit,
    string Category,
    ProductKind Kind,
    bool IsMade,
    int TaxRateBp,
    UnitPrice Price,
    UnitPrice Cost,
    int LeadDays,
    Quantity Pack)
{
    private static readonly SampleOdds<int> TaxRates =
        new((1_300, .80), (900, .08), (600, .05), (300, .04), (100, .02), (0, .01));

    private static readonly SampleProduct Freight = new(0, "YF-0001", "运费", null, "次", "费用", ProductKind.Fee,
        false, 900, UnitPrice.Of(120), UnitPrice.Of(95), 0, Quantity.Of(1));

    internal static SampleProduct At(ulong seed, int index)
    {
        if (index == 0) return Freight;

        var (row, place) = Math.DivRem(index - 1, SampleCatalogue.Categories.Count);
        var category = SampleCatalogue.Categories[place];
        var draw = new SampleDraw(seed, SampleStream.Product, index);
        var (round, combination) = Math.DivRem(row, category.Combinations);
        var shuffled = SampleDraw.Shuffle(seed + (ulong)place, combination, category.Combinations);
        var (rest, noun) = Math.DivRem(shuffled, category.Articles.Length);
        var (size, make) = Math.DivRem(rest, category.Makes.Length);
        var article = category.Articles[noun];
        var spec = $"{category.Sizes[size]} {category.Makes[make]}";
        if (round > 0) spec = string.Create(CultureInfo.InvariantCulture, $"{spec} {round + 1}型");

        var rate = draw.Of(TaxRates);
        var price = PriceNear(draw.LogNormal(Math.Log(article.Price), .35));
        var cost = UnitPrice.Of(decimal.Round(price / (1 + (rate / 10_000m)) * (decimal)draw.Between(.62, .88), 4));
        var made = draw.Chance(category.MadeShare);
        var sku = string.Create(CultureInfo.InvariantCulture, $"{category.Prefix}-{row + 1:D4}");
        return new(index, sku, article.Name, spec, article.Unit, category.Name, ProductKind.Goods, made, rate,
            UnitPrice.Of(price), cost,
            made ? 3 + draw.Below(18) : 0, PackOf(article.Unit, price));
    }

    // Prices look typed: two figures behind the point, and none worth naming above a thousand.
    private static decimal PriceNear(double price) => (decimal)price switch
    {
        < .05m => .05m,
        < 1_000m and var small => decimal.Round(small, 2),
        var large => decimal.Round(large / 10m, 0) * 10m,
    };

    private static Quantity PackOf(string unit, decimal price) => Quantity.Of((unit, price) switch
    {
        ("吨", _) => .5m,
        ("kg", _) => 5,
        (_, < .5m) => 500,
        (_, < 3) => 100,
        (_, < 12) => 50,
        (_, < 60) => 10,
        _ => 1,
    });
}
