using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using OrderLedger.App.Access;
using OrderLedger.Domain;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Hosting;

/// <summary>Who asks: the cookie of a browser or the bearer token of a program. Without one, everything is refused.</summary>
public static class AccessSetup
{
    internal const string Scheme = "Ledger";

    public static void AddLedgerAccess(this IServiceCollection services)
    {
        services.AddAuthentication(Scheme).AddScheme<AuthenticationSchemeOptions, LedgerAuthentication>(Scheme, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build());
        services.AddScoped<CurrentUser>();
    }

    public static void MapAccess(this WebApplication app) => app.MapPost("/sign-out", SignOutAsync).ExcludeFromDescription();

    /// <summary>Who acts in this request.</summary>
    /// <exception cref="InvalidOperationException">Nobody has signed in.</exception>
    public static Actor Actor(this HttpContext http) => (http.User.Identity as ActorIdentity)?.Who
        ?? throw new InvalidOperationException("This place needs someone who has signed in.");

    /// <remarks>No antiforgery token is asked for: the origin guard has seen that the request is our own page's, and a page
    /// that was open over a restart must still be able to sign out.</remarks>
    private static async Task<IResult> SignOutAsync(HttpContext http, SignOut signOut)
    {
        if (SessionCookie.Read(http) is { } session)
        {
            var ended = await signOut.RunAsync(http.Actor(), session, http.RequestAborted);
            if (!ended.Accepted) return Problems.From(http, ended.Refusal);
        }
        SessionCookie.Delete(http);
        return Results.LocalRedirect("/sign-in");
    }
}

/// <summary>The signed-in person of a request, for pages.</summary>
public sealed class CurrentUser(IHttpContextAccessor http)
{
    public Actor Actor => http.HttpContext!.Actor();

    public bool IsSignedIn => http.HttpContext?.User.Identity is ActorIdentity;

    public bool May(Right right) => Rights.Has(Actor.Role, right);
}

/// <summary>An identity that is an <see cref="App.Access.Actor"/>, with the claims that the framework reads.</summary>
public sealed class ActorIdentity(Actor actor) : ClaimsIdentity(
    [new(ClaimTypes.NameIdentifier, $"{actor.UserId}"), new(ClaimTypes.Name, actor.Name),
        new(ClaimTypes.Role, $"{actor.Role}")],
    AccessSetup.Scheme)
{
    public Actor Who => actor;
}

/// <summary>Reads the token or the cookie; says no in the manner of the door: a problem to programs, the sign-in page to
/// people.</summary>
internal sealed class LedgerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Credentials.AreGiven(Context)) return AuthenticateResult.NoResult();
        return await Credentials.ActorAsync(Context, sessions, Context.RequestAborted) is { } actor
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(new ActorIdentity(actor)), Scheme.Name))
            : AuthenticateResult.Fail("unknown");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!Problems.IsApi(Context))
        {
            var back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : "/";
            Response.Redirect(back == "/" ? "/sign-in" : $"/sign-in?returnUrl={UrlEncoder.Encode(back)}");
            return Task.CompletedTask;
        }
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(Context, Refusal.Forbidden("access.sign-in-needed"), StatusCodes.Status401Unauthorized);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.WriteAsync(Context, Refusal.Forbidden("access.forbidden"));
}

/// <summary>The secret that a request carries.</summary>
internal static class Credentials
{
    private const string Bearer = "Bearer ";
    private const int LengthMax = 200;

    public static bool AreGiven(HttpContext http) => Read(http).Secret is { Length: > 0 and < LengthMax };

    /// <summary>Whom it stands for now; null when it stands for nobody any more.</summary>
    public static ValueTask<Actor?> ActorAsync(HttpContext http, Sessions sessions, CancellationToken cancellation)
    {
        var (secret, isSession) = Read(http);
        return sessions.FindAsync(secret!, isSession, cancellation);
    }

    private static (string? Secret, bool IsSession) Read(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? (header[Bearer.Length..].Trim(), false) : (SessionCookie.Read(http), true);
    }
}

/// <summary>The cookie that carries a session's secret.</summary>
public static class SessionCookie
{
    private const string Name = "ledger-session";

    public static string? Read(HttpContext http) => http.Request.Cookies[Name];

    public static void Write(HttpContext http, SignedIn signedIn) =>
        http.Response.Cookies.Append(Name, signedIn.Session, Options(http));

    public static void Delete(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http));

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true, Path = "/",
        MaxAge = Sessions.SessionLife,
    };
}
