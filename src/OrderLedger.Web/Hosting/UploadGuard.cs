using OrderLedger.App.Access;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Hosting;

/// <summary>Asks for the right before the body is read: a form of many megabytes is not taken from who may not send it.</summary>
internal static class UploadGuard
{
    public static void UseUploadGuard(this WebApplication app) => app.Use(static async (http, next) =>
    {
        if (!HttpMethods.IsPost(http.Request.Method) || RightFor(http.Request) is not { } right
            || http.User.Identity is not ActorIdentity || http.Actor().May(right) is not { } forbidden)
        {
            await next(http);
        }
        else if (Problems.IsApi(http)) await Problems.WriteAsync(http, forbidden);
        else
        {
            // The page says why. An error page in its place would be run as this very request, and read the body after all.
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = http.Request.Path.Value is { } path && path.StartsWith("/orders/", StringComparison.OrdinalIgnoreCase)
                ? LocalAddress.OrHome(path) : "/import";
        }
    });

    private static Right? RightFor(HttpRequest request)
    {
        if (Starts("/import") || Starts("/api/v1/imports")) return Right.Import;
        var isFile = request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;
        return isFile && (Starts("/orders") || Starts("/api/v1/orders")) ? Right.Comment : null;

        bool Starts(string path) => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);
    }
}
