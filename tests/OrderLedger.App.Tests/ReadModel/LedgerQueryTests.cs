using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.Tests.ReadModel;

public sealed class LedgerQueryTests
{
    [Fact]
    public async Task A_write_is_seen_by_the_next_read()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟机电有限公司", code: "C0001");
        await book.ProductAsync("不锈钢法兰", "F80", 10);
        Assert.Equal(0, (await book.QueryAsync(new())).Count);

        var order = await book.PlaceAsync("C0001", ("F80", 12));

        var page = await book.QueryAsync(new() { Columns = ["number", "customer", "product", "quantity", "total", "status"] });
        Assert.Equal(1, page.Count);
        Assert.Equal([order.Number, "宁波海晟机电有限公司", "不锈钢法兰", 12m, 120m, "confirmed"], page.Rows[0]);
    }

    [Fact]
    public async Task Lines_have_a_row_each_with_the_columns_of_their_order()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("苏州云帆包装", code: "C0002", region: "江苏");
        await book.ProductAsync("彩盒", "B1", 2.5m);
        await book.ProductAsync("纸箱", "B2", 4);
        await book.PlaceAsync("C0002", ("B1", 100), ("B2", 10));

        var page = await book.QueryAsync(new()
        {
            Rows = LedgerRows.Lines, Columns = ["region", "product", "quantity", "amount", "total"], Sort = "position", Totals = true,
        });

        Assert.Equal(["江苏", "彩盒", 100m, 250m, 290m], page.Rows[0]);
        Assert.Equal(["江苏", "纸箱", 10m, 40m, 290m], page.Rows[1]);
        Assert.Equal(290m, page.Totals!["amount"]);
        Assert.DoesNotContain("total", page.Totals.Keys);
    }
}
