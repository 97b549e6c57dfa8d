using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Orders;

/// <summary>One line as it is typed. The amount is the authority: given alone, the price follows it; given with a price, the
/// two must agree to the cent.</summary>
/// <param name="Product">Code or name; a name that no product has is a free line and then needs a price or an amount.</param>
/// <param name="Discount">A fraction, 0…1: 0.05 is five percent off.</param>
/// <param name="TaxRate">A fraction, 0…1: 0.13.</param>
/// <param name="Kind">Of a free line: goods, service or fee; empty: by its text (<see cref="FeeWords"/>). Of a product it is the
/// product's, and another is refused.</param>
public sealed record LineInput(long? ProductId = null, string? Product = null, string? Spec = null, string? Unit = null,
    Quantity Quantity = default, UnitPrice? UnitPrice = null, Money? Amount = null, decimal? Discount = null,
    decimal? TaxRate = null, DateOnly? DueDate = null, string? Remark = null, ProductKind? Kind = null);

/// <summary>Makes order lines of what was typed, with the product's snapshot and defaults.</summary>
internal static class LineInputs
{
    private static readonly Data.CompiledQuery<long, Product> ById = new(static () =>
        EF.CompileAsyncQuery((Data.LedgerDb db, long id) => db.Products.AsNoTracking().Where(p => p.Id == id)));

    private static readonly Data.CompiledQuery<long[], Product> ByIds = new(static () =>
        EF.CompileAsyncQuery((Data.LedgerDb db, long[] ids) => db.Products.AsNoTracking().Where(p => ids.Contains(p.Id))));

    private static readonly Data.CompiledQuery<string, Product> ByKey = new(static () =>
        EF.CompileAsyncQuery((Data.LedgerDb db, string key) => db.Products.AsNoTracking()
            .Where(p => p.SkuKey == key || p.NameKey == key).OrderByDescending(p => p.SkuKey == key).ThenBy(p => p.Id).Take(3)));

    /// <summary>Reads the products that lines name by id in one question: on PostgreSQL each would be a way to the server and
    /// back. On SQLite there is no way.</summary>
    public static async Task LearnProductsAsync(this Write write, IReadOnlyList<LineInput> lines, CancellationToken cancellation)
    {
        if (write.Db is not Data.PostgresLedgerDb) return;
        long[] ids = [.. lines.Select(static l => l.ProductId).OfType<long>().Distinct().Where(id => write.Masters.Product(id) is null)];
        if (ids.Length < 2) return;
        await foreach (var product in ByIds.Run(write.Db, ids).WithCancellation(cancellation)) write.Masters.Keep(product);
    }

    /// <summary>The line, or the refusal with the field at fault.</summary>
    public static async Task<Outcome<OrderLine>> LineAsync(this Write write, LineInput input, int index, Order order,
        DateOnly? dueDate, CancellationToken cancellation)
    {
        var found = await ProductAsync(write, input, index, cancellation);
        if (found.Refusal is { } refusal) return refusal;
        var product = found.Product;
        if (Fractions(input, index) is { } fraction) return fraction;
        if (product is not null && input.Kind is { } kind && kind != product.Kind)
            return Refusal.Invalid("line.kind-of-product", $"{index + 1}", product.Name).At($"Lines[{index}].Kind");
        if (product is null && input.UnitPrice is null && input.Amount is null)
            return Refusal.Invalid("product.not-found", input.Product!).At($"Lines[{index}].Product");

        var discountBp = (int)((input.Discount ?? 0) * 10_000);
        var typed = input.UnitPrice ?? (input.Amount is null ? product!.Price : null);
        if (OrderLine.Measure(input.Quantity, typed, input.Amount, discountBp, index) is { } measure) return measure;
        var price = input.UnitPrice ?? (input.Amount is { } total
            ? Domain.UnitPrice.From(total, input.Quantity, discountBp) : product!.Price);
        var amount = input.Amount ?? price.Times(input.Quantity, discountBp);
        if (Math.Abs((amount - price.Times(input.Quantity, discountBp)).Cents) > 1)
            return Refusal.Invalid("line.amount-mismatch", $"{index + 1}", amount.ToString(),
                price.Times(input.Quantity, discountBp).ToString()).At($"Lines[{index}].Amount");
        var line = new OrderLine
        {
            OrderId = order.Id, Position = index + 1, ProductId = product?.Id, Sku = product?.Sku,
            ProductName = product?.Name ?? input.Product!.Trim(), Spec = input.Spec ?? product?.Spec,
            Unit = input.Unit ?? product?.Unit, Category = product?.Category, Kind = product?.Kind ?? input.Kind ?? FeeWords.KindOf(input.Product!),
            IsMade = product?.IsMade ?? false, Quantity = input.Quantity, UnitPrice = price, DiscountBp = discountBp,
            Amount = amount, TaxRateBp = input.TaxRate is { } rate ? (int)(rate * 10_000)
                : product?.TaxRateBp ?? write.Settings.Company.TaxRateBp,
            DueDate = input.DueDate ?? dueDate ?? (product is { LeadDays: > 0 } ? order.OrderDate.AddDays(product.LeadDays) : null),
            UnitCost = product?.Cost ?? Domain.UnitPrice.Zero, Remark = input.Remark,
        };
        return line.Check(index) is { } wrong ? wrong : line;
    }

    private static Refusal? Fractions(LineInput input, int index)
    {
        if (input.Discount is < 0 or > 1) return Refusal.Invalid("line.discount-range", $"{index + 1}").At($"Lines[{index}].Discount");
        if (input.TaxRate is < 0 or > 1) return Refusal.Invalid("line.tax-rate-range", $"{index + 1}").At($"Lines[{index}].TaxRate");
        return input.Discount.TooFine($"Lines[{index}].Discount") ?? input.TaxRate.TooFine($"Lines[{index}].TaxRate");
    }

    private static async Task<(Product? Product, Refusal? Refusal)> ProductAsync(
        Write write, LineInput input, int index, CancellationToken cancellation)
    {
        var field = $"Lines[{index}].Product";
        if (input.ProductId is { } id)
        {
            if (write.Masters.Product(id) is { } known) return (known, null);
            await foreach (var product in ById.Run(write.Db, id).WithCancellation(cancellation))
            {
                write.Masters.Keep(product);
                return (product, null);
            }
            return (null, Refusal.Invalid("product.not-found", $"{id}").At(field));
        }
        if (string.IsNullOrWhiteSpace(input.Product))
            return (null, Refusal.Invalid("line.product-missing", $"{index + 1}").At(field));

        var key = TextFolding.Key(input.Product);
        var found = new List<Product>();
        await foreach (var product in ByKey.Run(write.Db, key).WithCancellation(cancellation)) found.Add(product);
        if (found.Count > 0 && found[0].SkuKey == key) return (found[0], null);
        return found.Count > 1
            ? (null, Refusal.Invalid("product.ambiguous", input.Product).At(field)) : (found.FirstOrDefault(), null);
    }
}
