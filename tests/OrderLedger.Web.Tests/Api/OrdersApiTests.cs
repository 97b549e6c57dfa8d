using System.Net;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Tests.Api;

public sealed class OrdersApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_placed_order_has_an_address_a_version_and_money_as_numbers()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var (customer, product) = await server.StockAsync();

        var placed = await client.SendAsync("POST", "/api/v1/orders",
            $$"""{"customerId":{{customer}},"lines":[{"productId":{{product}},"quantity":"2.5","unitPrice":"4"}]}""");

        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        Assert.Equal("\"1\"", placed.Headers.ETag?.Tag);
        Assert.Equal("10", (await placed.JsonAsync()).GetProperty("total").GetRawText());
        var read = await client.SendAsync("GET", placed.Headers.Location!.OriginalString);
        Assert.Equal(await placed.Content.ReadAsStringAsync(Cancellation), await read.Content.ReadAsStringAsync(Cancellation));
        var number = (await read.JsonAsync()).GetProperty("number").GetString();
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("GET", $"/api/v1/orders/by-number/{number}")).StatusCode);
    }

    [Fact]
    public async Task A_change_must_name_the_version_that_was_read()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var id = await client.PlaceAsync(await server.StockAsync());

        var unnamed = await client.SendAsync("PATCH", $"/api/v1/orders/{id}", new { remark = "a" });
        var first = await client.SendAsync("PATCH", $"/api/v1/orders/{id}", new { remark = "a" }, ("If-Match", "\"1\""));
        var stale = await client.SendAsync("PATCH", $"/api/v1/orders/{id}", new { remark = "b" }, ("If-Match", "\"1\""));

        Assert.Equal((HttpStatusCode)428, unnamed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("\"2\"", stale.Headers.ETag?.Tag);
        var problem = await stale.JsonAsync();
        Assert.Equal("order.stale", problem.GetProperty("code").GetString());
        Assert.Equal("a", problem.GetProperty("current").GetProperty("remark").GetString());
    }

    [Fact]
    public async Task Events_want_the_version_too_and_answer_with_the_order()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var id = await client.PlaceAsync(await server.StockAsync());

        var unnamed = await client.SendAsync("POST", $"/api/v1/orders/{id}/hold", new { reason = "价格待定" });
        var held = await client.SendAsync("POST", $"/api/v1/orders/{id}/hold", new { reason = "价格待定" }, ("If-Match", "\"1\""));
        var started = await client.SendAsync("POST", $"/api/v1/orders/{id}/start-production", null, ("If-Match", "\"2\""));

        Assert.Equal((HttpStatusCode)428, unnamed.StatusCode);
        Assert.Equal("价格待定", (await held.JsonAsync()).GetProperty("holdReason").GetString());
        Assert.Equal(HttpStatusCode.Conflict, started.StatusCode);
        Assert.Equal("order.on-hold", (await started.JsonAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Of_many_clients_with_one_version_one_wins()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var id = await client.PlaceAsync(await server.StockAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            client.SendAsync("PATCH", $"/api/v1/orders/{id}", new { remark = $"{i}" }, ("If-Match", "\"1\""))));

        Assert.Single(answers, static a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(15, answers.Count(static a => a.StatusCode == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task One_key_in_parallel_and_after_a_restart_places_one_order()
    {
        var folder = Directory.CreateTempSubdirectory("ledger-once-").FullName;
        var bodies = new List<string>();
        string token;
        object order;
        await using (var server = await LedgerServer.StartAsync(folder))
        {
            using var client = await server.ClientOfAsync(Role.Owner);
            token = client.DefaultRequestHeaders.Authorization!.Parameter!;
            var stock = await server.StockAsync();
            order = new { customerId = stock.Customer, lines = new[] { new { productId = stock.Product, quantity = 10 } } };
            var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ =>
                client.SendAsync("POST", "/api/v1/orders", order, ("Idempotency-Key", "once"))));
            foreach (var answer in answers) bodies.Add(await TextAsync(answer));
        }
        await using (var server = await LedgerServer.StartAsync(folder))
        {
            using var client = server.Client(token);
            bodies.Add(await TextAsync(await client.SendAsync("POST", "/api/v1/orders", order, ("Idempotency-Key", "once"))));
            var other = await client.SendAsync(
                "POST", "/api/v1/orders", new { customer = "海晟贸易" }, ("Idempotency-Key", "once"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        }

        Assert.Single(bodies.Distinct(StringComparer.Ordinal));
        Directory.Delete(folder, recursive: true);

        static async Task<string> TextAsync(HttpResponseMessage answer) =>
            $"{answer.StatusCode} {answer.Headers.Location} {answer.Headers.ETag} "
            + await answer.Content.ReadAsStringAsync(Cancellation);
    }

    [Fact]
    public async Task A_salesperson_never_reaches_the_order_of_another()
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        using var sales = await server.ClientOfAsync(Role.Sales, "周敏");
        var id = await owner.PlaceAsync(await server.StockAsync("李雷"));

        var read = await sales.SendAsync("GET", $"/api/v1/orders/{id}");
        var changed = await sales.SendAsync("PATCH", $"/api/v1/orders/{id}", new { remark = "x" }, ("If-Match", "\"1\""));
        var customers = await (await sales.SendAsync("GET", "/api/v1/customers")).JsonAsync();

        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
        Assert.Equal(0, customers.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Workshop_and_warehouse_see_no_prices_and_only_some_see_cost()
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        var id = await owner.PlaceAsync(await server.StockAsync());

        foreach (var role in Enum.GetValues<Role>().Where(static r => r != Role.Sales))
        {
            using var client = await server.ClientOfAsync(role);
            var order = await (await client.SendAsync("GET", $"/api/v1/orders/{id}")).JsonAsync();
            Assert.Equal(role is Role.Production or Role.Warehouse, !order.TryGetProperty("total", out _));
            Assert.Equal(role is Role.Owner or Role.Finance, order.TryGetProperty("profit", out _));
        }
    }

    [Fact]
    public async Task A_gap_in_a_list_and_the_sign_zero_in_a_text_are_the_sender_s_faults()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var (customer, product) = await server.StockAsync();

        var gap = await client.SendAsync("POST", "/api/v1/orders", $$"""{"customerId":{{customer}},"lines":[null]}""");
        var zero = await client.SendAsync("POST", "/api/v1/orders",
            $$"""{"customerId":{{customer}},"remark":"a\u0000b","lines":[{"productId":{{product}},"quantity":1}]}""");

        Assert.Equal((HttpStatusCode.BadRequest, "request.invalid-json"), (gap.StatusCode, (await gap.JsonAsync()).GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.BadRequest, "request.invalid-json"), (zero.StatusCode, (await zero.JsonAsync()).GetProperty("code").GetString()));
    }
}
