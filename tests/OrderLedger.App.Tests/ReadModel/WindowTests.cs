using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.Tests.ReadModel;

/// <summary>However far down a window is found, it is the part of the whole that it says.</summary>
public sealed class WindowTests
{
    [Theory]
    [InlineData(LedgerRows.Orders)]
    [InlineData(LedgerRows.Lines)]
    public async Task Windows_of_any_order_join_to_the_whole(LedgerRows rows)
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        var work = new RandomWork(book, new Random(7));
        await work.BeginAsync();
        for (var i = 0; i < 60; i++) await work.StepAsync();
        await book.QueryAsync(new());
        await book.Model.DisposeAsync();
        await using var narrow = book.NewModel(sortAtOnce: 3);
        foreach (var sort in new[] { "", "-total", "dueDate,-total", "customer,-orderDate", "-product", "region,status", "-remark,id",
            "overdue,-paid", "carrier", "-lastShippedAt", "-salesperson,customer,dueDate", "trackingNumber" })
        {
            var whole = await narrow.QueryAsync(new() { Rows = rows, Sort = sort, Limit = 1_000 }, BookWithModel.Owner,
                TestContext.Current.CancellationToken);
            Assert.True(whole.Accepted, whole.Refusal?.Code);
            var joined = new List<object?[]>();
            for (var offset = 0; offset < whole.Value.Count; offset += 7)
            {
                var window = await narrow.QueryAsync(new() { Rows = rows, Sort = sort, Limit = 7, Offset = offset }, BookWithModel.Owner,
                TestContext.Current.CancellationToken);
                joined.AddRange(window.Value!.Rows);
            }
            Assert.Equal(whole.Value.Rows, joined);
        }
    }

    [Fact]
    public async Task Chinese_sorts_by_pinyin_and_the_empty_comes_last_in_either_direction()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.ProductAsync("法兰", "F1", 10);
        foreach (var (name, region) in new[] { ("张江", "浙江"), ("安吉", "安徽"), ("李庄", ""), ("Beta", "北京") })
        {
            await book.CustomerAsync(name, code: name, region: region);
            await book.PlaceAsync(name, ("F1", 1));
        }
        Assert.Equal(["安吉", "Beta", "李庄", "张江"], await SortedAsync("customer"));
        Assert.Equal(["张江", "李庄", "Beta", "安吉"], await SortedAsync("-customer"));
        Assert.Equal("李庄", (await SortedAsync("region"))[^1]);
        Assert.Equal("李庄", (await SortedAsync("-region"))[^1]);

        async Task<List<object?>> SortedAsync(string sort) =>
            [.. (await book.QueryAsync(new() { Sort = sort, Columns = ["customer"] })).Rows.Select(static row => row[0])];
    }

    [Theory]
    [InlineData(-1, 10, "ledger.offset-negative")]
    [InlineData(0, 1_001, "ledger.limit-range")]
    public async Task A_window_out_of_bounds_is_refused(long offset, int limit, string code)
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        var outcome = await book.Model.QueryAsync(new() { Offset = offset, Limit = limit }, BookWithModel.Owner, TestContext.Current.CancellationToken);
        Assert.Equal(code, outcome.Refusal?.Code);
    }
}
