using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.Domain;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Products;

/// <summary>Reads products.</summary>
public sealed class ProductQueries(Book book)
{
    /// <param name="q">Part of name, code, pinyin or initials; empty: all.</param>
    /// <param name="limit">1…1,000.</param>
    public async Task<Page<ProductView>> ListAsync(
        Actor reader, string? q, int offset, int limit, CancellationToken cancellation, string? category = null)
    {
        await using var db = book.CreateDb();
        var products = db.Products.AsNoTracking();
        if (category.OrNull() is { } wanted) products = products.Where(p => p.Category == wanted);
        products = Matching(products, q);
        var rows = await products.OrderBy(p => p.SkuKey).Skip(Math.Max(0, offset))
            .Take(Math.Clamp(limit, 1, Page<ProductView>.LimitMax)).ToListAsync(cancellation);
        return new([.. rows.Select(p => ProductView.Of(p, reader))], await products.CountAsync(cancellation));
    }

    /// <summary>Those that have every word in name, code, specification, pinyin or initials.</summary>
    internal static IQueryable<Product> Matching(IQueryable<Product> products, string? q)
    {
#pragma warning disable CA1304, CA1311, CA1862 // The database lowers it: words come folded, and this has no folded column.
        foreach (var word in TextFolding.Key(q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            products = products.Where(p => p.NameKey.Contains(word) || p.SkuKey.Contains(word) || p.Pinyin.Contains(word)
                || (p.Spec != null && p.Spec.ToLower().Contains(word)));
        }
#pragma warning restore CA1304, CA1311, CA1862
        return products;
    }

    public async Task<Outcome<ProductView>> FindAsync(Actor reader, long id, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var product = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation);
        return product is null ? Refusal.NotFound("product.not-found", $"{id}") : ProductView.Of(product, reader);
    }
}
