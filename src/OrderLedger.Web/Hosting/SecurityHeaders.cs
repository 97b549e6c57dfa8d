using Microsoft.Net.Http.Headers;

namespace OrderLedger.Web.Hosting;

/// <summary>What every answer tells the browser to refuse.</summary>
internal static class SecurityHeaders
{
    private static readonly string Strict = Policy();

    /// <param name="script">A further source of scripts.</param>
    public static string Policy(string? script = null) =>
        $"default-src 'self'; script-src {string.Join(' ', new[] { "'self'", script }.OfType<string>())}; style-src 'self'; img-src 'self' data:; "
        + "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use(static (http, next) =>
    {
        Set(http);
        return next(http);
    });

    /// <summary>Also called when a fault has cleared the answer.</summary>
    public static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Strict;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        http.Response.OnStarting(static state =>
        {
            // Static files name their own time to live, and are the same in every language.
            var answer = ((HttpContext)state).Response.Headers;
            if (answer.CacheControl.Count > 0) return Task.CompletedTask;
            answer.CacheControl = "no-store";
            answer.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
            return Task.CompletedTask;
        }, http);
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
    }
}
