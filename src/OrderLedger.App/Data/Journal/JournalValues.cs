using System.Globalization;
using System.Text.Json;
using OrderLedger.Domain;

namespace OrderLedger.App.Data.Journal;

/// <summary>Values as the journal writes and reads them: decimals for money and quantities, names for enums, ISO dates.</summary>
internal static class JournalValues
{
    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case Money money: json.WriteNumberValue(money.Amount); break;
            case Quantity quantity: json.WriteNumberValue(quantity.Value); break;
            case UnitPrice price: json.WriteNumberValue(price.Value); break;
            case DateOnly date: json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case DateTime instant: json.WriteStringValue(Iso(instant)); break;
            case Enum name: json.WriteStringValue(name.ToString()); break;
            default: throw new NotSupportedException($"The journal cannot write a {value.GetType().Name}.");
        }
    }

    /// <summary>The value of the property's own type, as <see cref="Write"/> wrote it.</summary>
    public static object? Read(JsonElement json, Type type)
    {
        if (json.ValueKind == JsonValueKind.Null) return null;

        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum) return Enum.Parse(plain, json.GetString()!);
        if (plain == typeof(string)) return json.GetString();
        if (plain == typeof(bool)) return json.GetBoolean();
        if (plain == typeof(int)) return json.GetInt32();
        if (plain == typeof(long)) return json.GetInt64();
        if (plain == typeof(Money)) return Money.Of(json.GetDecimal());
        if (plain == typeof(Quantity)) return Quantity.Of(json.GetDecimal());
        if (plain == typeof(UnitPrice)) return UnitPrice.Of(json.GetDecimal());
        if (plain == typeof(DateOnly)) return DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (plain == typeof(DateTime))
            return DateTime.Parse(json.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        throw new NotSupportedException($"The journal cannot read a {plain.Name}.");
    }

    private static string Iso(DateTime instant) =>
        instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
