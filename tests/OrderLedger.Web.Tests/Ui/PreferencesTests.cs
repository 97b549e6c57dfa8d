using System.Net;

namespace OrderLedger.Web.Tests.Ui;

/// <summary>Looks and language, which who has not signed in may choose too.</summary>
public sealed class PreferencesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/products?q=1", "/products?q=1")]
    [InlineData("/\\x", "/")]
    [InlineData("//x", "/")]
    [InlineData("https://x/", "/")]
    [InlineData("/a\nb", "/")]
    public async Task The_way_back_is_an_address_of_this_site(string back, string location)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = server.Client();
        using var form = new FormUrlEncodedContent([new("theme", "dark"), new("back", back)]);

        using var answer = await client.PostAsync("/preferences", form, Cancellation);

        Assert.Equal((HttpStatusCode.Redirect, location), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data")]
    public async Task What_is_no_form_changes_nothing(string kind)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = server.Client();
        using var body = new StringContent("{}");
        body.Headers.ContentType = new(kind);

        using var answer = await client.PostAsync("/preferences", body, Cancellation);

        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }
}
