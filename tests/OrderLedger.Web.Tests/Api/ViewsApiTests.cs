using System.Net;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Tests.Api;

public sealed class ViewsApiTests
{
    [Fact]
    public async Task A_view_is_made_changed_arranged_and_removed_over_http()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);

        var made = await client.SendAsync("POST", "/api/v1/views",
            new { name = "大单", shared = true, rows = "orders", filter = "total > 1万", sort = "-total", group = "customer" },
            ("Idempotency-Key", "view-1"));
        var again = await client.SendAsync("POST", "/api/v1/views",
            new { name = "大单", shared = true, rows = "orders", filter = "total > 1万", sort = "-total", group = "customer" },
            ("Idempotency-Key", "view-1"));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(made.Headers.Location, again.Headers.Location);
        var address = made.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await client.SendAsync("PATCH", address, new { sort = "" })).StatusCode);
        var changed = await client.SendAsync("PATCH", address, new { sort = "" }, ("If-Match", made.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var stale = await client.SendAsync("PATCH", address, new { name = "x" }, ("If-Match", made.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("大单", (await stale.JsonAsync()).GetProperty("current").GetProperty("name").GetString());
        var arranged = await client.SendAsync("PUT", $"{address}/layout",
            new { columns = new[] { new { name = "number", width = 150, hidden = false } }, frozen = 1, density = "compact" });
        Assert.Equal(HttpStatusCode.OK, arranged.StatusCode);

        var list = await (await client.SendAsync("GET", "/api/v1/views?counts=true")).JsonAsync();
        var view = list.EnumerateArray().Single(static v => v.GetProperty("kind").GetString() == "mine");
        Assert.Equal("compact", view.GetProperty("layout").GetProperty("density").GetString());
        Assert.False(view.TryGetProperty("sort", out _));
        Assert.Equal((0, true), (view.GetProperty("count").GetInt32(), view.GetProperty("ownLayout").GetBoolean()));
        Assert.Equal("全部", list[0].GetProperty("label").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync("DELETE", address, null, ("If-Match", "*"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync("GET", address)).StatusCode);
    }

    [Fact]
    public async Task The_lines_inside_an_orders_page_have_a_layout_of_their_own_for_each_user()
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        using var store = await server.ClientOfAsync(Role.Warehouse);
        var id = await owner.PlaceAsync(await server.StockAsync());

        var kept = await owner.SendAsync("PUT", "/api/v1/views/order/layout?rows=lines",
            new { columns = new[] { new { name = "product", width = 321, hidden = false }, new { name = "lineRemark", width = 80, hidden = true } } });
        var hidden = await store.SendAsync("PUT", "/api/v1/views/order/layout", new { columns = new[] { new { name = "unitPrice" } } });
        var page = await (await owner.SendAsync("GET", $"/orders/{id}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, hidden.StatusCode);
        Assert.Contains("""{"name":"product","width":321,"hidden":false}""", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.SendAsync("GET", "/api/v1/views/order")).StatusCode);
    }

    [Fact]
    public async Task Lines_of_a_view_are_arranged_apart_and_rules_are_kept_within_rights()
    {
        await using var server = await LedgerServer.StartAsync();
        using var store = await server.ClientOfAsync(Role.Warehouse);

        var lines = await store.SendAsync("PUT", "/api/v1/views/all/layout?rows=lines",
            new { columns = new[] { new { name = "sku" } }, rules = new[] { new { filter = "shipped < quantity", colour = "blue", edge = false } } });
        Assert.Equal(HttpStatusCode.BadRequest, lines.StatusCode);
        var kept = await store.SendAsync("PUT", "/api/v1/views/all/layout?rows=lines",
            new { columns = new[] { new { name = "sku" } }, rules = new[] { new { filter = "shipped > 0", colour = "blue", edge = false } } });
        var hidden = await store.SendAsync("PUT", "/api/v1/views/all/layout", new { rules = new[] { new { filter = "total > 1", colour = "red" } } });
        var queue = await store.SendAsync("PUT", "/api/v1/views/toProduce/layout", new { frozen = 2 });

        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal("filter.unknown-field", (await hidden.JsonAsync()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, queue.StatusCode);
        var view = await (await store.SendAsync("GET", "/api/v1/views/all")).JsonAsync();
        Assert.False(view.TryGetProperty("layout", out _));
        Assert.Equal(2, (await (await store.SendAsync("GET", "/api/v1/views/toProduce")).JsonAsync()).GetProperty("layout").GetProperty("frozen").GetInt32());
    }

    [Fact]
    public async Task A_reader_without_the_columns_gets_a_sentence()
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        using var store = await server.ClientOfAsync(Role.Warehouse, language: "en");
        var made = await owner.SendAsync("POST", "/api/v1/views", new { name = "亏本", shared = true, filter = "profit < 0" });

        var seen = await (await store.SendAsync("GET", made.Headers.Location!.ToString())).JsonAsync();

        Assert.Equal("view.hidden-columns", seen.GetProperty("problem").GetProperty("code").GetString());
        Assert.Contains("亏本", seen.GetProperty("problem").GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.False(seen.TryGetProperty("filter", out _));
    }
}
