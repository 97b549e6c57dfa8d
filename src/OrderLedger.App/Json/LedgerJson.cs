using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using OrderLedger.Domain;

namespace OrderLedger.App.Json;

/// <summary>How views are written: money, prices and quantities as JSON decimals, read as number or string; unknown members
/// are refused; what a reader may not see is null and so is not there.</summary>
public static class LedgerJson
{
    /// <summary>What is read from outside is read with these.</summary>
    public static readonly JsonSerializerOptions Options = Configure(
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new PlainText() } });

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.AllowReadingFromString;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new Scaled<Money>(static m => m.Amount, static d => Money.Of(d), 100m));
        options.Converters.Add(new Scaled<Quantity>(static q => q.Value, static d => Quantity.Of(d), Quantity.Scale));
        options.Converters.Add(new Scaled<UnitPrice>(static p => p.Value, static d => UnitPrice.Of(d), UnitPrice.Scale));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new UtcInstant());
        return options;
    }

    /// <summary>Instants are UTC with a Z, whatever the kind says after a round through the database.</summary>
    private sealed class UtcInstant : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TryGetDateTimeOffset(out var instant) ? instant.UtcDateTime : throw new JsonException("An ISO 8601 instant.");

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary>No text holds the sign zero: PostgreSQL cannot store it, and nobody can type it.</summary>
    private sealed class PlainText : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String) throw new JsonException("A text.");
            var text = reader.GetString()!;
            return text.Contains('\0', StringComparison.Ordinal) ? throw new JsonException("A text without the sign zero.") : text;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value);
    }

    /// <summary>A decimal that must fit its scale: 1.005 is no amount of money, and is refused rather than rounded.</summary>
    private sealed class Scaled<T>(Func<T, decimal> read, Func<decimal, T> of, decimal scale) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var number = reader.TokenType switch
            {
                JsonTokenType.Number when reader.TryGetDecimal(out var value) => value,
                JsonTokenType.String when decimal.TryParse(reader.GetString(),
                    NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                    out var value) => value,
                _ => throw new JsonException("A decimal number."),
            };
            if (Math.Abs(number) > long.MaxValue / scale) throw new JsonException("The number is too large.");
            return decimal.Truncate(number * scale) == number * scale ? of(number)
                : throw new JsonException("The number has more decimals than this field holds.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(read(value));
    }
}
