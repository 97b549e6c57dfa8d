using System.Net;
using System.Text.RegularExpressions;
using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.App.Products;
using OrderLedger.Domain;

namespace OrderLedger.Web.Tests.Ui;

/// <summary>Forms of pages as a browser without script sends them.</summary>
public sealed partial class FormsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_production_report_that_is_sent_twice_is_booked_once()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Production);
        var (id, line) = await OrderAsync(server);
        var form = await FormAsync(client, "/production");
        (string, string)[] fields = [("_handler", "make"), ("Make.What", "finish"), ("Make.Rows[0].OrderId", $"{id}"),
            ("Make.Rows[0].LineId", $"{line}"), ("Make.Rows[0].Pick", "true"), ("Make.Rows[0].Quantity", "3")];

        var first = await PostAsync(client, "/production", form, fields);
        var again = await PostAsync(client, "/production", form, fields);
        var next = await PostAsync(client, "/production", await FormAsync(client, "/production"), fields);

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Redirect], new[] { first, again, next }.Select(Status));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.NotEqual(first.Headers.Location, next.Headers.Location);
        var order = await server.Get<OrderQueries>().FindAsync(Actor.LocalOwner, id, Cancellation);
        Assert.Equal(Quantity.Of(6), order.Value!.Lines[0].Made);
    }

    [Fact]
    public async Task A_report_that_was_refused_in_part_is_mended_and_sent_again()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Production);
        var (id, line) = await OrderAsync(server);
        (string, string)[] Fields(string quantity) => [("_handler", "make"), ("Make.What", "finish"), ("Make.Rows[0].OrderId", $"{id}"),
            ("Make.Rows[0].LineId", $"{line}"), ("Make.Rows[0].Pick", "true"), ("Make.Rows[0].Quantity", quantity)];

        var refused = await PostAsync(client, "/production", await FormAsync(client, "/production"), Fields("99"));
        var mended = await PostAsync(client, "/production", await FormOfAsync(refused), Fields("9"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (refused.StatusCode, mended.StatusCode));
        var order = await server.Get<OrderQueries>().FindAsync(Actor.LocalOwner, id, Cancellation);
        Assert.Equal(Quantity.Of(9), order.Value!.Lines[0].Made);
    }

    [Fact]
    public async Task A_move_of_stock_that_is_sent_twice_is_recorded_once()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Warehouse);
        var (_, product) = await server.StockAsync();
        var form = await FormAsync(client, $"/products/{product}");
        (string, string)[] fields = [("_handler", "stock"), ("Stock.Kind", "In"), ("Stock.Quantity", "5")];

        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.Redirect, Status(await PostAsync(client, $"/products/{product}", form, fields)));

        var stock = await server.Get<ProductStock>().ReadAsync(Actor.LocalOwner, product, Cancellation);
        Assert.Single(stock.Value!.Moves);
    }

    [Fact]
    public async Task What_touched_other_orders_too_is_looked_at_before_it_is_taken_back()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var stock = await server.StockAsync();
        var (one, two) = (await client.PlaceAsync(stock), await client.PlaceAsync(stock));
        await client.SendAsync("POST", $"/api/v1/orders/{one}/hold", new { reason = "等" }, ("If-Match", "*"));
        await client.SendAsync("POST", $"/api/v1/orders/{one}/resume", new { }, ("If-Match", "*"));
        var many = await client.SendAsync("POST", "/api/v1/ledger/events",
            new { @event = "hold", orderIds = new[] { one, two }, input = new { reason = "都等" } });
        var set = (await many.JsonAsync()).GetProperty("changeSet").GetInt64();

        var page = await client.GetStringAsync($"/orders/{one}?done=hold", Cancellation);

        var offered = Targets().Matches(page).Select(static match => match.Groups["id"].Value).ToHashSet();
        Assert.DoesNotContain($"{set}", offered);
        Assert.Equal(3, offered.Count);
        Assert.Equal(2, Regex.Count(page, $"href=\"/changes/{set}\"", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData("zh-CN", "100", "收款已登记，超出的 ¥ 65.00 已转为该客户的预收")]
    [InlineData("en", "100", "The payment is recorded; ¥ 65.00 more than owed stays on the customer's account")]
    [InlineData("zh-CN", "35", "收款已登记")]
    [InlineData("zh-CN", "20", "收款已登记")]
    public async Task Who_records_more_than_is_owed_is_told_where_the_rest_went(string language, string amount, string said)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner, language: language);
        var id = await client.PlaceAsync(await server.StockAsync());

        var version = (await server.Get<OrderQueries>().FindAsync(Actor.LocalOwner, id, Cancellation)).Value!.Version;
        var paid = await PostAsync(client, $"/orders/{id}", await FormAsync(client, $"/orders/{id}"), ("_handler", "act"),
            ("Act.Event", "pay"), ("Act.SeenVersion", $"{version}"), ("Act.Amount", amount), ("Act.Method", "银行转账"));

        Assert.Equal((HttpStatusCode.Redirect, $"/orders/{id}?done=pay"), (paid.StatusCode, paid.Headers.Location?.PathAndQuery));
        var toast = Toast().Match(WebUtility.HtmlDecode(await client.GetStringAsync(paid.Headers.Location, Cancellation)));
        Assert.Equal(said, toast.Groups["said"].Value.Trim());
        // Told once: the page that is opened later says nothing.
        Assert.DoesNotMatch(Toast(), WebUtility.HtmlDecode(await client.GetStringAsync($"/orders/{id}", Cancellation)));
    }

    [Fact]
    public async Task What_was_paid_too_much_is_on_the_account_at_the_receivables_desk()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var id = await client.PlaceAsync(await server.StockAsync());
        await client.SendAsync("POST", $"/api/v1/orders/{id}/pay", new { amount = 100, method = "银行转账" }, ("If-Match", "*"));

        var owing = WebUtility.HtmlDecode(await client.GetStringAsync("/receivables", Cancellation));
        var account = WebUtility.HtmlDecode(await client.GetStringAsync("/receivables?who=onAccount", Cancellation));

        Assert.DoesNotContain("data-row", owing, StringComparison.Ordinal);
        Assert.Matches(new Regex("data-row.*海晟贸易.*class=\"num good\"[^>]*>65\\.00<", RegexOptions.Singleline, TimeSpan.FromSeconds(1)), account);
    }

    [Fact]
    public async Task The_shipping_desk_names_no_amount_to_the_warehouse()
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        using var client = await server.ClientOfAsync(Role.Warehouse);
        var stock = await server.StockAsync();
        await owner.SendAsync("PATCH", $"/api/v1/customers/{stock.Customer}", new { shipGate = 0.5 }, ("If-Match", "*"));
        var id = await owner.PlaceAsync(stock);
        await owner.SendAsync("POST", $"/api/v1/orders/{id}/finish-production", new { }, ("If-Match", "*"));

        var answer = await PostAsync(client, "/shipping", await FormAsync(client, "/shipping"),
            ("_handler", "ship"), ("Ship.Rows[0].OrderId", $"{id}"), ("Ship.Rows[0].Pick", "true"));

        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("data-refused", page, StringComparison.Ordinal);
        Assert.DoesNotContain("17.5", page, StringComparison.Ordinal);
    }

    private static HttpStatusCode Status(HttpResponseMessage answer) => answer.StatusCode;

    /// <summary>A product of ten pieces that are made.</summary>
    private static async Task<(long Id, long Line)> OrderAsync(LedgerServer server)
    {
        var stock = await server.StockAsync();
        var placed = await server.Get<PlaceOrder>().RunAsync(Actor.LocalOwner,
            new(stock.Customer, Lines: [new(stock.Product, Quantity: Quantity.Of(10))]), Cancellation);
        return (placed.Value!.Id, placed.Value.Lines[0].Id);
    }

    private sealed record Form(string Cookie, IReadOnlyList<KeyValuePair<string, string>> Hidden);

    private static async Task<Form> FormAsync(HttpClient client, string address) => await FormOfAsync(await client.SendAsync("GET", address));

    /// <summary>What is hidden in the page's forms: the token, and the key of the form where it has one.</summary>
    private static async Task<Form> FormOfAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        var cookie = answer.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join("; ", set.Select(static c => c.Split(';')[0])) : "";
        return new(cookie, [.. Hidden().Matches(html).Select(static m => KeyValuePair.Create(m.Groups["name"].Value, m.Groups["value"].Value))
            .DistinctBy(static pair => pair.Key)]);
    }

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, string address, Form form, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([.. form.Hidden, .. fields.Select(static f => KeyValuePair.Create(f.Name, f.Value))]),
        };
        if (form.Cookie.Length > 0) client.DefaultRequestHeaders.Remove("Cookie");
        if (form.Cookie.Length > 0) client.DefaultRequestHeaders.Add("Cookie", form.Cookie);
        return await client.SendAsync(request, Cancellation);
    }

    [GeneratedRegex("name=\"(?<name>__RequestVerificationToken|[A-Z][a-z]+\\.Key)\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Hidden();

    [GeneratedRegex("data-toast[^>]*>.*?<span>(?<said>[^<]+)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1_000)]
    private static partial Regex Toast();

    [GeneratedRegex("value=\"undo\"[^>]*>\\s*<input[^>]*name=\"Act.Target\" value=\"(?<id>[0-9]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Targets();
}
