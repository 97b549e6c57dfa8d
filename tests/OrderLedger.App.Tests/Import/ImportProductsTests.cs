using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Import;

namespace OrderLedger.App.Tests.Import;

/// <summary>Products without codes: name and specification together say which.</summary>
public sealed class ImportProductsTests : ImportTest
{
    private const string Head = "订单编号,客户名称,下单日期,产品名称,规格,数量,单价\n";
    private const string NoSpec = "订单编号,客户名称,下单日期,产品名称,数量,单价\n";

    private async Task<List<(string Name, string? Spec)>> ProductsAsync() => await Book.ReadAsync(async db =>
        (await db.Products.OrderBy(static p => p.Id).ToListAsync(Cancellation)).ConvertAll(static p => (p.Name, p.Spec)));

    [Fact]
    public async Task Two_lines_of_one_name_and_two_specifications_are_two_products_and_stay_so()
    {
        const string rows = Head + "A-1,海晟,2026-01-05,不锈钢法兰,DN80,10,3.5\nA-1,海晟,2026-01-05,不锈钢法兰,DN50,2,3\n"
            + "A-2,海晟,2026-01-06,不锈钢法兰,ＤＮ８０,1,3.5\nA-3,海晟,2026-01-06,不锈钢法兰,,1,3.5\n";
        var first = await RunAsync(rows);
        var again = await RunAsync(rows);

        Assert.Equal(3, first.NewProducts);
        Assert.Equal([("不锈钢法兰", "DN80"), ("不锈钢法兰", "DN50"), ("不锈钢法兰", null)], await ProductsAsync());
        Assert.Equal((new ImportCounts(0, 0, 3, 0, 0), 0, null), (again.Orders, again.NewProducts, again.ChangeSetId));
        Assert.NotEqual((await OrderAsync("A-1")).Lines[0].ProductId, (await OrderAsync("A-1")).Lines[1].ProductId);
        Assert.Equal((await OrderAsync("A-1")).Lines[0].ProductId, (await OrderAsync("A-2")).Lines[0].ProductId);
    }

    [Fact]
    public async Task Name_and_specification_in_one_cell_are_the_same_product_as_in_two()
    {
        await RunAsync(Head + "A-1,海晟,2026-01-05,不锈钢法兰,DN80,10,3.5\n");

        var result = await RunAsync(NoSpec + "A-1,海晟,2026-01-05,不锈钢法兰 DN80,10,3.5\nA-2,海晟,2026-01-05,不锈钢法兰DN80,10,3.5\n");

        Assert.Equal((1, 1, 0), (result.Orders.New, result.Orders.Unchanged, result.NewProducts));
        Assert.Single(await ProductsAsync());
    }

    [Theory]
    [InlineData("垫片", "120", "垫片 1", "20")]
    [InlineData("Chain X", "L", "Chain", "XL")]
    public async Task Two_numbers_and_two_words_are_not_read_as_one(string name, string spec, string otherName, string otherSpec)
    {
        await RunAsync(Head + $"A-1,海晟,2026-01-05,{name},{spec},10,3.5\n");

        var result = await RunAsync(Head + $"A-2,海晟,2026-01-05,{otherName},{otherSpec},10,3.5\n");

        Assert.Equal(1, result.NewProducts);
        Assert.Equal([(name, spec), (otherName, otherSpec)], await ProductsAsync());
    }

    [Fact]
    public async Task A_file_without_specifications_means_the_product_of_that_name_and_says_when_there_are_several()
    {
        await RunAsync(Head + "A-1,海晟,2026-01-05,法兰,DN80,10,3.5\nA-2,海晟,2026-01-05,阀体,X1,10,3.5\nA-3,海晟,2026-01-05,阀体,X2,10,3.5\n");

        var result = await RunAsync(NoSpec + "B-1,海晟,2026-01-05,法兰,10,3.5\nB-2,海晟,2026-01-05,阀体,10,3.5\n");

        Assert.Equal((2, 0), (result.Orders.New, result.NewProducts));
        var warning = Assert.Single(result.Warnings);
        Assert.Equal(("import.product-ambiguous", 1, "X1"), (warning.Code, warning.Count, (await OrderAsync("B-2")).Lines[0].Spec));
    }
}
