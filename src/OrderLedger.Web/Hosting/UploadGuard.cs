using OrderLedger.App.Access;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Hosting;

/// <summary>Asks for the right to import before the body is read: a form of 64 MB is not taken from who may not send it.</summary>
internal static class UploadGuard
{
    public static void UseUploadGuard(this WebApplication app) => app.Use(static async (http, next) =>
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !IsImport(http.Request.Path) || http.User.Identity is not ActorIdentity
            || http.Actor().May(Right.Import) is not { } forbidden)
        {
            await next(http);
        }
        else if (Problems.IsApi(http)) await Problems.WriteAsync(http, forbidden);
        else
        {
            // The page says why. An error page in its place would be run as this very request, and read the body after all.
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = "/import";
        }
    });

    private static bool IsImport(PathString path) => path.StartsWithSegments("/import", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/api/v1/imports", StringComparison.OrdinalIgnoreCase);
}
