using System.Data.Common;
using OrderLedger.App.Access;
using OrderLedger.App.Data;

namespace OrderLedger.Web.Hosting;

/// <summary>For whoever watches the process: is it there, and can it write the book?</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", static () => Results.Text("ok")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/readyz", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(Ledger ledger, CancellationToken cancellation)
    {
        try
        {
            // An empty work takes the writer's lock, as every order does, and writes nothing.
            var empty = await ledger.WriteAsync<bool>(
                Actor.Rule, "health", static _ => Task.FromResult<Domain.Outcome<bool>>(true), cancellation)
                .WaitAsync(TimeSpan.FromSeconds(5), cancellation);
            if (empty.Accepted) return Results.Text("ready");
        }
        catch (Exception fault) when (fault is DbException or IOException or TimeoutException)
        {
            // Said below, without details: whoever asks has not signed in.
        }
        return Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
