using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.ReadModel.Queries;

namespace OrderLedger.App.Tests.ReadModel;

/// <summary>Counts are kept until something changes, and never for another reader.</summary>
public sealed class FilterCountsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_are_those_of_the_rows_for_every_reader_before_and_after_a_change()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var work = new RandomWork(book, new Random(11));
        await work.BeginAsync();
        Actor[] readers =
        [
            BookWithModel.Owner, new(5, "仓库", Role.Warehouse, Via.Web), new(6, "陈宇", Role.Sales, Via.Web),
            new(7, "林", Role.Sales, Via.Web),
        ];

        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < 10; i++) await work.StepAsync();
            foreach (var reader in readers.Concat(readers))
            {
                var counts = await book.Model.CountsAsync(reader, Cancellation);
                foreach (var (name, filter) in LedgerTabs.For(reader))
                    Assert.Equal((await book.QueryAsync(new() { Filter = filter, Limit = 0 }, reader)).Count, counts[name]);
            }
        }
    }

    [Fact]
    public async Task A_row_is_told_the_first_filter_that_picks_it()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var work = new RandomWork(book, new Random(12));
        await work.BeginAsync();
        for (var i = 0; i < 40; i++) await work.StepAsync();
        string[] marks = ["status = cancelled", "total > 500", "product ~ a or product ~ 法"];

        var page = await book.QueryAsync(new() { Columns = ["id", "status", "total"], Marks = marks, Limit = 1_000 });

        var picked = new List<HashSet<long>>();
        foreach (var mark in marks)
        {
            var found = await book.QueryAsync(new() { Filter = mark, Columns = ["id"], Limit = 1_000 });
            picked.Add([.. found.Rows.Select(static row => (long)row[0]!)]);
        }
        Assert.Equal(page.Rows.Select(row => picked.FindIndex(ids => ids.Contains((long)row[0]!))), page.Marks!);
        Assert.Contains(1, page.Marks!);
        var lines = await book.QueryAsync(new()
        {
            Rows = App.ReadModel.Columns.LedgerRows.Lines, Columns = ["lineId", "quantity"], Marks = ["quantity > 5"], Limit = 1_000,
        });
        Assert.Equal(lines.Rows.Select(static row => (decimal)row[1]! > 5 ? 0 : -1), lines.Marks!);
    }

    [Theory]
    [InlineData("total > 1", "filter.unknown-field")]
    [InlineData("nonsense", "filter.unknown-field")]
    [InlineData("", "filter.expected")]
    public async Task A_mark_that_its_reader_may_not_ask_is_refused(string mark, string code)
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);

        var refused = await book.Model.QueryAsync(new() { Columns = ["id"], Marks = [mark] }, new(5, "仓库", Role.Warehouse, Via.Web), Cancellation);

        Assert.Equal((code, "Marks"), (refused.Refusal?.Code, refused.Refusal?.Field));
    }
}
