using System.Globalization;

namespace OrderLedger.App.Import.Reading;

public enum CellKind : byte
{
    Empty,
    Text,
    Number,
    Date,
    Bool,
    Error,
}

/// <summary>One cell as the file holds it: nothing is guessed here, what it means is another question.</summary>
public readonly struct Cell : IEquatable<Cell>
{
    private readonly string? _text;
    private readonly byte _digits;
    private readonly ushort _column;

    private Cell(int column, CellKind kind, string? text, decimal number, DateTime date, byte digits, bool isPercent = false) =>
        (_column, Kind, _text, Number, Date, _digits, IsPercent) = ((ushort)column, kind, text, number, date, digits, isPercent);

    public CellKind Kind { get; }

    /// <summary>0 is column A; at most 16,383 (XFD).</summary>
    public int Column => _column;

    /// <summary>The number, every digit the file has; for a date its serial, for a boolean 1 or 0; else 0.</summary>
    public decimal Number { get; }

    /// <summary>A number that its format shows with a percent sign: 1 is 100 %.</summary>
    public bool IsPercent { get; }

    /// <summary>The date and time of a <see cref="CellKind.Date"/> cell.</summary>
    public DateTime Date { get; }

    public bool IsEmpty => Kind is CellKind.Empty;

    /// <summary>What a person sees: raw text, the number without trailing zeros (leading ones where the format
    /// shows them), the date as <c>yyyy-MM-dd</c>. Never null.</summary>
    public string Text => Kind switch
    {
        CellKind.Text or CellKind.Error => _text ?? "",
        CellKind.Number => NumberText(),
        CellKind.Date => Date.ToString(
            Date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        CellKind.Bool => Number == 0 ? "FALSE" : "TRUE",
        _ => "",
    };

    public static Cell OfText(int column, string text) => new(column, CellKind.Text, text, 0, default, 0);

    /// <param name="column">0 is column A.</param>
    /// <param name="number">The value.</param>
    /// <param name="digits">A format of zeros such as <c>00000000</c> shows at least so many digits.</param>
    /// <param name="isPercent">A format with a percent sign shows a hundred times as much.</param>
    public static Cell OfNumber(int column, decimal number, byte digits = 0, bool isPercent = false) =>
        new(column, CellKind.Number, null, number, default, digits, isPercent);

    public static Cell OfDate(int column, DateTime date, decimal serial = 0) =>
        new(column, CellKind.Date, null, serial, date, 0);

    public static Cell OfBool(int column, bool value) =>
        new(column, CellKind.Bool, null, value ? 1 : 0, default, 0);

    public static Cell OfError(int column, string text) => new(column, CellKind.Error, text, 0, default, 0);

    public static bool operator ==(Cell left, Cell right) => left.Equals(right);

    public static bool operator !=(Cell left, Cell right) => !left.Equals(right);

    public bool Equals(Cell other) => Kind == other.Kind && _column == other._column && Number == other.Number
        && Date == other.Date && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is Cell other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Kind, _column, Number, Date, _text);

    public override string ToString() => Text;

    private string NumberText()
    {
        var text = Number.ToString("0.############################", CultureInfo.InvariantCulture);
        return _digits > 1 && decimal.IsInteger(Number) && Number >= 0 ? text.PadLeft(_digits, '0') : text;
    }
}
