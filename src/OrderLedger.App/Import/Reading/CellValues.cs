namespace OrderLedger.App.Import.Reading;

/// <summary>What a cell means as text, number or date. Answers null rather than guess.</summary>
public static class CellValues
{
    /// <summary>The text to keep: trimmed, leading zeros and full-width signs as written; null for a blank.</summary>
    public static string? Text(Cell cell) =>
        cell.Kind is CellKind.Empty or CellKind.Error ? null : TextWritings.Clean(cell.Text);

    /// <summary>A number in any writing of the trade; null for a blank and for what is no single number.</summary>
    public static NumberReading? Number(Cell cell) => cell.Kind switch
    {
        CellKind.Number => new NumberReading(cell.Number, null, cell.IsPercent),
        CellKind.Text => NumberWritings.Parse(cell.Text),
        _ => null,
    };

    /// <summary>A date in any writing of the trade; null for a blank and for what could be two dates.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="context">What the column says about its other dates.</param>
    public static DateTime? Date(Cell cell, DateContext context) => cell.Kind switch
    {
        CellKind.Date => DateWritings.IsPlausible(cell.Date) ? cell.Date : null,
        CellKind.Number => DateWritings.FromNumber(cell.Number, context),
        CellKind.Text => DateWritings.Parse(cell.Text, context),
        _ => null,
    };

    /// <summary>The day of <see cref="Date"/>.</summary>
    public static DateOnly? Day(Cell cell, DateContext context) =>
        Date(cell, context) is { } date ? DateOnly.FromDateTime(date) : null;
}
