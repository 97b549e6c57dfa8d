using System.Text.Json;
using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>The rows of a window, how many match in all, and their sums.</summary>
/// <param name="Rows">Per row the values in the order of the columns: long, decimal, string, bool, DateOnly, DateTime (UTC) or null.</param>
/// <param name="Totals">By column name; null when not asked for.</param>
/// <param name="Seq">The journal's line up to which the answer is true.</param>
public sealed record LedgerPage(
    IReadOnlyList<LedgerColumn> Columns,
    IReadOnlyList<object?[]> Rows,
    long Count,
    IReadOnlyDictionary<string, decimal>? Totals,
    long Seq)
{
    /// <summary>Per row the place of the first of <see cref="LedgerQuery.Marks"/> that picks it, -1 for none; null: not asked.</summary>
    public IReadOnlyList<int>? Marks { get; init; }

    /// <summary><c>{"columns":["id",…],"rows":[[7,…],…],"count":1,"totals":{"total":86400},"seq":12}</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var column in Columns) json.WriteStringValue(column.Name);
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in Rows)
        {
            json.WriteStartArray();
            foreach (var value in row) LedgerCells.Write(json, value);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteNumber("count", Count);
        if (Totals is not null)
        {
            json.WriteStartObject("totals");
            foreach (var (name, sum) in Totals) json.WriteNumber(name, sum);
            json.WriteEndObject();
        }
        if (Marks is not null)
        {
            json.WriteStartArray("marks");
            foreach (var mark in Marks) json.WriteNumberValue(mark);
            json.WriteEndArray();
        }
        json.WriteNumber("seq", Seq);
        json.WriteEndObject();
    }
}

/// <summary>Values of ledger and reports as JSON: decimals as numbers, dates <c>yyyy-MM-dd</c>, instants ISO 8601 UTC.</summary>
public static class LedgerCells
{
    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case DateOnly date: json.WriteStringValue(Format(date, "yyyy-MM-dd")); break;
            case DateTime instant: json.WriteStringValue(Format(instant, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'")); break;
            default: throw new NotSupportedException($"The ledger has no {value.GetType().Name}.");
        }
    }

    private static string Format(IFormattable value, string format) =>
        value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
