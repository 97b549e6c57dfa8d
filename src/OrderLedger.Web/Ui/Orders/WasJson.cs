using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace OrderLedger.Web.Ui.Orders;

/// <summary>What a form showed first, carried by the form itself. A wrong one only makes more fields count as changed.</summary>
internal static class WasJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        IgnoreReadOnlyProperties = true,
    };

    public static string Write(OrderDraft draft) => JsonSerializer.Serialize(draft, Options);

    public static OrderDraft Read(string? json)
    {
        if (string.IsNullOrEmpty(json)) return new();
        try
        {
            return JsonSerializer.Deserialize<OrderDraft>(json, Options) ?? new();
        }
        catch (JsonException)
        {
            return new();
        }
    }
}
