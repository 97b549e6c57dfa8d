using System.Net;
using OrderLedger.App.Access;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Tests.Access;

/// <summary>What stands between a stranger and the book.</summary>
public sealed class DoorTests
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("X-Nothing", "of a browser", true)]
    public async Task Unsafe_requests_of_another_site_are_refused_whatever_they_carry(string header, string value, bool passes)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);

        var json = await client.SendAsync("POST", "/api/v1/customers", new { name = "甲" }, (header, value));
        var form = new HttpRequestMessage(
            HttpMethod.Post, "/preferences")
        { Content = new FormUrlEncodedContent([new("theme", "dark")]) };
        form.Headers.Add(header, value);
        var posted = await client.SendAsync(form, TestContext.Current.CancellationToken);

        Assert.Equal(passes ? HttpStatusCode.Created : HttpStatusCode.Forbidden, json.StatusCode);
        Assert.Equal(passes, posted.StatusCode != HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_protect_the_reader()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = server.Client();

        foreach (var address in new[] { "/setup", "/api/v1/orders/1", "/healthz", "/nothing", "/css/base.css" })
        {
            var answer = await client.SendAsync("GET", address);
            var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
            // A page carries one inline script, the map of its modules, and names its content.
            Assert.Matches("script-src 'self'( 'sha256-[A-Za-z0-9+/]{43}=')?;", policy);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Another_host_name_is_refused()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = server.Client();

        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync("GET", "/healthz", null, ("Host", "rebind.example")))
            .StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("GET", "/healthz", null, ("Host", "localhost"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("GET", "/readyz")).StatusCode);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", false, null)]
    [InlineData("http://localhost:0", false, null)]
    [InlineData("http://[::1]:5080", false, null)]
    [InlineData("http://0.0.0.0:5080", false, "serve.not-loopback")]
    [InlineData("http://*:5080", false, "serve.not-loopback")]
    [InlineData("http://192.168.1.7:5080", false, "serve.not-loopback")]
    [InlineData("http://0.0.0.0:5080", true, null)]
    [InlineData("https://0.0.0.0:5443", false, null)]
    [InlineData("5080", false, "serve.url-invalid")]
    [InlineData("ftp://127.0.0.1", false, "serve.url-invalid")]
    public void Nothing_but_the_loopback_is_served_in_the_clear(string url, bool isBehindProxy, string? code) =>
        Assert.Equal(code, new ServeOptions(new("book", null), [url], isBehindProxy).Check()?.Code);

    [Theory]
    [InlineData("/orders?q=1", "/orders?q=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData(null, "/")]
    public void A_form_leads_back_to_this_site_only(string? address, string target) =>
        Assert.Equal(target, LocalAddress.OrHome(address));
}
