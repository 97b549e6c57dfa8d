using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;

namespace OrderLedger.App.Tests.ReadModel;

/// <summary>A field hidden from a role is absent from grid, search, sort, filter and totals (I36).</summary>
public sealed class RightsTests
{
    private static readonly Actor Warehouse = new(5, "仓库", Role.Warehouse, Via.Web);

    [Theory]
    [InlineData("total")]
    [InlineData("profit")]
    [InlineData("毛利")]
    [InlineData("payment")]
    [InlineData("paymentMethod")]
    public async Task A_hidden_column_is_as_unknown_as_one_that_does_not_exist(string name)
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        foreach (var query in new Func<string, LedgerQuery>[]
        {
            static column => new() { Filter = $"{column} is empty" }, static column => new() { Sort = $"-{column}" },
            static column => new() { Columns = [column] },
        })
        {
            var hidden = await book.Model.QueryAsync(query(name), Warehouse, TestContext.Current.CancellationToken);
            var unknown = await book.Model.QueryAsync(query("nonsense"), Warehouse, TestContext.Current.CancellationToken);
            Assert.Equal(unknown.Refusal?.Code, hidden.Refusal?.Code);
            Assert.Equal(unknown.Refusal?.Field, hidden.Refusal?.Field);
        }
    }

    [Theory]
    [InlineData(Role.Production, LedgerRows.Orders)]
    [InlineData(Role.Warehouse, LedgerRows.Lines)]
    [InlineData(Role.Viewer, LedgerRows.Orders)]
    [InlineData(Role.Sales, LedgerRows.Lines)]
    public async Task All_columns_and_totals_are_those_that_the_role_may_see(Role role, LedgerRows rows)
    {
        await using var book = await SomeOrdersAsync();
        var actor = new Actor(6, "陈宇", role, Via.Web);

        var page = await book.QueryAsync(new() { Rows = rows, Totals = true }, actor);

        var sensitivity = page.Columns.Select(static column => column.Sensitivity).ToHashSet();
        Assert.DoesNotContain(Sensitivity.Cost, sensitivity);
        Assert.Equal(actor.SeesPrices, sensitivity.Contains(Sensitivity.Price));
        Assert.Equal(actor.SeesPrices, page.Totals!.ContainsKey("net"));
        Assert.DoesNotContain("profit", page.Totals.Keys);
    }

    [Fact]
    public async Task A_salesperson_sees_and_counts_and_finds_the_own_rows_only()
    {
        await using var book = await SomeOrdersAsync();
        var sales = new Actor(6, "陈宇", Role.Sales, Via.Web);

        Assert.Equal(1, (await book.QueryAsync(new() { Filter = "not (number = 0) or total > 0" }, sales)).Count);
        Assert.Equal(1, (await book.QueryAsync(new() { Rows = LedgerRows.Lines, Filter = "total > 0" }, sales)).Count);
        Assert.Equal(1, (await book.Model.CountsAsync(sales, TestContext.Current.CancellationToken))["all"]);
        var found = await book.Model.SearchAsync("F1", sales, 10, TestContext.Current.CancellationToken);
        Assert.Equal(1, found.Orders.Count);
        Assert.Empty((await book.Model.SearchAsync("云帆", sales, 10, TestContext.Current.CancellationToken)).Customers);
    }

    [Fact]
    public async Task Without_prices_an_amount_finds_nothing()
    {
        await using var book = await SomeOrdersAsync();
        Assert.Equal(1, (await book.QueryAsync(new() { Q = "333" })).Count);
        Assert.Equal(0, (await book.QueryAsync(new() { Q = "333" }, Warehouse)).Count);
        Assert.DoesNotContain("unpaid", (await book.Model.CountsAsync(Warehouse, TestContext.Current.CancellationToken)).Keys);
    }

    [Fact]
    public void Without_prices_flags_of_money_are_no_exception()
    {
        foreach (var rows in Enum.GetValues<LedgerRows>())
        {
            Assert.Contains("flags <> 0", LedgerColumns.Find("exception", BookWithModel.Owner)!.Sql(rows)!, StringComparison.Ordinal);
            Assert.Contains("(flags & 3) <> 0", LedgerColumns.Find("exception", Warehouse)!.Sql(rows)!, StringComparison.Ordinal);
            var listed = LedgerColumns.VisibleTo(Warehouse, rows).Single(static column => column.Name == "exception");
            Assert.Contains("(flags & 3) <> 0", listed.Sql(rows)!, StringComparison.Ordinal);
        }
    }

    private static async Task<BookWithModel> SomeOrdersAsync()
    {
        var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟", code: "C1", salesperson: "陈宇");
        await book.CustomerAsync("苏州云帆", code: "C2", salesperson: "周敏");
        await book.ProductAsync("法兰", "F1", 111, cost: 6);
        await book.PlaceAsync("C1", ("F1", 1));
        await book.PlaceAsync("C2", ("F1", 3));
        return book;
    }
}
