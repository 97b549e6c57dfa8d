using System.Net;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Tests.Api;

/// <summary>The verbs ChangeCells and BulkEvent, as a program meets them.</summary>
public sealed class LedgerChangesApiTests
{
    [Fact]
    public async Task Cells_are_previewed_written_once_and_undone()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var id = await client.PlaceAsync(await server.StockAsync());
        const string Address = "/api/v1/ledger/changes";
        string Body(bool preview, string value) =>
            $$"""{"rows":"orders","changes":[{"orderId":{{id}},"field":"remark","value":"{{value}}","was":null}],"preview":{{(preview ? "true" : "false")}}}""";

        var preview = await (await client.SendAsync("POST", Address, Body(true, "急"))).JsonAsync();
        var written = await (await client.SendAsync("POST", Address, Body(false, "急"), ("Idempotency-Key", "a"))).JsonAsync();
        var again = await (await client.SendAsync("POST", Address, Body(false, "急"), ("Idempotency-Key", "a"))).JsonAsync();
        var conflict = await client.SendAsync("POST", Address, Body(false, "缓"));

        Assert.Equal((1, false), (preview.GetProperty("applied").GetInt32(), preview.TryGetProperty("changeSet", out _)));
        var set = written.GetProperty("changeSet").GetInt64();
        Assert.Equal((set, id), (again.GetProperty("changeSet").GetInt64(), written.GetProperty("orders")[0].GetInt64()));
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Equal("急", (await conflict.JsonAsync()).GetProperty("conflicts")[0].GetProperty("theirs").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("POST", $"/api/v1/change-sets/{set}/undo")).StatusCode);
        Assert.False((await (await client.SendAsync("GET", $"/api/v1/orders/{id}")).JsonAsync()).TryGetProperty("remark", out _));
    }

    [Fact]
    public async Task Problems_come_with_a_sentence_in_the_readers_language()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner, language: "en");
        using var warehouse = await server.ClientOfAsync(Role.Warehouse);
        var id = await client.PlaceAsync(await server.StockAsync());

        var answer = await client.SendAsync("POST", "/api/v1/ledger/changes", new
        {
            changes = new object[] { new { orderId = id, field = "status", value = "已付款" }, new { orderId = id, field = "dueDate", value = "soon" } },
        });
        var hidden = await warehouse.SendAsync("POST", "/api/v1/ledger/changes",
            new { preview = true, changes = new object[] { new { orderId = id, field = "terms", value = "月结30天" } } });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var problems = (await answer.JsonAsync()).GetProperty("problems").EnumerateArray()
            .ToDictionary(static p => p.GetProperty("index").GetInt32(), static p => (p.GetProperty("code").GetString(), p.GetProperty("detail").GetString()));
        Assert.Equal(("needs-facts", "Still needed: the payment method and the date."), problems[0]);
        Assert.Equal(("cell.date-unreadable", "“soon” is not a date that is certain."), problems[1]);
        Assert.Equal("ledger.unknown-field", (await hidden.JsonAsync()).GetProperty("problems")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_sentence_of_a_closed_ship_gate_names_no_amount_to_the_warehouse()
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        using var client = await server.ClientOfAsync(Role.Warehouse);
        var stock = await server.StockAsync();
        await owner.SendAsync("PATCH", $"/api/v1/customers/{stock.Customer}", new { shipGate = 0.5 }, ("If-Match", "*"));
        var id = await owner.PlaceAsync(stock);

        var many = await (await client.SendAsync("POST", "/api/v1/ledger/events", new { @event = "ship", filter = "", preview = true })).JsonAsync();
        var one = await (await client.SendAsync("POST", $"/api/v1/orders/{id}/ship", new { }, ("If-Match", "*"))).JsonAsync();

        foreach (var told in new[] { many.GetProperty("orders")[0], one })
        {
            Assert.Equal("order.ship-gate-unmet", told.GetProperty("code").GetString());
            Assert.Single(told.GetProperty("facts").EnumerateArray());
            Assert.DoesNotContain("17.5", told.GetRawText(), StringComparison.Ordinal);
            Assert.Contains("收款", told.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Ten_thousand_cells_fit_into_one_request()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var text = new string('长', 60);

        var answer = await client.SendAsync("POST", "/api/v1/ledger/changes", new
        {
            preview = true, changes = Enumerable.Range(1, 10_000).Select(i => new { orderId = 900_000 + (i / 10), field = "remark", value = text }),
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1_000, (await answer.JsonAsync()).GetProperty("problems").GetArrayLength());
    }

    [Fact]
    public async Task One_event_for_a_selection_answers_order_by_order()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner, language: "en");
        var stock = await server.StockAsync();
        long[] ids = [await client.PlaceAsync(stock), await client.PlaceAsync(stock)];
        var held = await client.SendAsync("POST", $"/api/v1/orders/{ids[0]}/hold", new { reason = "price" }, ("If-Match", "*"));
        Assert.Equal(HttpStatusCode.OK, held.StatusCode);

        var done = await (await client.SendAsync("POST", "/api/v1/ledger/events",
            new Dictionary<string, object> { ["event"] = "ship", ["filter"] = "", ["input"] = new { carrier = "SF" } })).JsonAsync();
        var unknown = await client.SendAsync("POST", "/api/v1/ledger/events", new Dictionary<string, object> { ["event"] = "dance", ["orderIds"] = ids });

        Assert.Equal((1, 1), (done.GetProperty("accepted").GetInt32(), done.GetProperty("refused").GetInt32()));
        var refused = done.GetProperty("orders").EnumerateArray().Single(static o => !o.GetProperty("accepted").GetBoolean());
        Assert.Equal((ids[0], "order.on-hold"), (refused.GetProperty("orderId").GetInt64(), refused.GetProperty("code").GetString()));
        Assert.Contains("on hold", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK,
            (await client.SendAsync("POST", $"/api/v1/change-sets/{done.GetProperty("changeSet").GetInt64()}/undo")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    /// <summary>A cell belongs to a right: of prices, of orders, and for a status word of the event it stands for.</summary>
    [Theory]
    [InlineData(Role.Owner, "remark", "急", null)]
    [InlineData(Role.Sales, "remark", "急", null)]
    [InlineData(Role.Sales, "salesperson", "别人", "cell.salesperson-own")]
    [InlineData(Role.Sales, "status", "生产中", "access.forbidden")]
    [InlineData(Role.Production, "status", "生产中", null)]
    [InlineData(Role.Production, "remark", "急", "access.forbidden")]
    [InlineData(Role.Production, "paymentMethod", "现金", "ledger.unknown-field")]
    [InlineData(Role.Warehouse, "status", "生产中", "access.forbidden")]
    [InlineData(Role.Finance, "remark", "急", "access.forbidden")]
    [InlineData(Role.Viewer, "remark", "急", "access.forbidden")]
    [InlineData(Role.Viewer, "status", "已取消", "access.forbidden")]
    [InlineData(Role.Sales, "status", "已付款", "access.forbidden")]
    public async Task A_cell_is_refused_to_who_may_not_change_it(Role role, string field, string value, string? code)
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        using var client = await server.ClientOfAsync(role);
        var id = await owner.PlaceAsync(await server.StockAsync($"{Role.Sales}"));

        var answer = await client.SendAsync("POST", "/api/v1/ledger/changes", new { changes = new[] { new { orderId = id, field, value } } });

        var said = await answer.JsonAsync();
        Assert.Equal(code is null ? HttpStatusCode.OK : HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(code, said.GetProperty("problems").EnumerateArray().Select(static p => p.GetProperty("code").GetString()).SingleOrDefault());
    }

    [Theory]
    [InlineData(Role.Sales, "confirm", true)]
    [InlineData(Role.Sales, "ship", false)]
    [InlineData(Role.Warehouse, "ship", true)]
    [InlineData(Role.Warehouse, "pay", false)]
    [InlineData(Role.Viewer, "hold", false)]
    public async Task An_event_of_many_is_refused_as_a_whole_to_who_may_not_take_it(Role role, string name, bool may)
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        using var client = await server.ClientOfAsync(role);
        var id = await owner.PlaceAsync(await server.StockAsync($"{Role.Sales}"));

        var answer = await client.SendAsync("POST", "/api/v1/ledger/events",
            new Dictionary<string, object> { ["event"] = name, ["orderIds"] = new[] { id }, ["preview"] = true });

        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("changes", "{}", "cell.none")]
    [InlineData("changes", """{"changes":[null]}""", null)]
    [InlineData("changes", """{"changes":[{"orderId":"x"}]}""", null)]
    [InlineData("changes", """{"rows":"cells","changes":[{"orderId":1,"field":"remark","value":"a"}]}""", null)]
    [InlineData("events", "{}", "event.unknown")]
    [InlineData("events", """{"event":"ship"}""", "event.no-orders")]
    [InlineData("events", """{"event":"ship","orderIds":[]}""", "event.no-orders")]
    [InlineData("events", """{"event":"ship","orderIds":[1],"input":{"carier":"SF"}}""", "event.input-unreadable")]
    [InlineData("events", """{"event":"ship","filter":"((("}""", null)]
    public async Task What_cannot_be_meant_is_a_bad_request(string address, string body, string? code)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);

        var answer = await client.SendAsync("POST", $"/api/v1/ledger/{address}", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        if (code is not null) Assert.Equal(code, (await answer.JsonAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_a_customer_paid_last_is_told_to_who_sees_prices_and_the_customer()
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        using var warehouse = await server.ClientOfAsync(Role.Warehouse);
        using var sales = await server.ClientOfAsync(Role.Sales);
        var stock = await server.StockAsync("别人");
        await owner.PlaceAsync(stock);
        var address = $"/api/v1/customers/{stock.Customer}/products";

        var told = (await (await owner.SendAsync("GET", address)).JsonAsync())[0];
        var hidden = (await (await warehouse.SendAsync("GET", address)).JsonAsync())[0];

        Assert.Equal((stock.Product, 3.5m), (told.GetProperty("id").GetInt64(), told.GetProperty("price").GetDecimal()));
        Assert.False(hidden.TryGetProperty("price", out _));
        Assert.Equal(HttpStatusCode.NotFound, (await sales.SendAsync("GET", address)).StatusCode);
    }

    [Theory]
    [InlineData("""{"changes":null,"newOrders":null}""")]
    [InlineData("""{"changes":[{"orderId":1,"field":null,"value":"\ud800"}]}""")]
    [InlineData("""{"changes":[{"orderId":1,"field":"remark","value":"\ud800"}]}""")]
    [InlineData("""{"changes":[{"orderId":1,"field":"remark","value":"\u0000","was":{"a":[1]}}],"newOrders":[[{"field":null,"value":1e400}]]}""")]
    [InlineData("""{"changes":[{"orderId":1,"field":"orderDate","value":1e28},{"orderId":1,"lineId":1,"field":"quantity","value":-1e28}]}""")]
    public async Task What_no_grid_sends_is_no_fault(string body)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);

        var answer = await client.SendAsync("POST", "/api/v1/ledger/changes", body);

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict, $"{answer.StatusCode}");
    }
}
