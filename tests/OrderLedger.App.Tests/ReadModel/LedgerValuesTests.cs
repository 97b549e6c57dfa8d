using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;

namespace OrderLedger.App.Tests.ReadModel;

/// <summary>The list of a column's values says how many rows each of them would leave.</summary>
public sealed class LedgerValuesTests
{
    private static readonly Actor Warehouse = new(5, "仓库", Role.Warehouse, Via.Web);
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LedgerRows.Orders, "")]
    [InlineData(LedgerRows.Orders, "status != cancelled and total > 1000")]
    [InlineData(LedgerRows.Lines, "")]
    [InlineData(LedgerRows.Lines, "customer ~ 海晟")]
    public async Task Each_count_is_that_of_the_filter_it_names(LedgerRows rows, string filter)
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var work = new RandomWork(book, new Random(11));
        await work.BeginAsync();
        for (var i = 0; i < 50; i++) await work.StepAsync();
        var all = (await book.QueryAsync(new() { Rows = rows, Filter = filter, Limit = 0 })).Count;
        foreach (var column in LedgerColumns.VisibleTo(BookWithModel.Owner, rows))
        {
            var whole = await ValuesAsync(book, new(rows, null, filter, column.Name, null, 1_000, Label));
            Assert.False(whole.HasMore);
            if (!column.IsAskedOfLines) Assert.Equal(all, whole.Values.Sum(static value => value.Count));
            foreach (var value in whole.Values.OrderByDescending(static value => value.Count).Take(4))
            {
                var narrowed = filter.Length == 0 ? value.Condition : $"({filter}) and {value.Condition}";
                var left = await book.QueryAsync(new() { Rows = rows, Filter = narrowed, Limit = 0 });
                Assert.True(value.Count == left.Count, $"{column.Name}: {value.Condition} {value.Count} {left.Count}");
            }
        }
    }

    [Fact]
    public async Task A_short_list_holds_the_most_frequent_in_the_order_of_the_column()
    {
        await using var book = await CustomersAsync();

        var list = await ValuesAsync(book, new(LedgerRows.Orders, null, null, "customer", null, 2, Label));

        Assert.True(list.HasMore);
        Assert.Equal([("宁波海晟", 2L), ("苏州云帆", 3L)], list.Values.Select(static value => ((string)value.Value!, value.Count)));
    }

    [Theory]
    [InlineData("海晟", "宁波海晟")]
    [InlineData("nbhs", "宁波海晟")]
    [InlineData("haisheng", "宁波海晟")]
    [InlineData("BETA", "Beta 阀门")]
    [InlineData("没有", "")]
    public async Task A_text_is_searched_by_its_signs_and_by_its_pinyin(string search, string found)
    {
        await using var book = await CustomersAsync();

        var list = await ValuesAsync(book, new(LedgerRows.Orders, null, null, "customer", search, 10, Label));

        Assert.Equal(found, string.Join(',', list.Values.Select(static value => value.Label)));
    }

    [Fact]
    public async Task What_is_empty_comes_last_and_a_word_is_searched_by_its_label()
    {
        await using var book = await CustomersAsync();

        var regions = await ValuesAsync(book, new(LedgerRows.Orders, null, null, "region", null, 10, Label));
        var words = await ValuesAsync(book, new(LedgerRows.Orders, null, null, "status", "confirm", 10, Label));

        Assert.Null(regions.Values[^1].Value);
        Assert.Equal("region is empty", regions.Values[^1].Condition);
        Assert.Equal("status = confirmed", Assert.Single(words.Values).Condition);
    }

    [Fact]
    public async Task A_hidden_column_has_no_values_and_a_salesperson_counts_the_own_rows()
    {
        await using var book = await CustomersAsync();
        var sales = new Actor(6, "陈宇", Role.Sales, Via.Web);

        var hidden = await book.Model.ValuesAsync(new(LedgerRows.Orders, null, null, "total", null, 10, Label), Warehouse, Cancellation);
        var unknown = await book.Model.ValuesAsync(new(LedgerRows.Orders, null, null, "nonsense", null, 10, Label), Warehouse, Cancellation);
        var own = await ValuesAsync(book, new(LedgerRows.Orders, null, null, "customer", null, 10, Label), sales);

        Assert.Equal(("ledger.unknown-field", "Column"), (hidden.Refusal?.Code, hidden.Refusal?.Field));
        Assert.Equal(unknown.Refusal?.Code, hidden.Refusal?.Code);
        Assert.Equal("宁波海晟", Assert.Single(own.Values).Label);
        foreach (var limit in new[] { 0, 1_001 })
        {
            var refused = await book.Model.ValuesAsync(
                new(LedgerRows.Orders, null, null, "customer", null, limit, Label), sales, Cancellation);
            Assert.Equal("list.limit-range", refused.Refusal?.Code);
        }
    }

    [Fact]
    public void Who_may_type_into_a_column_depends_on_rows_and_role()
    {
        var owner = ColumnUse.For(BookWithModel.Owner, LedgerRows.Lines).ToDictionary(static use => use.Column.Name, StringComparer.Ordinal);
        var store = ColumnUse.For(Warehouse, LedgerRows.Orders).ToDictionary(static use => use.Column.Name, StringComparer.Ordinal);

        Assert.Equal(("date", "number", "product"), (owner["dueDate"].Editor, owner["quantity"].Editor, owner["product"].Editor));
        Assert.Null(owner["receivable"].Editor);
        Assert.Equal(("status", null), (store["status"].Editor, store["dueDate"].Editor));
        Assert.DoesNotContain("total", store.Keys);
        Assert.True(owner["amount"].IsSummed);
        Assert.False(owner["total"].IsSummed);
    }

    private static string Label(LedgerColumn column, object? value) => value?.ToString() ?? "";

    private static async Task<ValueList> ValuesAsync(BookWithModel book, ValueQuery query, Actor? actor = null)
    {
        var list = await book.Model.ValuesAsync(query, actor ?? BookWithModel.Owner, Cancellation);
        Assert.True(list.Accepted, list.Refusal?.Code);
        return list.Value;
    }

    private static async Task<BookWithModel> CustomersAsync()
    {
        var book = await BookWithModel.CreateAsync(Cancellation);
        await book.ProductAsync("法兰", "F1", 10);
        await book.CustomerAsync("苏州云帆", code: "C1", salesperson: "周敏", region: "江苏");
        await book.CustomerAsync("宁波海晟", code: "C2", salesperson: "陈宇", region: "浙江");
        await book.CustomerAsync("Beta 阀门", code: "C3", salesperson: "周敏");
        foreach (var code in new[] { "C1", "C2", "C1", "C3", "C2", "C1" }) await book.PlaceAsync(code, ("F1", 1));
        return book;
    }
}
