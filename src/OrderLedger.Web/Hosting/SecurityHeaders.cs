using Microsoft.Net.Http.Headers;

namespace OrderLedger.Web.Hosting;

/// <summary>What every answer tells the browser to refuse.</summary>
internal static class SecurityHeaders
{
    private const string Policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
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
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        // Static files name their own time to live.
        headers.CacheControl = "no-store";
        headers.Vary = HeaderNames.AcceptLanguage;
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
    }
}
