using OrderLedger.App.Products;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Tests.Products;

public sealed class ProductListTests : LedgerTest
{
    private ProductList List => new(Book.Book);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Do.SaveProduct(new(Name: "法兰", Sku: "B-1", Spec: "DN50", Category: "管件", Price: Domain.UnitPrice.Of(3),
            Cost: Domain.UnitPrice.Of(1), LeadDays: 5));
        await Do.SaveProduct(new(Name: "安装", Sku: "A-1", Category: "服务", Kind: ProductKind.Service,
            Price: Domain.UnitPrice.Of(9), Cost: Domain.UnitPrice.Of(2), LeadDays: 1));
        await Do.SaveProduct(new(Name: "弯头", Sku: "0012", Spec: "DN80", Category: "管件", Price: Domain.UnitPrice.Of(1),
            Cost: Domain.UnitPrice.Of(0.5m), LeadDays: 9));
    }

    [Fact]
    public async Task It_sorts_by_each_column()
    {
        (string? Sort, string Skus)[] cases =
        [
            (null, "0012 A-1 B-1"), ("-sku", "B-1 A-1 0012"), ("name", "A-1 B-1 0012"), ("-name", "0012 B-1 A-1"),
            ("price", "0012 B-1 A-1"), ("-price", "A-1 B-1 0012"), ("cost", "0012 B-1 A-1"),
            ("-cost", "A-1 B-1 0012"), ("lead", "A-1 B-1 0012"), ("-lead", "0012 B-1 A-1"),
            ("nothing-of-ours", "0012 A-1 B-1"),
        ];
        foreach (var (sort, skus) in cases)
            Assert.Equal(skus, Skus(await List.ReadAsync(People.Owner, new(Sort: sort), Cancellation)));
    }

    [Fact]
    public async Task Nobody_learns_prices_or_cost_from_the_order_of_the_rows()
    {
        foreach (var sort in new[] { "price", "-price", "cost", "-cost" })
            Assert.Equal("0012 A-1 B-1", Skus(await List.ReadAsync(People.Warehouse, new(Sort: sort), Cancellation)));
        Assert.Equal("0012 A-1 B-1", Skus(await List.ReadAsync(People.Lin, new(Sort: "-cost"), Cancellation)));

        var seen = await List.ReadAsync(People.Lin, new(), Cancellation);
        Assert.All(seen.Rows, static p => Assert.Null(p.Cost));
        Assert.All(seen.Rows, static p => Assert.NotNull(p.Price));
        Assert.All((await List.ReadAsync(People.Workshop, new(), Cancellation)).Rows, static p => Assert.Null(p.Price));
    }

    [Fact]
    public async Task It_is_searched_and_filtered()
    {
        (string? Q, string? Category, ProductKind? Kind, string Skus)[] cases =
        [
            ("falan", null, null, "B-1"), ("dn50 法", null, null, "B-1"), ("００１２", null, null, "0012"),
            (null, "管件", null, "0012 B-1"), (null, null, ProductKind.Service, "A-1"), ("法", "服务", null, ""),
        ];
        foreach (var (q, category, kind, skus) in cases)
        {
            var result = await List.ReadAsync(People.Owner, new(q, category, kind), Cancellation);

            Assert.Equal(skus, Skus(result));
            Assert.Equal(result.Rows.Count, result.Count);
            Assert.Equal([("管件", 2), ("服务", 1)], result.Categories);
        }
    }

    [Fact]
    public async Task It_turns_pages()
    {
        for (var i = 0; i < ProductList.PageSize; i++) await Do.ProductAsync($"Z{i:D3}", 1);

        var first = await List.ReadAsync(People.Owner, new(), Cancellation);
        var second = await List.ReadAsync(People.Owner, new(Offset: ProductList.PageSize), Cancellation);

        Assert.Equal((ProductList.PageSize, 3), (first.Rows.Count, second.Rows.Count));
        Assert.Equal((53, 53), (first.Count, second.Count));
        Assert.Empty(first.Rows.Select(static p => p.Id).Intersect(second.Rows.Select(static p => p.Id)));
    }

    private static string Skus(ProductList.Result result) => string.Join(' ', result.Rows.Select(static p => p.Sku));
}
