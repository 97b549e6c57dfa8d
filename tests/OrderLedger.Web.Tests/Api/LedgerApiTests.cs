using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Tests.Api;

public sealed class LedgerApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_writer_reads_the_own_order_in_the_next_window()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        await client.PlaceAsync(await server.StockAsync());

        var page = await (await client.SendAsync("GET", "/api/v1/ledger?columns=total,status&totals=true")).JsonAsync();
        var counts = await (await client.SendAsync("GET", "/api/v1/ledger/counts")).JsonAsync();
        var report = await (await client.SendAsync("GET", "/api/v1/reports/by-status")).JsonAsync();
        var found = await (await client.SendAsync("GET", "/api/v1/search?q=haisheng")).JsonAsync();

        Assert.Equal(1, page.GetProperty("count").GetInt32());
        Assert.Equal("[35,\"confirmed\"]", page.GetProperty("rows")[0].GetRawText());
        Assert.Equal(35m, page.GetProperty("totals").GetProperty("total").GetDecimal());
        Assert.Equal(1, counts.GetProperty("all").GetInt32());
        Assert.NotEqual(0, report.GetProperty("rows").GetArrayLength());
        Assert.Equal(1, found.GetProperty("orders").GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("/api/v1/ledger?columns=profit")]
    [InlineData("/api/v1/ledger?filter=profit%20%3E%200")]
    [InlineData("/api/v1/ledger?sort=-profit")]
    [InlineData("/api/v1/exports/ledger.csv?columns=number,cost")]
    [InlineData("/api/v1/exports/ledger.xlsx?filter=cost%20%3E%201")]
    [InlineData("/api/v1/reports/profit")]
    [InlineData("/api/v1/reports/pivot?row=customer&column=status&measure=profit")]
    public async Task Profit_leaves_by_no_door_for_who_may_not_see_it(string address)
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        await owner.PlaceAsync(await server.StockAsync());
        foreach (var role in new[] { Role.Sales, Role.Production, Role.Warehouse, Role.Viewer })
        {
            using var client = await server.ClientOfAsync(role);

            var answer = await client.SendAsync("GET", address);

            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"{role}: {answer.StatusCode}");
        }
        Assert.Equal(HttpStatusCode.OK, (await owner.SendAsync("GET", address)).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/ledger?rows=sheets", "ledger.rows-unknown")]
    [InlineData("/api/v1/ledger?limit=1001", "ledger.limit-range")]
    [InlineData("/api/v1/ledger?filter=%28", null)]
    [InlineData("/api/v1/reports/by-status?by=year", "report.period-unknown")]
    [InlineData("/api/v1/reports/nothing", "report.unknown")]
    public async Task A_wrong_question_is_refused(string address, string? code)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);

        var answer = await client.SendAsync("GET", address);

        Assert.InRange((int)answer.StatusCode, 400, 404);
        var problem = await answer.JsonAsync();
        if (code is not null) Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_export_is_a_file_of_what_the_reader_sees()
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        await owner.PlaceAsync(await server.StockAsync());
        using var warehouse = await server.ClientOfAsync(Role.Warehouse);

        var csv = await owner.SendAsync("GET", "/api/v1/exports/ledger.csv");
        var xlsx = await owner.SendAsync("GET", "/api/v1/exports/ledger.xlsx");
        var bare = await (await warehouse.SendAsync("GET", "/api/v1/exports/ledger.csv")).Content.ReadAsStringAsync(Cancellation);

        Assert.Equal("attachment", csv.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("海晟贸易", await csv.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await xlsx.Content.ReadAsByteArrayAsync(Cancellation))[..2]);
        Assert.Contains("海晟贸易", bare, StringComparison.Ordinal);
        Assert.DoesNotContain("35", bare, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_is_previewed_then_imported_and_only_by_its_sender()
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        using var other = await server.ClientOfAsync(Role.Owner, "合伙人");
        using var viewer = await server.ClientOfAsync(Role.Viewer);

        var preview = await SendFileAsync(owner);
        var id = (await preview.JsonAsync()).GetProperty("id").GetString();
        var stolen = await other.SendAsync("POST", $"/api/v1/imports/{id}/commit");
        var done = await owner.SendAsync("POST", $"/api/v1/imports/{id}/commit");
        var again = await owner.SendAsync("POST", $"/api/v1/imports/{id}/commit");

        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, stolen.StatusCode);
        Assert.Equal(1, (await done.JsonAsync()).GetProperty("orders").GetProperty("new").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendFileAsync(viewer)).StatusCode);
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Directory, "uploads")));
    }

    [Fact]
    public async Task A_preview_says_what_would_change_and_wants_known_words()
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        var id = (await (await SendFileAsync(owner)).JsonAsync()).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.OK, (await owner.SendAsync("POST", $"/api/v1/imports/{id}/commit")).StatusCode);

        var changed = (await (await SendFileAsync(owner, quantity: 12)).JsonAsync()).GetProperty("result");
        var wrong = await SendFileAsync(owner, ("key", "nothing"));
        var unmapped = await SendFileAsync(owner, ("map", "orderNumber=甲乙丙"));

        Assert.Equal("quantity 10 12", changed.GetProperty("changes")[0].GetProperty("fields").EnumerateArray()
            .Select(static f => $"{f.GetProperty("field")} {f.GetProperty("old")} {f.GetProperty("new")}").First());
        Assert.Equal("used", changed.GetProperty("columns")[0].GetProperty("use").GetString());
        Assert.Equal("import.key-unknown", (await wrong.JsonAsync()).GetProperty("code").GetString());
        Assert.Equal("import.header-missing", (await unmapped.JsonAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_browser_hears_of_a_change_by_its_ids_alone()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        using var stranger = await server.ClientOfAsync(Role.Sales, "李雷");
        var stock = await server.StockAsync("周敏");
        using var heard = await ListenAsync(client);
        using var unheard = await ListenAsync(stranger);

        using var reader = new StreamReader(await heard.Content.ReadAsStreamAsync(Cancellation));
        using var silent = new StreamReader(await unheard.Content.ReadAsStreamAsync(Cancellation));
        var (before, _) = (await HelloAsync(reader), await HelloAsync(silent));

        var id = await client.PlaceAsync(stock);

        Assert.Matches($"^data: \\{{\"changeSet\":[0-9]+,\"touched\":\\[\"order/{id}\"\\],\"at\":[0-9]+\\}}$",
            await reader.ReadLineAsync(Cancellation));
        var silence = Task.Delay(300, Cancellation);
        Assert.Same(silence, await Task.WhenAny(silent.ReadLineAsync(Cancellation).AsTask(), silence));
        // Who comes back learns that something was committed meanwhile.
        using var again = await ListenAsync(client);
        using var later = new StreamReader(await again.Content.ReadAsStreamAsync(Cancellation));
        Assert.True(await HelloAsync(later) > before);
    }

    /// <summary>How new the book is, as each connection is told first.</summary>
    private static async Task<long> HelloAsync(StreamReader stream)
    {
        Assert.Equal("event: hello", await stream.ReadLineAsync(Cancellation));
        var data = await stream.ReadLineAsync(Cancellation);
        Assert.Equal("", await stream.ReadLineAsync(Cancellation));
        return JsonDocument.Parse(data!["data: ".Length..]).RootElement.GetProperty("at").GetInt64();
    }

    [Fact]
    public async Task News_that_had_to_be_cut_say_so()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var stock = await server.StockAsync();
        var ids = new List<long>();
        for (var i = 0; i < 101; i++) ids.Add(await client.PlaceAsync(stock));
        using var heard = await ListenAsync(client);
        using var reader = new StreamReader(await heard.Content.ReadAsStreamAsync(Cancellation));

        await HelloAsync(reader);

        await client.SendAsync("POST", "/api/v1/ledger/events", new { @event = "hold", orderIds = ids, input = new { reason = "等" } });

        var line = await reader.ReadLineAsync(Cancellation);
        var touched = JsonDocument.Parse(line!["data: ".Length..]).RootElement.GetProperty("touched").EnumerateArray()
            .Select(static name => name.GetString()).ToList();
        Assert.Equal((101, "order/*"), (touched.Count, touched[^1]));
    }

    private static async Task<HttpResponseMessage> ListenAsync(HttpClient client)
    {
        var answer = await client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return answer;
    }

    private static Task<HttpResponseMessage> SendFileAsync(
        HttpClient client, (string Name, string Value)? field = null, int quantity = 10)
    {
        var file = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(
            $"订单编号,下单日期,客户名称,产品名称,数量,单价\nA-1,2026-11-02,海晟贸易,法兰,{quantity},3.5\n"));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var form = new MultipartFormDataContent { { file, "file", "orders.csv" } };
        if (field is { } named) form.Add(new StringContent(named.Value), named.Name);
        return client.PostAsync("/api/v1/imports", form, Cancellation);
    }
}
