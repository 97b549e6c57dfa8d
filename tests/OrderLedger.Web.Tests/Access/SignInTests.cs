using System.Net;
using System.Text.RegularExpressions;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Tests.Access;

public sealed partial class SignInTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_set_up_link_makes_the_owner_once()
    {
        await using var server = await LedgerServer.StartAsync();
        var token = await SetUpToken.EnsureAsync(server.Directory, Cancellation);
        var setUp = server.Get<SetUpOwner>();

        var stranger = await setUp.RunAsync(new("guess", "hacker", LedgerServer.Password), Cancellation);
        var weak = await setUp.RunAsync(new(token, "老板", "short"), Cancellation);
        var owner = await setUp.RunAsync(new(token, "老板", LedgerServer.Password, "海晟"), Cancellation);
        var again = await setUp.RunAsync(new(token, "second", LedgerServer.Password), Cancellation);

        Assert.Equal("setup.token-wrong", stranger.Refusal?.Code);
        Assert.Equal("password.too-short", weak.Refusal?.Code);
        Assert.Equal(Role.Owner, owner.Value?.Role);
        Assert.Equal("setup.token-wrong", again.Refusal?.Code);
        Assert.False(File.Exists(Path.Combine(server.Directory, "setup-token")));
    }

    [Fact]
    public async Task People_sign_in_by_the_form_and_a_session_dies_with_the_sign_out()
    {
        await using var server = await LedgerServer.StartAsync();
        await AddAsync(server, "周敏");
        using var client = server.Client();

        var wrong = await PostAsync(client, "周敏", "not the password");
        var right = await PostAsync(client, "周敏", LedgerServer.Password);
        var cookie = Cookie(right);
        var inside = await client.SendAsync("GET", "/api/v1/customers", null, ("Cookie", cookie));
        var out1 = await client.SendAsync("POST", "/sign-out", null, ("Cookie", cookie));
        var outside = await client.SendAsync("GET", "/api/v1/customers", null, ("Cookie", cookie));

        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Contains("httponly", right.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, out1.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, outside.StatusCode);
    }

    [Fact]
    public async Task Ten_guesses_are_looked_at_also_when_they_come_at_once()
    {
        await using var server = await LedgerServer.StartAsync();
        await AddAsync(server, "周敏");
        var signIn = server.Get<SignIn>();

        await Task.WhenAll(Enumerable.Range(0, 2 * SignIn.GuessesMax)
            .Select(_ => signIn.RunAsync("周敏", "not the password", Cancellation)));
        var locked = await signIn.RunAsync("周敏", LedgerServer.Password, Cancellation);
        var unlocked = await server.Get<UnlockUser>().RunAsync(Actor.LocalOwner, "周敏", Cancellation);
        var open = await signIn.RunAsync("周敏", LedgerServer.Password, Cancellation);

        Assert.Equal("access.sign-in-refused", locked.Refusal?.Code);
        Assert.False(unlocked.Value?.IsLocked);
        Assert.True(open.Accepted);
    }

    [Fact]
    public async Task A_stranger_and_a_wrong_password_read_the_same_sentence()
    {
        await using var server = await LedgerServer.StartAsync();
        await AddAsync(server, "周敏");
        var signIn = server.Get<SignIn>();

        var wrong = await signIn.RunAsync("周敏", "not the password", Cancellation);
        var stranger = await signIn.RunAsync("nobody", "not the password", Cancellation);

        Assert.Equal(wrong.Refusal!.Code, stranger.Refusal!.Code);
        Assert.Equal(wrong.Refusal.Facts, stranger.Refusal.Facts);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("role")]
    [InlineData("password")]
    public async Task Sessions_end_when_rights_change(string change)
    {
        await using var server = await LedgerServer.StartAsync();
        await AddAsync(server, "周敏");
        var session = (await server.Get<SignIn>().RunAsync("周敏", LedgerServer.Password, Cancellation)).Value!.Session;
        var sessions = server.Get<Sessions>();
        Assert.NotNull(await sessions.FindAsync(session, isSession: true, Cancellation));
        Assert.Null(await sessions.FindAsync(session, isSession: false, Cancellation));

        var done = change switch
        {
            "disable" => await server.Get<DisableUser>().RunAsync(Actor.LocalOwner, "周敏", isDisabled: true, Cancellation),
            "role" => await server.Get<ChangeRole>().RunAsync(Actor.LocalOwner, "周敏", Role.Viewer, Cancellation),
            _ => await server.Get<ChangePassword>().RunAsync(Actor.LocalOwner, new("周敏", "another password"), Cancellation),
        };

        Assert.True(done.Accepted);
        Assert.Null(await sessions.FindAsync(session, isSession: true, Cancellation));
    }

    [Fact]
    public async Task A_revoked_token_and_a_used_link_open_nothing()
    {
        await using var server = await LedgerServer.StartAsync();
        await AddAsync(server, "接口");
        var token = (await server.Get<CreateToken>().RunAsync(Actor.LocalOwner, "接口", "erp", Cancellation)).Value!;
        var links = server.Get<SignInLinks>();
        var link = links.Issue("接口");

        var revoked = await server.Get<RevokeToken>().RunAsync(Actor.LocalOwner, "接口", token.Id, Cancellation);

        Assert.True(revoked.Accepted);
        Assert.Null(await server.Get<Sessions>().FindAsync(token.Token, isSession: false, Cancellation));
        Assert.Equal("接口", links.Take(link));
        Assert.Null(links.Take(link));
        Assert.True((await server.Get<SignIn>().ByLinkAsync("接口", Cancellation)).Accepted);
        Assert.True((await server.Get<SignOut>().RunAsync(Actor.LocalOwner, "unknown", Cancellation)).Accepted);
    }

    [Fact]
    public async Task The_last_owner_stays()
    {
        await using var server = await LedgerServer.StartAsync();
        await server.Get<AddUser>().RunAsync(Actor.LocalOwner, new("老板", Role.Owner), Cancellation);

        var disabled = await server.Get<DisableUser>().RunAsync(Actor.LocalOwner, "老板", isDisabled: true, Cancellation);
        var demoted = await server.Get<ChangeRole>().RunAsync(Actor.LocalOwner, "老板", Role.Viewer, Cancellation);

        Assert.Equal("user.last-owner", disabled.Refusal?.Code);
        Assert.Equal("user.last-owner", demoted.Refusal?.Code);
    }

    [Fact]
    public async Task Only_who_manages_users_changes_them()
    {
        await using var server = await LedgerServer.StartAsync();
        var sales = new Actor(7, "周敏", Role.Sales, App.Data.Journal.Via.Web);

        Assert.Equal("access.forbidden", (await server.Get<AddUser>().RunAsync(sales, new("x", Role.Owner), Cancellation))
            .Refusal?.Code);
        Assert.Equal("access.forbidden", (await server.Get<CreateToken>().RunAsync(sales, "x", null, Cancellation))
            .Refusal?.Code);
        Assert.Equal("access.forbidden", (await server.Get<UserQueries>().ListAsync(sales, Cancellation)).Refusal?.Code);
    }

    private static async Task AddAsync(LedgerServer server, string name) => Assert.True(
        (await server.Get<AddUser>().RunAsync(Actor.LocalOwner, new(name, Role.Finance, LedgerServer.Password), Cancellation))
            .Accepted);

    /// <summary>The form as a browser sends it: with its hidden fields and the cookie that came with them.</summary>
    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string name, string password)
    {
        var page = await client.SendAsync("GET", "/sign-in");
        var html = await page.Content.ReadAsStringAsync(Cancellation);
        var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(
                [new("_handler", "sign-in"), new("__RequestVerificationToken", Token().Match(html).Groups["t"].Value),
                new("Form.Name", name), new("Form.Password", password)]),
        };
        request.Headers.Add("Cookie", Cookie(page));
        return await client.SendAsync(request, Cancellation);
    }

    private static string Cookie(HttpResponseMessage answer) => string.Join("; ",
        answer.Headers.GetValues("Set-Cookie").Select(static cookie => cookie.Split(';')[0]));

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<t>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Token();
}
