using OrderLedger.App.ReadModel;

namespace OrderLedger.Web.Hosting;

/// <summary>While the read model of a large book is built, a page would wait for it without a word: its reader is shown how far
/// it is, and sent on when it is done. Programs wait.</summary>
internal static class Preparing
{
    /// <summary>Orders still to be read that are worth a page of their own; fewer are there in a moment.</summary>
    private const long WorthPage = 4_000;

    public static void UsePreparing(this WebApplication app) => app.Use(static (http, next) =>
    {
        if (!IsPage(http) || http.RequestServices.GetRequiredService<LedgerReadModel>().Building is not var (done, of)
            || of - done < WorthPage) return next(http);

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Redirect($"/preparing?back={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");
        return Task.CompletedTask;
    });

    private static bool IsPage(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) && !http.Request.Path.StartsWithSegments("/preparing")
        && http.User.Identity is ActorIdentity
        && http.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null;
}
