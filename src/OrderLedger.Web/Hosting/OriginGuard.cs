using OrderLedger.Domain;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Hosting;

/// <summary>Refuses unsafe requests that another site sends with this browser's cookie, whatever their content type
/// (S12).</summary>
/// <remarks>Browsers send Sec-Fetch-Site, older ones Origin; a program that sends neither has no cookie of somebody
/// else.</remarks>
internal static class OriginGuard
{
    public static void UseOriginGuard(this WebApplication app) => app.Use(static (http, next) => IsFromHere(http.Request)
        ? next(http)
        : Problems.WriteAsync(http, Refusal.Forbidden("request.cross-site")));

    private static bool IsFromHere(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return true;

        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site != "same-origin" && site != "none") return false;
        var origin = request.Headers.Origin;
        return origin.Count == 0
            || string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
    }
}
