using System.Net;
using System.Text.RegularExpressions;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Tests.Api;

public sealed partial class LedgerColumnsApiTests
{
    [Theory]
    [InlineData("orders")]
    [InlineData("lines")]
    public async Task Columns_are_named_in_the_language_of_the_reader(string rows)
    {
        await using var server = await LedgerServer.StartAsync();
        using var english = await server.ClientOfAsync(Role.Owner, language: "en");
        using var chinese = await server.ClientOfAsync(Role.Warehouse);

        var all = await (await english.SendAsync("GET", $"/api/v1/ledger/columns?rows={rows}")).JsonAsync();
        var seen = await (await chinese.SendAsync("GET", $"/api/v1/ledger/columns?rows={rows}")).JsonAsync();

        Assert.DoesNotMatch(Han(), all.GetRawText());
        Assert.All(seen.EnumerateArray(), static column => Assert.NotEqual("money", column.GetProperty("kind").GetString()));
        var status = all.EnumerateArray().Single(static column => column.GetProperty("name").GetString() == "status");
        Assert.Equal("Draft", status.GetProperty("words")[0].GetProperty("label").GetString());
        Assert.Equal(("status", true), (status.GetProperty("editor").GetString(), status.GetProperty("editable").GetBoolean()));
    }

    [Fact]
    public async Task Values_and_groups_count_the_whole_result()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var stock = await server.StockAsync();
        await client.PlaceAsync(stock);
        await client.PlaceAsync(stock);

        var values = await (await client.SendAsync("GET", "/api/v1/ledger/values?column=status&search=确认")).JsonAsync();
        var groups = await (await client.SendAsync("GET", "/api/v1/ledger/groups?by=customer,status&sort=-orderDate&columns=total")).JsonAsync();

        Assert.Equal("{\"value\":\"confirmed\",\"label\":\"订单确认\",\"condition\":\"status = confirmed\",\"count\":2}",
            values.GetProperty("values")[0].GetRawText());
        Assert.False(values.GetProperty("more").GetBoolean());
        Assert.Equal("customer,status,-orderDate", groups.GetProperty("sort").GetString());
        Assert.Equal((2, 2), (groups.GetProperty("count").GetInt32(), groups.GetProperty("rowCount").GetInt32()));
        Assert.Equal("{\"keys\":[\"海晟贸易\",\"confirmed\"],\"labels\":[\"海晟贸易\",\"订单确认\"],\"level\":1,\"count\":2,"
            + "\"totals\":{\"total\":70},\"rowOffset\":0,\"condition\":\"customer = 海晟贸易 and status = confirmed\"}",
            groups.GetProperty("groups")[1].GetRawText());
    }

    [Theory]
    [InlineData("/api/v1/ledger/values?column=profit", "ledger.unknown-field")]
    [InlineData("/api/v1/ledger/values", "ledger.unknown-field")]
    [InlineData("/api/v1/ledger/groups?by=profit", "ledger.unknown-field")]
    [InlineData("/api/v1/ledger/groups?by=customer&sort=-cost", "ledger.unknown-field")]
    [InlineData("/api/v1/ledger/groups?by=customer&filter=cost%20%3E%201", "filter.unknown-field")]
    [InlineData("/api/v1/ledger/groups", "ledger.group-levels")]
    [InlineData("/api/v1/ledger/columns?rows=sheets", "ledger.rows-unknown")]
    public async Task What_may_not_be_asked_is_refused_with_a_sentence(string address, string code)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Sales);

        var answer = await client.SendAsync("GET", address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.JsonAsync();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Han();
}
