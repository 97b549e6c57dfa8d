using System.Text.Json;
using OrderLedger.App.Json;

namespace OrderLedger.Web.Api;

/// <summary>Rows written straight to the wire, without an object per cell.</summary>
internal sealed class JsonText(Action<Utf8JsonWriter> write) : IResult
{
    private static readonly JsonWriterOptions Options = new() { Encoder = LedgerJson.Options.Encoder };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, Options);
        write(json);
        await json.FlushAsync(httpContext.RequestAborted);
    }
}
