using OrderLedger.App.Data;
using OrderLedger.Domain;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Hosting;

/// <summary>The one place where what was thrown becomes an answer: without a stack, a statement or a value of
/// anybody's.</summary>
internal static partial class FaultGuard
{
    public static void UseFaultGuard(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("OrderLedger.Faults");
        app.Use((http, next) => GuardAsync(http, next, log));
    }

#pragma warning disable CA1031 // The last place that can turn a fault into an answer.
    private static async Task GuardAsync(HttpContext http, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(http);
            if (IsBare(http)) await Problems.WriteStatusAsync(http, http.Response.StatusCode);
        }
        catch (RequestRefusedException refused) when (!http.Response.HasStarted)
        {
            await Problems.WriteAsync(http, refused.Refusal, refused.Status);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await Problems.WriteStatusAsync(http, bad.StatusCode);
        }
        catch (InvalidOperationException bad) when (!http.Response.HasStarted && IsUnreadable(bad))
        {
            await Problems.WriteStatusAsync(http, StatusCodes.Status400BadRequest);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            LogFault(log, fault, http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText,
                http.TraceIdentifier);
            http.Response.Clear();
            SecurityHeaders.Set(http);
            if (Faults.AsRefusal(fault) is { Kind: RefusalKind.Busy or RefusalKind.NoSpace } refusal)
                await Problems.WriteAsync(http, refusal);
            else await Problems.WriteStatusAsync(http, StatusCodes.Status500InternalServerError);
        }
    }
#pragma warning restore CA1031

    /// <summary>A page asks its address for a number, and another text stands there: the framework has no exception of its own for it.</summary>
    private static bool IsUnreadable(InvalidOperationException fault) =>
        fault.TargetSite?.DeclaringType?.FullName?.StartsWith("Microsoft.AspNetCore.Components.Routing.UrlValueConstraint", StringComparison.Ordinal) == true;

    /// <summary>An answer of the framework, such as 404 or 405, that nothing has been said about.</summary>
    private static bool IsBare(HttpContext http) =>
        http.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null or 0, ContentType: null }
        && Problems.IsApi(http);

    [LoggerMessage(LogLevel.Error, "{Method} {Route} failed ({Trace})")]
    private static partial void LogFault(ILogger log, Exception fault, string method, string? route, string trace);
}
