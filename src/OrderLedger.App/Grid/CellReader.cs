using System.Text.Json;
using OrderLedger.App.Import;
using OrderLedger.App.Import.Reading;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Grid;

/// <param name="Value">A text, DateOnly, decimal or OrderStatus.</param>
internal readonly record struct CellValue(object Value);

/// <summary>What a person typed or pasted into a cell: text in any writing that an import understands, or typed JSON.</summary>
internal static class CellReader
{
    /// <summary>Beyond it no number fits its field.</summary>
    private const decimal NumberMax = 90_000_000_000m;
    private const int ShownMax = 40;

    /// <summary>What the value means. A blank is the empty text of a text field, and refused elsewhere.</summary>
    public static Outcome<CellValue> Read(JsonElement value, CellSort sort, DateContext dates)
    {
        var found = CellOf(value);
        if (!found.Accepted) return found.Refusal;
        var cell = found.Value;
        var text = CellValues.Text(cell) ?? "";
        if (sort == CellSort.Text) return new CellValue(text);
        if (text.Length == 0) return Refusal.Invalid("cell.not-clearable");

        return sort switch
        {
            CellSort.Date => CellValues.Day(cell, dates) is { Year: >= 1990 and <= 2100 } day
                ? new CellValue(day) : Refusal.Invalid("cell.date-unreadable", Short(text)),
            CellSort.Status => StatusOf(text) is { } status ? new CellValue(status) : Refusal.Invalid("cell.status-unknown", Short(text)),
            _ => Number(cell, text, sort),
        };
    }

    /// <summary>True for nothing, a blank, and a text of blanks.</summary>
    public static bool IsBlank(JsonElement value) => CellOf(value).Value is { } cell && CellValues.Text(cell) is null;

    /// <summary>What the other cells of the field say about a date that is not complete in itself; a year is this one.</summary>
    public static DateContext DatesOf(IEnumerable<JsonElement> values, DateOnly today) =>
        DateContext.Of(values.Select(static value => CellOf(value).Value).OfType<Cell>()) with { Year = today.Year };

    private static Outcome<Cell> CellOf(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return default(Cell);
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                return Cell.OfNumber(0, number);
            case JsonValueKind.String:
                return TextOf(value) is { } text ? Cell.OfText(0, text) : Refusal.Invalid("cell.unreadable", "?");
            default:
                return Refusal.Invalid("cell.unreadable", Short(value.GetRawText()));
        }
    }

    /// <summary>Null for half a sign, and for the sign zero, which PostgreSQL cannot store; nobody can type either.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Outcome<CellValue> Number(Cell cell, string text, CellSort sort)
    {
        if (CellValues.Number(cell) is not { } read || Math.Abs(read.Value) >= NumberMax)
            return Refusal.Invalid("cell.number-unreadable", Short(text));
        var number = sort == CellSort.Fraction && read is { IsPercent: false, Value: >= 1 } ? read.Value / 100 : read.Value;
        var scale = sort switch
        {
            CellSort.Money => 100m,
            CellSort.Quantity => Quantity.Scale,
            CellSort.Price => UnitPrice.Scale,
            _ => 10_000m,
        };
        return decimal.IsInteger(number * scale) ? new CellValue(number) : Refusal.Invalid("cell.too-fine", Short(text));
    }

    private static OrderStatus? StatusOf(string text) => StatusWords.Find(text)
        ?? (LedgerWords.Status.FirstOrDefault(word => word.Is(text)) is { } word ? (OrderStatus)word.Value : null);

    private static string Short(string text) => text.Length > ShownMax ? text[..ShownMax] : text;
}
