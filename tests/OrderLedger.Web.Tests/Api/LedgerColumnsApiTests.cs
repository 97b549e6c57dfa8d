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

    [Fact]
    public async Task A_filter_is_read_into_a_tree_and_a_wrong_one_is_refused_with_its_position()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Sales);

        var read = await (await client.SendAsync("GET",
            "/api/v1/ledger/filter?filter=状态 in (生产中,待发货) 且 非 (客户 ~ \"a b\") 且 (total > 1万 或 remark 为空)")).JsonAsync();
        var none = await (await client.SendAsync("GET", "/api/v1/ledger/filter")).JsonAsync();
        var wrong = await (await client.SendAsync("GET", "/api/v1/ledger/filter?filter=total > x")).JsonAsync();
        var hidden = await (await client.SendAsync("GET", "/api/v1/ledger/filter?filter=profit > 1")).JsonAsync();

        Assert.Equal("status in (inProduction, readyToShip) and not customer ~ \"a b\" and (total > 10000 or remark is empty)",
            read.GetProperty("text").GetString());
        Assert.Equal("""{"kind":"all","parts":[{"kind":"is","column":"status","sign":"in","values":["inProduction","readyToShip"]},"""
            + """{"kind":"is","column":"customer","sign":"!~","values":["a b"]},"""
            + """{"kind":"any","parts":[{"kind":"is","column":"total","sign":"\u003E","values":["10000"]},"""
            + """{"kind":"is","column":"remark","sign":"empty"}]}]}""", read.GetProperty("tree").GetRawText());
        Assert.Equal("", none.GetProperty("text").GetString());
        Assert.Equal(("filter.value", "9"), (wrong.GetProperty("code").GetString(), wrong.GetProperty("facts")[0].GetString()));
        Assert.Equal("filter.unknown-field", hidden.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Groups_within_a_group_and_marks_of_rows_are_asked_apart()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var stock = await server.StockAsync();
        var first = await client.PlaceAsync(stock);
        await client.PlaceAsync(stock);
        Assert.True((await client.SendAsync("POST", $"/api/v1/orders/{first}/cancel", new { reason = "改期" }, ("If-Match", "*"))).IsSuccessStatusCode);

        var inner = await (await client.SendAsync("GET", "/api/v1/ledger/groups?by=customer,-status&within=1,1&columns=total")).JsonAsync();
        var marked = await (await client.SendAsync("GET",
            "/api/v1/ledger?columns=id,status&sort=status&marks=total < 0&marks=status = cancelled")).JsonAsync();
        var unnamed = await client.SendAsync("GET", "/api/v1/ledger?columns=status&marks=overdue");
        var wrong = await client.SendAsync("GET", "/api/v1/ledger/groups?by=customer&within=1");

        var group = Assert.Single(inner.GetProperty("groups").EnumerateArray());
        Assert.Equal(("confirmed", 1, 1), (group.GetProperty("keys")[1].GetString(), group.GetProperty("rowOffset").GetInt32(),
            group.GetProperty("level").GetInt32()));
        Assert.Equal(2, inner.GetProperty("rowCount").GetInt32());
        Assert.Equal("[-1,1]", marked.GetProperty("marks").GetRawText());
        Assert.Equal("ledger.marks-unnamed", (await unnamed.JsonAsync()).GetProperty("code").GetString());
        Assert.Equal("ledger.group-within", (await wrong.JsonAsync()).GetProperty("code").GetString());
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Han();
}
