using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.ReadModel;
using OrderLedger.App.Sample;
using OrderLedger.App.Settings;

namespace OrderLedger.Web.Tests.Ui;

/// <summary>What pages say, as a browser without script gets them.</summary>
public sealed class PagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.Owner, "import settings production shipping receivables")]
    [InlineData(Role.Sales, "receivables")]
    [InlineData(Role.Production, "production")]
    [InlineData(Role.Warehouse, "shipping")]
    [InlineData(Role.Finance, "receivables")]
    [InlineData(Role.Viewer, "")]
    public async Task The_navigation_names_only_what_the_role_may_do(Role role, string named)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(role);

        // Not the ledger: an empty one also offers what its reader may do.
        var page = await client.GetStringAsync("/products", Cancellation);

        string[] places = ["import", "settings", "production", "shipping", "receivables"];
        Assert.Equal(named, string.Join(' ', places.Where(place => Navigation(page).Contains($"href=\"/{place}\"", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_page_says_that_a_large_book_is_still_being_prepared_and_goes_on_by_itself()
    {
        await using var server = await LedgerServer.StartAsync();
        await SampleBook.FillAsync(server.Get<Book>(), SampleScale.Of(6_000), 1, DateTimeOffset.UtcNow, null, Cancellation);
        using var client = await server.ClientOfAsync(Role.Viewer);
        var model = server.Get<LedgerReadModel>();
        await model.CatchUpAsync(Cancellation);

        using (var ready = await client.GetAsync("/preparing?back=%2Fcustomers", Cancellation))
            Assert.EndsWith("/customers", ready.Headers.Location?.OriginalString, StringComparison.Ordinal);
        var rebuilt = model.RebuildAsync(Cancellation);
        while (!rebuilt.IsCompleted && model.Building is not { Of: > 0 }) await Task.Yield();
        using var asked = await client.GetAsync("/products?q=1", Cancellation);
        await rebuilt;

        Assert.Equal((HttpStatusCode.Redirect, "/preparing?back=%2Fproducts%3Fq%3D1"),
            (asked.StatusCode, asked.Headers.Location?.OriginalString));
        using var after = await client.GetAsync("/products?q=1", Cancellation);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Theory]
    [InlineData(Role.Owner, true)]
    [InlineData(Role.Warehouse, true)]
    [InlineData(Role.Viewer, false)]
    public async Task Who_may_undo_finds_the_changes(Role role, bool finds)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(role);

        var page = await client.GetStringAsync("/products", Cancellation);

        Assert.Equal(finds, page.Contains("href=\"/changes\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Role.Owner, true)]
    [InlineData(Role.Sales, false)]
    [InlineData(Role.Finance, false)]
    [InlineData(Role.Viewer, false)]
    public async Task Own_orders_are_a_tab_for_who_has_some_among_others(Role role, bool has)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(role);

        var page = await client.GetStringAsync("/", Cancellation);

        Assert.Equal(has, page.Contains("href=\"/?view=mine\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_foot_of_the_ledger_says_how_much_of_its_total_was_cancelled()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner, language: "zh-CN");
        var stock = await server.StockAsync();
        await client.PlaceAsync(stock);
        Assert.DoesNotContain("其中已取消", await client.GetStringAsync("/", Cancellation), StringComparison.Ordinal);
        var id = await client.PlaceAsync(stock);
        var cancelled = await client.SendAsync("POST", $"/api/v1/orders/{id}/cancel", new { reason = "改期" }, ("If-Match", "*"));
        Assert.True(cancelled.IsSuccessStatusCode);

        Assert.Contains("其中已取消 ¥ 35.00", await client.GetStringAsync("/", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sheet_that_is_printed_is_the_customers_own()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner, language: "zh-CN");
        var id = await client.PlaceAsync(await server.StockAsync());

        var page = await client.GetStringAsync($"/orders/{id}", Cancellation);
        var from = page.IndexOf("<article class=\"sheet\"", StringComparison.Ordinal);
        var sheet = page[from..page.IndexOf("</article>", StringComparison.Ordinal)];

        Assert.Contains("海晟贸易", sheet, StringComparison.Ordinal);
        Assert.Contains("人民币叁拾伍元整", sheet, StringComparison.Ordinal);
        Assert.All(["毛利", "成本", "已收", "动态", "<button"], hidden => Assert.DoesNotContain(hidden, sheet, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Goods_from_stock_were_never_in_production()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner, language: "zh-CN");
        var stock = await server.StockAsync();
        var product = await server.Get<OrderLedger.App.Products.SaveProduct>().RunAsync(
            Actor.LocalOwner, null, new(Name: "垫片", Price: OrderLedger.Domain.UnitPrice.Of(1m), IsMade: false), Cancellation);
        var id = await client.PlaceAsync((stock.Customer, product.Value!.Id));
        Assert.True((await client.SendAsync("POST", $"/api/v1/orders/{id}/prepare", new { }, ("If-Match", "*"))).IsSuccessStatusCode);

        var page = await client.GetStringAsync($"/orders/{id}", Cancellation);

        Assert.Matches("<li class=\"skipped\"[^>]*>\\s*<span>生产中</span>\\s*<small>跳过</small>", page);
    }

    [Fact]
    public async Task The_navigation_counts_what_waits()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        await client.PlaceAsync(await server.StockAsync());

        var page = await client.GetStringAsync("/overview", Cancellation);

        Assert.Matches("href=\"/production\".*?<span class=\"count[^>]*>1</span>", Navigation(page));
        Assert.Matches("href=\"/shipping\".*?<span class=\"count[^>]*>0</span>", Navigation(page));
    }

    [Fact]
    public async Task A_customers_page_lists_the_orders_with_where_they_stand()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner, language: "en");
        var stock = await server.StockAsync();
        var id = await client.PlaceAsync(stock);

        var page = await client.GetStringAsync($"/customers/{stock.Customer}", Cancellation);

        Assert.Matches($"href=\"/orders/{id}\".*?class=\"st confirmed", page.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task A_list_of_one_page_says_how_many_rows_it_has()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner, language: "zh-CN");
        await server.StockAsync();

        Assert.Contains("共 1 条", await client.GetStringAsync("/customers", Cancellation), StringComparison.Ordinal);
        Assert.Contains("共 1 条", await client.GetStringAsync("/products", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_those_of_the_companys_zone()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var company = BookSettings.Default.Company with { TimeZone = "Pacific/Kiritimati" };
        var saved = await server.Get<SaveSettings>().RunAsync(
            Actor.LocalOwner, BookSettings.Default with { Company = company }, Cancellation);
        Assert.True(saved.Accepted);
        var id = await client.PlaceAsync(await server.StockAsync());
        var order = await (await client.SendAsync("GET", $"/api/v1/orders/{id}")).JsonAsync();
        var there = order.GetProperty("milestones").GetProperty("confirmedAt").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(14));

        var page = await client.GetStringAsync($"/orders/{id}", Cancellation);

        Assert.Equal(there.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), order.GetProperty("orderDate").GetString());
        Assert.Contains(there.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture), page, StringComparison.Ordinal);
    }

    /// <summary>The places on the left, in one line.</summary>
    private static string Navigation(string page)
    {
        var from = page.IndexOf("<nav class=\"side\"", StringComparison.Ordinal);
        return page[from..page.IndexOf("</nav>", from, StringComparison.Ordinal)].ReplaceLineEndings(" ");
    }

    [Fact]
    public async Task A_page_is_never_kept_by_the_browser_and_a_module_is_named_by_its_content()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = server.Client();
        using var page = await client.GetAsync(new Uri("/setup", UriKind.Relative), Cancellation);
        var html = await page.Content.ReadAsStringAsync(Cancellation);
        Assert.True(page.Headers.CacheControl!.NoStore);

        // Imported by others under its plain name: the map leads to the file that may be kept.
        var address = Regex.Match(html, "\"\\./js/news\\.js\": \"\\./(?<file>js/news\\.[a-z0-9]+\\.js)\"",
            RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["file"].Value;
        using var module = await client.GetAsync(new Uri("/" + address, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, module.StatusCode);
        Assert.False(module.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain("Accept-Language", module.Headers.Vary);
    }
}
