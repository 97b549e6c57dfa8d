using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Products;

/// <summary>One product as its reader may see it.</summary>
public sealed record ProductView(long Id, long Version, string Sku, string Name, string? Spec, string Unit,
    string? Category, ProductKind Kind, bool IsMade, decimal? TaxRate, UnitPrice? Price, UnitPrice? Cost, int LeadDays,
    bool IsActive, string? Remark)
{
    internal static ProductView Of(Product product, Actor reader) => new(product.Id, product.Version, product.Sku,
        product.Name, product.Spec, product.Unit, product.Category, product.Kind, product.IsMade,
        reader.SeesPrices ? product.TaxRateBp / 10_000m : null, reader.SeesPrices ? product.Price : null,
        reader.SeesCost ? product.Cost : null, product.LeadDays, product.IsActive, product.Remark);
}

/// <summary>What may be typed of a product. Null leaves a field as it is; an empty text clears it.</summary>
/// <param name="Sku">Empty on a new product: the next P0001.</param>
/// <param name="TaxRate">A fraction: 0.13.</param>
public sealed record ProductInput(string? Name = null, string? Sku = null, string? Spec = null, string? Unit = null,
    string? Category = null, ProductKind? Kind = null, bool? IsMade = null, decimal? TaxRate = null,
    UnitPrice? Price = null, UnitPrice? Cost = null, int? LeadDays = null, bool? IsActive = null, string? Remark = null,
    long? SeenVersion = null);

/// <summary>Creates a product, or amends one. Order lines keep what they were sold with (I35).</summary>
public sealed class SaveProduct(Ledger ledger)
{
    /// <param name="id">Null: a new product.</param>
    public Task<Outcome<ProductView>> RunAsync(
        Actor actor, long? id, ProductInput input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, id is null ? "product.create" : "product.amend",
            write => SaveAsync(write, id, input, cancellation), cancellation, once);

    internal static async Task<Outcome<ProductView>> SaveAsync(
        Write write, long? id, ProductInput input, CancellationToken cancellation)
    {
        if (write.Actor.May(Right.EditProducts) is { } forbidden) return forbidden;
        var product = id is null ? new Product { TaxRateBp = write.Settings.Company.TaxRateBp }
            : await write.Db.Products.FirstOrDefaultAsync(p => p.Id == id, cancellation);
        if (product is null) return Refusal.NotFound("product.not-found", $"{id}");
        if (input.SeenVersion is { } seen && seen != product.Version)
            return new Refusal(RefusalKind.Stale, "product.stale", product.Name);
        if (input.TaxRate is < 0 or > 1) return Refusal.Invalid("product.tax-rate-range").At("TaxRate");
        if (input.TaxRate is < 0 or > 1) return Refusal.Invalid("product.tax-rate-range").At("TaxRate");
        if (input.TaxRate.TooFine("TaxRate") is { } fine) return fine;
        Apply(product, input);
        if (id is null && product.Sku.Length == 0) product.Sku = await NextSkuAsync(write, cancellation);
        if (product.Check() is { } refusal) return refusal;
        if (await write.Db.Products.AnyAsync(p => p.SkuKey == product.SkuKey && p.Id != product.Id, cancellation))
            return Refusal.NotAllowed("product.sku-taken", product.Sku).At("Sku");

        if (id is null) write.Db.Products.Add(product);
        await write.SaveAsync(cancellation);
        return ProductView.Of(product, write.Actor);
    }

    private static void Apply(Product product, ProductInput input)
    {
        product.Name = input.Name?.Trim() ?? product.Name;
        product.Sku = string.IsNullOrWhiteSpace(input.Sku) ? product.Sku : input.Sku.Trim();
        product.Spec = input.Spec.Or(product.Spec);
        product.Unit = input.Unit.Or(product.Unit) ?? "";
        product.Category = input.Category.Or(product.Category);
        product.Kind = input.Kind ?? product.Kind;
        product.IsMade = input.IsMade ?? product.IsMade;
        product.TaxRateBp = input.TaxRate is { } rate ? (int)(rate * 10_000) : product.TaxRateBp;
        product.Price = input.Price ?? product.Price;
        product.Cost = input.Cost ?? product.Cost;
        product.LeadDays = input.LeadDays ?? product.LeadDays;
        product.IsActive = input.IsActive ?? product.IsActive;
        product.Remark = input.Remark.Or(product.Remark);
    }

    /// <summary>P0001, P0002, …: past codes that were typed by hand.</summary>
    internal static async Task<string> NextSkuAsync(Write write, CancellationToken cancellation)
    {
        for (; ; )
        {
            var sku = $"P{await write.NextNumberAsync("product", cancellation):D4}";
            var key = TextFolding.Key(sku);
            if (!await write.Db.Products.AnyAsync(p => p.SkuKey == key, cancellation)) return sku;
        }
    }
}
