using OrderLedger.App.Orders;
using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.Tests.ReadModel;

public sealed class FilterMeaningTests
{
    [Theory]
    [InlineData("", "A,B,C,D")]
    [InlineData("customer ~ 海", "A,B")]
    [InlineData("not customer ~ 海", "C,D")]
    [InlineData("region is empty", "C,D")]
    [InlineData("region != 浙江", "C,D")]
    [InlineData("not region = 浙江", "C,D")]
    [InlineData("status = 草稿", "D")]
    [InlineData("status < 待发货 and status != draft", "B,C")]
    [InlineData("total >= 100 and total <= 200", "A,B")]
    [InlineData("total > 0.2万", "C")]
    [InlineData("total > 99.995 and total < 100.005", "A")]
    [InlineData("dueDate < today", "A,B")]
    [InlineData("overdue", "B")]
    [InlineData("not overdue", "A,C,D")]
    [InlineData("dueDate is empty", "D")]
    [InlineData("orderDate = 2026-11", "B,C,D")]
    [InlineData("orderDate <= 2026-10", "A")]
    [InlineData("orderDate in (2026-10-05, 本周)", "A,D")]
    [InlineData("orderDate > today-10d", "C,D")]
    [InlineData("product ~ 垫", "C")]
    [InlineData("sku = f80", "A,B,C,D")]
    [InlineData("category = 阀件 and not product = 密封垫", "A,B,D")]
    [InlineData("carrier = 顺丰", "A")]
    [InlineData("lastShippedAt = 今天", "A")]
    [InlineData("trackingNumber is not empty", "A")]
    [InlineData("收款 = 已付清", "B")]
    [InlineData("paid = 100%", "B")]
    [InlineData("customerPo in (po-1, PO-2) or 状态 = 已发货", "A,C")]
    [InlineData("id in (0) or outstanding = 0", "B")]
    public async Task A_filter_picks_the_orders_that_it_says(string filter, string expected)
    {
        await using var book = await SomeOrdersAsync();

        var page = await book.QueryAsync(new() { Filter = filter, Columns = ["remark"], Sort = "remark" });

        Assert.Equal(expected, string.Join(',', page.Rows.Select(static row => row[0])));
        var lines = await book.QueryAsync(new() { Filter = filter, Rows = LedgerRows.Lines, Columns = ["remark"], Sort = "remark" });
        if (!filter.Contains("product", StringComparison.Ordinal) && !filter.Contains("sku", StringComparison.Ordinal))
            Assert.Equal(expected, string.Join(',', lines.Rows.Select(static row => row[0]).Distinct()));
    }

    [Theory]
    [InlineData("海晟", "A,B")]
    [InlineData("nbhs", "A,B")]
    [InlineData("haisheng 法兰", "A,B")]
    [InlineData("法兰 ＮＢ", "A,B")]
    [InlineData("mifengdian", "C")]
    [InlineData("5678", "A,B")]
    [InlineData("7742", "A")]
    [InlineData("PO-1", "A")]
    [InlineData("0.21万", "C")]
    [InlineData("没有", "")]
    public async Task A_search_finds_what_people_say(string text, string expected)
    {
        await using var book = await SomeOrdersAsync();
        foreach (var rows in Enum.GetValues<LedgerRows>())
        {
            var page = await book.QueryAsync(new() { Q = text, Rows = rows, Columns = ["remark"], Sort = "remark" });
            Assert.Equal(expected, string.Join(',', page.Rows.Select(static row => row[0]).Distinct()));
        }
    }

    [Fact]
    public async Task Tabs_count_the_rows_behind_them()
    {
        await using var book = await SomeOrdersAsync();
        var counts = await book.Model.CountsAsync(BookWithModel.Owner, TestContext.Current.CancellationToken);
        foreach (var (name, filter) in App.ReadModel.Queries.LedgerTabs.For(BookWithModel.Owner))
            Assert.Equal((await book.QueryAsync(new() { Filter = filter })).Count, counts[name]);
        Assert.Equal(1, counts["overdue"]);
    }

    /// <summary>A shipped, 100; B late and paid, 200; C not due, 2,100, with a gasket; D a draft without a due date.</summary>
    private static async Task<BookWithModel> SomeOrdersAsync()
    {
        var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟", code: "C1", region: "浙江", phone: "13800005678");
        await book.CustomerAsync("苏州云帆", code: "C2");
        await book.ProductAsync("法兰", "F80", 10, cost: 6, category: "阀件");
        await book.ProductAsync("密封垫", "G1", 1, category: "阀件");
        var a = await book.PlaceAsync(new PlaceOrder.Input(Customer: "C1", Remark: "A", OrderDate: new(2026, 10, 5),
            DueDate: new(2026, 10, 9), CustomerPo: "PO-1"), ("F80", 10));
        var b = await book.PlaceAsync(new PlaceOrder.Input(Customer: "C1", Remark: "B", OrderDate: new(2026, 11, 1),
            DueDate: new(2026, 11, 22)), ("F80", 20));
        await book.PlaceAsync(new PlaceOrder.Input(Customer: "C2", Remark: "C", OrderDate: new(2026, 11, 20),
            DueDate: new(2026, 11, 23), CustomerPo: "PO-2"), ("F80", 200), ("G1", 100));
        await book.PlaceAsync(new PlaceOrder.Input(Customer: "C2", Remark: "D", OrderDate: new(2026, 11, 23), Confirm: false), ("F80", 5));
        await book.ShipAsync(a.Id, "顺丰", "SF13857742");
        await book.PayAsync(b.Id, 200);
        return book;
    }
}
