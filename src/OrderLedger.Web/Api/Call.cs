using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Json;
using OrderLedger.Domain;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>A request that changes something: who, what, once, and on which version.</summary>
/// <typeparam name="T">What the body says; an empty body is an empty object.</typeparam>
public sealed class Call<T> : IBindableFromHttpContext<Call<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    /// <summary>A thousand order lines with every field take about a third of it.</summary>
    private const int UsualBytesMax = 1 << 20;
    private const int KeyLengthMax = 200;

    private Call(HttpContext http, T input, Once? once) => (Http, Input, Once, Actor) = (http, input, once, http.Actor());

    public HttpContext Http { get; }
    public T Input { get; }
    public Once? Once { get; }
    public Actor Actor { get; }
    public CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>The version in If-Match, which changes of what exists must name; null for <c>*</c>.</summary>
    /// <exception cref="RequestRefusedException">428 when it is missing.</exception>
    public long? SeenVersion => IfMatch.Read(Http);

    static async ValueTask<Call<T>?> IBindableFromHttpContext<Call<T>>.BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var body = await ReadAsync(context);
        return new(context, Parse(body), OnceOf(context, body));
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T), isOptional: true));

    private static async ValueTask<byte[]> ReadAsync(HttpContext http)
    {
        var bytesMax = http.GetEndpoint()?.Metadata.GetMetadata<BodyBytes>()?.Max ?? UsualBytesMax;
        if (http.Request.ContentLength > bytesMax)
            throw new RequestRefusedException(Refusal.Invalid("request.too-large"), StatusCodes.Status413PayloadTooLarge);
        for (; ; )
        {
            var read = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > bytesMax)
                throw new RequestRefusedException(Refusal.Invalid("request.too-large"), StatusCodes.Status413PayloadTooLarge);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                http.Request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }
            http.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static T Parse(byte[] body)
    {
        try
        {
            RefuseNothingInLists(body);
            return JsonSerializer.Deserialize<T>(body.Length == 0 ? "{}"u8 : body, LedgerJson.Options)
                ?? throw new RequestRefusedException(Refusal.Invalid("request.invalid-json", "$"));
        }
        catch (JsonException wrong)
        {
            var path = wrong.Path is { Length: > 0 } known ? known : "$";
            throw new RequestRefusedException(Refusal.Invalid("request.invalid-json", path,
                $"{(wrong.LineNumber ?? 0) + 1}", $"{(wrong.BytePositionInLine ?? 0) + 1}")
                    .At(path.Replace("$.", "", StringComparison.Ordinal)));
        }
    }

    /// <summary>A list of lines may be missing, a line of it may not: no verb need look for one that is null.</summary>
    private static void RefuseNothingInLists(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        var before = JsonTokenType.None;
        while (body.Length > 0 && reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.Null, CurrentDepth: > 0 } && before != JsonTokenType.PropertyName)
                throw new JsonException("A list holds nothing where something should be.");
            before = reader.TokenType;
        }
    }

    private static Once? OnceOf(HttpContext http, byte[] body)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0 || !HttpMethods.IsPost(http.Request.Method)) return null;
        return key.Length <= KeyLengthMax
            ? Once.For(http.Actor(), key,
                $"{http.Request.Method} {http.Request.Path} {IfMatch.Raw(http)}\n{Encoding.UTF8.GetString(body)}")
            : throw new RequestRefusedException(Refusal.Invalid("idempotency.key-too-long", $"{KeyLengthMax}"));
    }
}

/// <summary>What the body of an endpoint may have at most, where it is more than usual.</summary>
internal sealed record BodyBytes(int Max);

/// <summary>A call without a body of its own.</summary>
public sealed record Nothing;

/// <summary>If-Match with the ETag that the reader got: the version in quotes.</summary>
internal static class IfMatch
{
    public static string Raw(HttpContext http) => http.Request.Headers.IfMatch.ToString();

    public static long? Read(HttpContext http)
    {
        var raw = Raw(http);
        if (raw.Length == 0)
            throw new RequestRefusedException(
                Refusal.Invalid("precondition.required"), StatusCodes.Status428PreconditionRequired);
        if (raw == "*") return null;
        return EntityTagHeaderValue.TryParse(raw, out var tag) && !tag.IsWeak
            && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version : throw new RequestRefusedException(Refusal.Invalid("precondition.malformed", raw));
    }
}
