using System.Net;
using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Web.Tests.Api;

/// <summary>Files and notes of orders over HTTP.</summary>
public sealed class TalkApiTests
{
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_sent_as_a_download_that_no_page_runs()
    {
        await using var server = await LedgerServer.StartAsync();
        var order = await OrderAsync(server);
        using var client = await server.ClientOfAsync(Role.Owner);
        var script = await SendAsync(client, order, "<script>alert(1)</script>"u8.ToArray(), "发票.html");
        var picture = await SendAsync(client, order, Picture, "照片.html");

        using var page = await client.GetAsync($"{script}?inline=true", Cancellation);
        using var shown = await client.GetAsync($"{picture}?inline=true", Cancellation);
        using var saved = await client.GetAsync(picture, Cancellation);

        Assert.Equal(("attachment", "application/octet-stream"), Kind(page));
        Assert.Equal(("inline", "image/png"), Kind(shown));
        Assert.Equal(("attachment", "image/png"), Kind(saved));
        foreach (var answer in new[] { page, shown, saved })
        {
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        }
        Assert.Equal("发票.html", page.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal(Picture, await saved.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_and_one_at_it_is_not()
    {
        await using var server = await LedgerServer.StartAsync();
        var order = await OrderAsync(server);
        using var client = await server.ClientOfAsync(Role.Owner);

        using var full = await PostAsync(client, order, new byte[Attachment.BytesMax], "满.bin");
        using var over = await PostAsync(client, order, new byte[Attachment.BytesMax + 1], "超.bin");
        // The server answers before it has read all of it: who asks first hears the answer.
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var huge = await PostAsync(client, order, new byte[Attachment.BytesMax + (1 << 20)], "巨.bin");

        Assert.Equal(HttpStatusCode.Created, full.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, over.StatusCode);
        Assert.Equal("attachment.too-large", (await over.JsonAsync()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
    }

    [Fact]
    public async Task A_viewer_is_refused_before_the_file_is_read()
    {
        await using var server = await LedgerServer.StartAsync();
        var order = await OrderAsync(server);
        using var client = await server.ClientOfAsync(Role.Viewer);
        foreach (var (address, status) in new[]
        {
            ($"/api/v1/orders/{order}/attachments", HttpStatusCode.Forbidden), ($"/orders/{order}", HttpStatusCode.SeeOther),
        })
        {
            // No form at all: whoever reads it finds that out first.
            using var body = new StringContent("x");
            body.Headers.ContentType = new("multipart/form-data");
            using var answer = await client.PostAsync(address, body, Cancellation);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Notes_are_written_listed_and_removed_and_deleting_names_a_version()
    {
        await using var server = await LedgerServer.StartAsync();
        var order = await OrderAsync(server);
        using var client = await server.ClientOfAsync(Role.Production);
        var address = $"/api/v1/orders/{order}/comments";
        var made = await (await client.SendAsync("POST", address, new { text = "周五完工" })).JsonAsync();
        var own = $"{address}/{made.GetProperty("id").GetInt64()}";

        Assert.Equal("周五完工", Assert.Single((await (await client.SendAsync("GET", address)).JsonAsync()).EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await client.SendAsync("DELETE", own)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync("DELETE", own, null, ("If-Match", "\"1\""))).StatusCode);
        Assert.Empty((await (await client.SendAsync("GET", address)).JsonAsync()).EnumerateArray());
    }

    [Fact]
    public async Task Who_looks_at_an_order_is_told_to_others_until_they_leave_and_never_to_who_may_not_see_it()
    {
        await using var server = await LedgerServer.StartAsync();
        var order = await OrderAsync(server);
        using var owner = await server.ClientOfAsync(Role.Owner, "老板");
        using var workshop = await server.ClientOfAsync(Role.Production, "孙工");
        using var stranger = await server.ClientOfAsync(Role.Sales, "别人");
        var address = $"/api/v1/orders/{order}/presence";

        Assert.Empty(await PeopleAsync(owner, address));
        Assert.Equal(["老板"], await PeopleAsync(workshop, address));
        Assert.Equal(["孙工"], await PeopleAsync(owner, address));
        await workshop.SendAsync("POST", address, new { leaving = true });
        Assert.Empty(await PeopleAsync(owner, address));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync("POST", address, new { })).StatusCode);
    }

    private static async Task<List<string?>> PeopleAsync(HttpClient client, string address) =>
        [.. (await (await client.SendAsync("POST", address, new { })).JsonAsync()).GetProperty("people").EnumerateArray()
            .Select(static name => name.GetString())];

    private static (string? Disposition, string? Type) Kind(HttpResponseMessage answer) =>
        (answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentType?.MediaType);

    /// <summary>Its address.</summary>
    private static async Task<string> SendAsync(HttpClient client, long order, byte[] content, string name)
    {
        using var answer = await PostAsync(client, order, content, name);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, long order, byte[] content, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        return await client.PostAsync($"/api/v1/orders/{order}/attachments", form, Cancellation);
    }

    private static async Task<long> OrderAsync(LedgerServer server)
    {
        var stock = await server.StockAsync();
        var placed = await server.Get<PlaceOrder>().RunAsync(Actor.LocalOwner,
            new(stock.Customer, Lines: [new(stock.Product, Quantity: Quantity.Of(1))]), Cancellation);
        return placed.Value!.Id;
    }
}
