using OrderLedger.Domain;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Hosting;

/// <summary>Refuses an address or a form with the sign zero in a text: PostgreSQL cannot take it, and nobody can type it. (JSON is looked
/// at where it is read; a workbook's texts are cleaned.)</summary>
internal static class TextGuard
{
    public static void UseTextGuard(this WebApplication app) => app.Use(static async (http, next) =>
    {
        if (IsBroken(http.Request.Path) || http.Request.Query.Any(static part => IsBroken(part.Key) || part.Value.Any(IsBroken)))
            throw new RequestRefusedException(Refusal.Invalid("request.malformed"));
        // Escaped as %00 within a body that has no other form; files are not read here.
        if (http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
            && (await http.Request.ReadFormAsync(http.RequestAborted)).Any(static field => IsBroken(field.Key) || field.Value.Any(IsBroken)))
            throw new RequestRefusedException(Refusal.Invalid("request.malformed"));
        await next(http);
    });

    private static bool IsBroken(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}
