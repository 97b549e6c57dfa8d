using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using OrderLedger.App.Json;
using OrderLedger.Domain;
using OrderLedger.Web.Ui.Layout;

namespace OrderLedger.Web.Api;

/// <summary>A refusal on the wire: RFC 9457, with the stable code, its facts, and the sentence in the reader's
/// language.</summary>
/// <param name="Current">After 412: the state now, so that the client can merge without asking again.</param>
public sealed record Problem(string Type, string Title, int Status, string Code, IReadOnlyList<string> Facts, string Detail,
    IReadOnlyList<FieldProblem>? Errors, object? Current);

/// <param name="Field">In the spelling of the JSON, such as <c>lines[0].quantity</c>.</param>
public sealed record FieldProblem(string Field, string Code, string Detail);

/// <summary>The one place where a refusal becomes an answer.</summary>
public static class Problems
{
    private const string ContentType = "application/problem+json";
    private static readonly Texts Texts = new();

    public static bool IsApi(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || http.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);

    public static IResult From(HttpContext http, Refusal refusal, int? status = null, object? current = null)
    {
        var code = status ?? StatusOf(refusal.Kind);
        if (code is StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "1";
        return TypedResults.Json(Of(http, refusal, code, current), LedgerJson.Options, ContentType, code);
    }

    public static Task WriteAsync(HttpContext http, Refusal refusal, int? status = null) =>
        From(http, refusal, status).ExecuteAsync(http);

    /// <summary>An answer of the framework that has only a number: 404 of no route, 405, 413, 415, 500.</summary>
    public static Task WriteStatusAsync(HttpContext http, int status) => WriteAsync(http, status switch
    {
        StatusCodes.Status404NotFound => Refusal.NotFound("request.no-such-address"),
        StatusCodes.Status405MethodNotAllowed => Refusal.NotAllowed("request.method"),
        StatusCodes.Status413PayloadTooLarge => Refusal.Invalid("request.too-large"),
        StatusCodes.Status415UnsupportedMediaType => Refusal.Invalid("request.media-type"),
        >= 500 => new Refusal(RefusalKind.Busy, "server.fault", http.TraceIdentifier),
        _ => Refusal.Invalid("request.malformed"),
    }, status);

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.NotAllowed => StatusCodes.Status409Conflict,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.KeyReused => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.NoSpace => StatusCodes.Status507InsufficientStorage,
        RefusalKind.Busy => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Problem Of(HttpContext http, Refusal refusal, int status, object? current)
    {
        // May run before the language of the request is set, so it is asked here.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Preferences.Of(http).Language);
        var detail = Texts[refusal];
        return new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, refusal.Code, refusal.Facts, detail,
            refusal.Field is { } field ? [new(JsonPath(field), refusal.Code, detail)] : null, current);
    }

    /// <summary><c>Lines[0].UnitPrice</c> → <c>lines[0].unitPrice</c>.</summary>
    private static string JsonPath(string field) => string.Join('.', field.Split('.').Select(static part =>
        part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
}

/// <summary>Thrown where an argument is bound, before any handler runs; the fault guard writes it.</summary>
public sealed class RequestRefusedException(Refusal refusal, int? status = null) : Exception(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;

    public int? Status { get; } = status;
}
