using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Products;

/// <summary>The list of products: filtered and sorted, one page of it.</summary>
public sealed class ProductList(Book book)
{
    public const int PageSize = 50;

    /// <param name="Q">Part of name, code, specification, pinyin or initials; words in any order.</param>
    /// <param name="Sort">sku, name, price, lead; after <c>-</c> descending. Else by code.</param>
    public sealed record Question(string? Q = null, string? Category = null, ProductKind? Kind = null, string? Sort = null,
        int Offset = 0);

    /// <param name="Categories">Every category with its products, whatever is filtered.</param>
    public sealed record Result(IReadOnlyList<ProductView> Rows, int Count, IReadOnlyList<(string Name, int Count)> Categories);

    public async Task<Result> ReadAsync(Actor reader, Question question, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var all = db.Products.AsNoTracking();
        var categories = await all.Where(p => p.Category != null).GroupBy(p => p.Category!)
            .Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).Take(100).ToListAsync(cancellation);
        var wanted = Filtered(all, question);
        var rows = await Sorted(wanted, question.Sort, reader).Skip(Math.Max(0, question.Offset)).Take(PageSize)
            .ToListAsync(cancellation);
        return new([.. rows.Select(product => ProductView.Of(product, reader))], await wanted.CountAsync(cancellation),
            [.. categories.Select(static g => (g.Key, g.Count))]);
    }

    private static IQueryable<Product> Filtered(IQueryable<Product> products, Question question)
    {
        if (question.Category.OrNull() is { } category) products = products.Where(p => p.Category == category);
        if (question.Kind is { } kind) products = products.Where(p => p.Kind == kind);
        return ProductQueries.Matching(products, question.Q);
    }

    /// <summary>An order by price would tell prices to who may not see them.</summary>
    private static IOrderedQueryable<Product> Sorted(IQueryable<Product> products, string? sort, Actor reader) => sort switch
    {
        "name" => products.OrderBy(p => p.Pinyin).ThenBy(p => p.NameKey),
        "-name" => products.OrderByDescending(p => p.Pinyin).ThenByDescending(p => p.NameKey),
        "price" when reader.SeesPrices => products.OrderBy(p => p.Price).ThenBy(p => p.SkuKey),
        "-price" when reader.SeesPrices => products.OrderByDescending(p => p.Price).ThenBy(p => p.SkuKey),
        "cost" when reader.SeesCost => products.OrderBy(p => p.Cost).ThenBy(p => p.SkuKey),
        "-cost" when reader.SeesCost => products.OrderByDescending(p => p.Cost).ThenBy(p => p.SkuKey),
        "lead" => products.OrderBy(p => p.LeadDays).ThenBy(p => p.SkuKey),
        "-lead" => products.OrderByDescending(p => p.LeadDays).ThenBy(p => p.SkuKey),
        "-sku" => products.OrderByDescending(p => p.SkuKey),
        _ => products.OrderBy(p => p.SkuKey),
    };
}
