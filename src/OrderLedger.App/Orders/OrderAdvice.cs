using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.Domain;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Orders;

/// <summary>What the book knows about an order while it is written: the products meant, what this customer paid last, and what
/// looks wrong. Advice refuses nothing.</summary>
public sealed class OrderAdvice(Book book, CustomerQueries customers, CustomerHistory history)
{
    /// <param name="OrderId">The order that is amended: it is no twin of itself.</param>
    /// <param name="Total">As in <see cref="PlaceOrder.Input"/>.</param>
    public sealed record Input(long? CustomerId = null, DateOnly? OrderDate = null, string? CustomerPo = null,
        IReadOnlyList<LineInput>? Lines = null, Money? Total = null, long? OrderId = null);

    /// <summary>What a line means. All but the position is null for goods that no product is.</summary>
    /// <param name="Price">Of the product.</param>
    /// <param name="LastPrice">What this customer paid last, the discount taken off.</param>
    public sealed record Line(int Position, long? ProductId = null, string? Sku = null, string? Name = null, string? Spec = null,
        string? Unit = null, UnitPrice? Price = null, UnitPrice? LastPrice = null, DateOnly? LastDate = null);

    /// <param name="Code">Key of the sentence, such as <c>advice.price-off-usual</c>.</param>
    /// <param name="Field">In the spelling of <see cref="PlaceOrder.Input"/>.</param>
    public sealed record Warning(string Code, string? Field, IReadOnlyList<string> Facts);

    /// <param name="Twins">Orders that this one may be typed twice of.</param>
    /// <param name="Former">The customer's newest orders, to be repeated.</param>
    public sealed record Result(IReadOnlyList<Line> Lines, IReadOnlyList<Warning> Warnings,
        IReadOnlyList<CustomerHistory.Former> Twins, IReadOnlyList<CustomerHistory.Former> Former);

    /// <param name="once">The form's key: an order that this very form has placed is no twin.</param>
    public async Task<Outcome<Result>> ReadAsync(Actor actor, Input input, CancellationToken cancellation, Once? once = null)
    {
        if (actor.May(Right.PlaceOrders) is { } forbidden) return forbidden;
        if (input.Lines is { Count: > Domain.Orders.Order.LinesMax }) return Refusal.Invalid("order.too-many-lines").At("Lines");
        if (input.Lines.NoGaps("Lines") is { } gap) return gap;

        var customer = input.CustomerId is { } id && (await customers.FindAsync(actor, id, cancellation)).Accepted ? id : (long?)null;
        var typed = input.Lines ?? [];
        var products = await ProductsAsync(typed, cancellation);
        var paid = customer is { } known
            ? await history.PricesAsync(actor, known, [.. products.OfType<Product>().Select(static p => p.Id).Distinct()], cancellation)
            : new Dictionary<long, CustomerHistory.Prices>();
        var warnings = new List<Warning>();
        var lines = new List<Line>();
        var total = Money.Zero;
        for (var i = 0; i < typed.Count; i++)
        {
            var was = products[i] is { } p ? paid.GetValueOrDefault(p.Id) : null;
            lines.Add(LineOf(i, products[i], was));
            if (LineAmount.Of(typed[i], products[i]) is not { } line) continue;
            total += line.Amount;
            if (products[i] is { } product) warnings.AddRange(Doubts(actor, line, product, was, i));
        }
        if (customer is not { } buyer) return new Result(lines, warnings, [], []);

        var twins = await history.TwinsAsync(actor, buyer, new(input.OrderDate, input.Total ?? total, input.CustomerPo, input.OrderId), cancellation);
        if (twins.Count > 0 && once is not null && await IsPlacedAsync(once, cancellation)) twins = [];
        return new Result(lines, warnings, twins, await history.NewestAsync(actor, buyer, cancellation));
    }

    private static Line LineOf(int i, Product? product, CustomerHistory.Prices? was) => product is null ? new(i)
        : new(i, product.Id, product.Sku, product.Name, product.Spec, product.Unit, product.Price, was?.Last, was?.LastDate);

    private static IEnumerable<Warning> Doubts(
        Actor actor, LineAmount line, Product product, CustomerHistory.Prices? was, int i)
    {
        if (was is not null && was.IsOff(line.Net))
        {
            yield return new("advice.price-off-usual", $"Lines[{i}].UnitPrice",
                [$"{i + 1}", product.Name, Shown(line.Net), Shown(was.Lowest), Shown(was.Highest)]);
        }
        var cost = product.Cost.Times(line.Quantity, 0);
        if (actor.SeesCost && !product.Cost.Equals(UnitPrice.Zero) && Tax.Net(line.Amount, line.TaxRateBp) < cost)
            yield return new("advice.below-cost", $"Lines[{i}].UnitPrice", [$"{i + 1}", product.Name, Shown(product.Cost)]);
    }

    private static string Shown(UnitPrice price) => price.ToString();

    /// <summary>By id, else by code, else by a name that only one has: as the order itself will find it.</summary>
    private async Task<Product?[]> ProductsAsync(IReadOnlyList<LineInput> typed, CancellationToken cancellation)
    {
        var ids = typed.Select(static l => l.ProductId).OfType<long>().Distinct().ToList();
        var keys = typed.Where(static l => l.ProductId is null && !string.IsNullOrWhiteSpace(l.Product))
            .Select(static l => TextFolding.Key(l.Product!)).Distinct(StringComparer.Ordinal).ToList();
        await using var db = book.CreateDb();
        var found = await db.Products.AsNoTracking()
            .Where(p => ids.Contains(p.Id) || keys.Contains(p.SkuKey) || keys.Contains(p.NameKey)).ToListAsync(cancellation);
        var (byId, bySku, byName) = (found.ToDictionary(static p => p.Id),
            found.ToDictionary(static p => p.SkuKey, StringComparer.Ordinal), found.ToLookup(static p => p.NameKey, StringComparer.Ordinal));
        return [.. typed.Select(Find)];

        Product? Find(LineInput line)
        {
            if (line.ProductId is { } id) return byId.GetValueOrDefault(id);
            if (string.IsNullOrWhiteSpace(line.Product)) return null;
            var key = TextFolding.Key(line.Product);
            return bySku.GetValueOrDefault(key) ?? (byName[key].ToList() is [var one] ? one : null);
        }
    }

    private async Task<bool> IsPlacedAsync(Once once, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        return await db.KeptAnswers.AnyAsync(a => a.Key == once.Key, cancellation);
    }
}

/// <summary>What a typed line costs, as far as that can be told.</summary>
/// <param name="Net">The price with the discount taken off.</param>
internal sealed record LineAmount(Quantity Quantity, Money Amount, UnitPrice Net, int TaxRateBp)
{
    public static LineAmount? Of(LineInput line, Product? product)
    {
        if (line.Discount is < 0 or > 1 || line.TaxRate is < 0 or > 1) return null;
        var (off, price) = ((int)((line.Discount ?? 0) * 10_000), line.UnitPrice ?? (line.Amount is null ? product?.Price : null));
        if (price is null && line.Amount is null) return null;
        if (Domain.Orders.OrderLine.Measure(line.Quantity, price, line.Amount, off, 0) is not null) return null;
        var amount = line.Amount ?? price!.Value.Times(line.Quantity, off);
        var net = line.Amount is null ? UnitPrice.Of(price!.Value.Value * (10_000 - off) / 10_000m) : UnitPrice.From(amount, line.Quantity, 0);
        return new(line.Quantity, amount, net, line.TaxRate is { } rate ? (int)(rate * 10_000) : product?.TaxRateBp ?? 0);
    }
}
