using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;

namespace OrderLedger.App.Tests.ReadModel;

/// <summary>Groups sum what the book holds, and each is one window of the ledger.</summary>
public sealed class LedgerGroupsTests
{
    private static readonly Actor Warehouse = new(5, "仓库", Role.Warehouse, Via.Web);
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(2026)]
    public async Task Totals_of_groups_are_those_of_the_book(int seed)
    {
        await using var book = await RandomBookAsync(seed);
        var stored = await SumsAsync(book, """
            SELECT customer_name, status, count(*), sum(total), sum(received) FROM orders GROUP BY customer_name, status
            """);

        var groups = await GroupsAsync(book, new() { By = "customer,status", Limit = 1_000 });

        var told = groups.Groups.Where(static group => group.Level == 1).Select(static group => (
            Customer: (string)group.Keys[0]!,
            Status: LedgerWords.Status.Single(word => word.Name == (string)group.Keys[1]!).Value,
            group.Count, Total: group.Totals["total"] * 100, Received: group.Totals["received"] * 100)).ToHashSet();
        Assert.Equal(stored.Count, told.Count);
        Assert.Equal(stored, told);
        Assert.Equal(stored.Sum(static row => row.Count), groups.RowCount);
        Assert.Equal(stored.Sum(static row => row.Total), groups.Totals["total"] * 100);
        foreach (var outer in groups.Groups.Where(static group => group.Level == 0))
            Assert.Equal(stored.Where(row => row.Customer == (string)outer.Keys[0]!).Sum(static row => row.Total), outer.Totals["total"] * 100);
    }

    [Theory]
    [InlineData(LedgerRows.Orders, "customer,status", "-orderDate", "")]
    [InlineData(LedgerRows.Orders, "-dueDate", "", "status != cancelled")]
    [InlineData(LedgerRows.Orders, "overdue,region,-orderDate", "-total", "")]
    [InlineData(LedgerRows.Orders, "-product,payment", "number", "total > 500")]
    [InlineData(LedgerRows.Orders, "carrier,-received", "", "")]
    [InlineData(LedgerRows.Lines, "category,product", "-amount", "")]
    [InlineData(LedgerRows.Lines, "carrier,-remark,status", "position", "")]
    public async Task Rows_of_a_group_are_one_window_of_the_ledger(LedgerRows rows, string by, string sort, string filter)
    {
        await using var book = await RandomBookAsync(5);

        var groups = await GroupsAsync(book, new() { Rows = rows, By = by, Sort = sort, Filter = filter, Limit = 1_000 });

        var ledger = await book.QueryAsync(new() { Rows = rows, Filter = filter, Sort = groups.Sort, Limit = 1_000, Totals = true });
        Assert.Equal((ledger.Count, ledger.Rows.Count), (groups.RowCount, groups.Groups.Where(static g => g.Level == 0).Sum(static g => g.Count)));
        Assert.Equal(ledger.Totals, groups.Totals);
        var at = ledger.Columns.Index().ToDictionary(static column => column.Item.Name, static column => column.Index, StringComparer.Ordinal);
        foreach (var group in groups.Groups)
        {
            var own = ledger.Rows.Skip((int)group.RowOffset).Take((int)group.Count).ToList();
            Assert.Equal(group.Count, own.Count);
            foreach (var (i, key) in group.Keys.Index())
                Assert.All(own, row => Assert.Equal(key, Known(groups.By[i], row[at[groups.By[i].Name]])));
            foreach (var (name, sum) in group.Totals) Assert.Equal(own.Sum(row => (decimal?)row[at[name]] ?? 0m), sum);
            var picked = filter.Length == 0 ? group.Condition : $"({filter}) and {group.Condition}";
            // A filter about products asks any line of an order, a group of orders shows the first.
            if (!by.Contains("product", StringComparison.Ordinal) || rows == LedgerRows.Lines)
                Assert.Equal(group.Count, (await book.QueryAsync(new() { Rows = rows, Filter = picked, Limit = 0 })).Count);
        }
    }

    [Fact]
    public async Task Windows_of_groups_join_to_the_whole()
    {
        await using var book = await RandomBookAsync(23);
        var query = new GroupQuery { By = "customer,-orderDate,status", Limit = 1_000 };
        var whole = await GroupsAsync(book, query);
        var joined = new List<LedgerGroup>();
        for (var offset = 0; offset < whole.Count; offset += 5)
        {
            var window = await GroupsAsync(book, query with { Offset = offset, Limit = 5 });
            Assert.Equal((whole.Count, whole.RowCount), (window.Count, window.RowCount));
            joined.AddRange(window.Groups);
        }

        Assert.Equal(whole.Count, whole.Groups.Count);
        Assert.Equal(whole.Groups.Select(Said), joined.Select(Said));
        Assert.Empty((await GroupsAsync(book, query with { Limit = 0 })).Groups);
    }

    [Fact]
    public async Task Groups_within_a_group_are_those_that_follow_it_in_the_whole()
    {
        await using var book = await RandomBookAsync(31);
        var whole = await GroupsAsync(book, new() { By = "customer,-status,region", Sort = "-total", Limit = 1_000 });
        Assert.Contains(whole.Groups, static group => group.Level == 2);

        foreach (var outer in whole.Groups.Where(static group => group.Level < 2))
        {
            var by = string.Join(',', "customer,-status,region".Split(',').Take(outer.Level + 2));
            var inner = await GroupsAsync(book, new()
            {
                By = by, Sort = "-total", Within = new RowSpan(outer.RowOffset, outer.Count), Limit = 1_000,
            });
            var expected = whole.Groups.Where(group => group.Level == outer.Level + 1 && group.Keys.Take(outer.Keys.Count).SequenceEqual(outer.Keys));
            Assert.Equal(expected.Select(Said), inner.Groups.Select(Said));
            Assert.Equal((inner.Groups.Count, whole.RowCount), (inner.Count, inner.RowCount));
            Assert.Equal(whole.Totals, inner.Totals);
        }
    }

    [Fact]
    public async Task Nothing_that_matches_is_no_group_and_sums_to_nothing()
    {
        await using var book = await RandomBookAsync(1);

        var groups = await GroupsAsync(book, new() { By = "customer", Filter = "total > 900000000" });

        Assert.Empty(groups.Groups);
        Assert.Equal((0, 0, 0m), (groups.Count, groups.RowCount, groups.Totals["total"]));
    }

    [Theory]
    [InlineData("", "ledger.group-levels")]
    [InlineData("customer,status,region,class", "ledger.group-levels")]
    [InlineData("confirmedAt", "ledger.group-instant")]
    [InlineData("position", "ledger.unknown-field")]
    public async Task What_cannot_group_is_refused(string by, string code)
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var outcome = await book.Model.GroupsAsync(new() { By = by }, BookWithModel.Owner, Cancellation);
        Assert.Equal((code, "By"), (outcome.Refusal?.Code, outcome.Refusal?.Field));
    }

    [Fact]
    public async Task A_hidden_column_neither_groups_nor_sums_and_others_rows_are_not_counted()
    {
        await using var book = await RandomBookAsync(9);
        var sales = new Actor(6, "陈宇", Role.Sales, Via.Web);
        foreach (var by in new[] { "total", "status,payment", "毛利" })
        {
            var refused = await book.Model.GroupsAsync(new() { By = by }, Warehouse, Cancellation);
            Assert.Equal(("ledger.unknown-field", "By"), (refused.Refusal?.Code, refused.Refusal?.Field));
        }

        var store = await GroupsAsync(book, new() { By = "customer" }, Warehouse);
        var own = await GroupsAsync(book, new() { By = "salesperson", Limit = 1_000 }, sales);

        Assert.Equal("quantity", Assert.Single(store.Totals).Key);
        Assert.Equal("陈宇", Assert.Single(own.Groups).Keys[0]);
        Assert.DoesNotContain("profit", own.Totals.Keys);
    }

    private static object? Known(LedgerColumn column, object? value) => column.Kind == ColumnKind.YesNo ? value ?? false : value;

    private static string Said(LedgerGroup group) =>
        $"{string.Join('|', group.Keys)} {group.Level} {group.Count} {group.RowOffset} {string.Join('|', group.Totals)} {group.Condition}";

    private static async Task<LedgerGroups> GroupsAsync(BookWithModel book, GroupQuery query, Actor? actor = null)
    {
        var groups = await book.Model.GroupsAsync(query, actor ?? BookWithModel.Owner, Cancellation);
        Assert.True(groups.Accepted, groups.Refusal?.Code);
        return groups.Value;
    }

    private static async Task<BookWithModel> RandomBookAsync(int seed)
    {
        var book = await BookWithModel.CreateAsync(Cancellation);
        var work = new RandomWork(book, new Random(seed));
        await work.BeginAsync();
        for (var i = 0; i < 60; i++) await work.StepAsync();
        return book;
    }

    private static async Task<HashSet<(string Customer, int Status, long Count, decimal Total, decimal Received)>> SumsAsync(
        BookWithModel book, string sql)
    {
        await using var connection = await book.Book.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var sums = new HashSet<(string, int, long, decimal, decimal)>();
        while (await reader.ReadAsync(Cancellation))
        {
            sums.Add((reader.GetString(0), reader.GetInt32(1), reader.GetInt64(2), Sum(reader.GetValue(3)), Sum(reader.GetValue(4))));
        }
        return sums;
    }

    private static decimal Sum(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
