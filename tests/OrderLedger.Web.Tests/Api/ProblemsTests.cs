using System.Net;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Tests.Api;

public sealed class ProblemsTests
{
    [Theory]
    [InlineData("zh-CN", "没有找到订单 7。")]
    [InlineData("en", "7")]
    public async Task A_refusal_is_a_problem_in_the_readers_language(string language, string detail)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner, language: language);

        var answer = await client.SendAsync("GET", "/api/v1/orders/7");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.JsonAsync();
        Assert.Equal("order.not-found", problem.GetProperty("code").GetString());
        Assert.Equal(404, problem.GetProperty("status").GetInt32());
        Assert.Equal("7", problem.GetProperty("facts")[0].GetString());
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"customr":"x"}""", "customr")]
    [InlineData("""{"lines":[{"product":"x","quantity":"ten"}]}""", "lines[0].quantity")]
    [InlineData("""{"lines":[{"product":"x","quantity":1,"amount":1.005}]}""", "lines[0].amount")]
    [InlineData("""{"orderDate":"2026-02-30"}""", "orderDate")]
    [InlineData("""{"number":"1","number":"2"}""", null)]
    [InlineData("""{"lines":[""", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public async Task Wrong_json_is_refused_with_its_place(string json, string? field)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);

        var answer = await client.SendAsync("POST", "/api/v1/orders", json);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.JsonAsync();
        Assert.Equal("request.invalid-json", problem.GetProperty("code").GetString());
        if (field is not null) Assert.Equal(field, problem.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_field_at_fault_is_named_as_the_json_spells_it()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var (customer, product) = await server.StockAsync();

        var answer = await client.SendAsync("POST", "/api/v1/orders",
            new { customerId = customer, lines = new[] { new { productId = product, quantity = 1, discount = 1.5 } } });

        var error = (await answer.JsonAsync()).GetProperty("errors")[0];
        Assert.Equal("lines[0].discount", error.GetProperty("field").GetString());
        Assert.Equal("line.discount-range", error.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404, "request.no-such-address")]
    [InlineData("DELETE", "/api/v1/orders", 405, "request.method")]
    [InlineData("GET", "/api/v1/customers?limit=1001", 400, "list.limit-range")]
    [InlineData("GET", "/api/v1/customers?offset=x", 400, "request.malformed")]
    [InlineData("GET", "/api/v1/journal?entity=user&id=1", 400, "journal.entity-unknown")]
    public async Task What_the_framework_refuses_is_a_problem_too(string method, string address, int status, string code)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);

        var answer = await client.SendAsync(method, address);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, (await answer.JsonAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_body_without_end_is_refused()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);

        var answer = await client.SendAsync("POST", "/api/v1/orders", $$"""{"remark":"{{new string('x', 2_000_000)}}"}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task The_description_names_every_operation()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Viewer);

        var text = await (await client.SendAsync("GET", "/openapi/v1.json"))
            .Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        string[] operations =
            ["placeOrder", "amendOrder", "shipOrder", "startProductionOrder", "recordReceipt", "listCustomers",
            "undoChangeSet"];
        Assert.All(operations, operation =>
            Assert.Contains($"\"operationId\": \"{operation}\"", text, StringComparison.Ordinal));
    }
}
