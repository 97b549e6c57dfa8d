using System.Globalization;
using System.Xml;

namespace OrderLedger.App.Import.Reading;

/// <summary>Streams the rows of one sheet: memory of one row, whatever the sheet declares about itself.</summary>
internal sealed class XlsxRows(XmlReader xml, string file, XlsxStyles styles, XlsxStrings strings, bool date1904)
{
    private readonly XlsxText _text = new(file);
    private readonly List<Cell> _cells = [];
    private int _row;
    private int _column;

    public IEnumerable<SheetRow> Read()
    {
        if (!xml.ToElement("sheetData") || xml.IsEmptyElement) yield break;

        var depth = xml.Depth;
        while (xml.Advance() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not "row") continue;

            ReadRow();
            if (_cells.Count > 0) yield return new SheetRow(_row, [.. _cells]);
        }
    }

    private void ReadRow()
    {
        _cells.Clear();
        _column = -1;
        // Some writers leave r out: the next row then.
        _row = xml.GetAttribute("r") is { } r ? CellReference.Row(r, file) : _row + 1;
        if (_row > ReadingLimits.RowsMax) throw new UnreadableException(WorkbookRefusals.TooLarge(file, "rows"));
        if (xml.IsEmptyElement) return;

        var depth = xml.Depth;
        var rising = true;
        while (xml.Advance() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not "c") continue;

            var before = _column;
            ReadCell();
            rising &= _column > before;
        }

        if (!rising) PutInOrder();
    }

    private void ReadCell()
    {
        var (type, style) = ("", 0);
        _column++;
        while (xml.MoveToNextAttribute())
        {
            switch (xml.LocalName)
            {
                case "r":
                    _column = CellReference.Column(xml.Value, file);
                    break;
                case "t":
                    type = xml.Value;
                    break;
                case "s" when !int.TryParse(xml.Value, NumberStyles.None, CultureInfo.InvariantCulture, out style):
                    style = -1;
                    break;
                default:
                    break;
            }
        }

        xml.MoveToElement();
        if (_column >= ReadingLimits.ColumnsMax) throw new UnreadableException(WorkbookRefusals.TooLarge(file, "columns"));
        if (xml.IsEmptyElement || !ReadValue() || _text.Span.IsEmpty) return;
        if (_cells.Count >= ReadingLimits.ColumnsMax)
            throw new UnreadableException(WorkbookRefusals.TooLarge(file, "columns"));

        var cell = Value(type, style);
        if (!cell.IsEmpty) _cells.Add(cell);
    }

    /// <summary>Collects <c>v</c> or <c>is</c>, to the end tag of the cell; a formula's cached value stands in v.</summary>
    private bool ReadValue()
    {
        _text.Clear();
        var (depth, found) = (xml.Depth, false);
        while (xml.Advance() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != depth + 1 || found) continue;

            found = xml.LocalName is "v" or "is";
            if (found) _text.ReadElement(xml, rich: xml.LocalName is "is");
        }

        return found;
    }

    private Cell Value(string type, int style)
    {
        switch (type)
        {
            case "s":
                // A pointer past the end is this cell's problem, not the file's.
                return !int.TryParse(_text.Span, NumberStyles.Integer, CultureInfo.InvariantCulture, out var index)
                    || strings[index] is not { } shared
                    ? Cell.OfError(_column, "#REF!")
                    : shared.Length == 0 ? default : Cell.OfText(_column, shared);
            case "str" or "inlineStr":
                return Cell.OfText(_column, _text.ToString());
            case "b":
                return Cell.OfBool(_column, XmlParts.IsTrue(_text.Span.Trim().ToString()));
            case "e":
                return Cell.OfError(_column, _text.ToString());
            case "d":
                return DateTime.TryParse(_text.Span, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var iso)
                    ? Cell.OfDate(_column, DateTime.SpecifyKind(iso, DateTimeKind.Unspecified))
                    : Cell.OfText(_column, _text.ToString());
            default:
                break;
        }

        if (StoredNumber.Parse(_text.Span) is not { } number) return Cell.OfText(_column, _text.ToString());

        var format = styles[style];
        return format.IsDate && ExcelDates.FromSerial(number, date1904) is { } date
            ? Cell.OfDate(_column, date, number)
            : Cell.OfNumber(_column, number, format.Digits);
    }

    /// <summary>A few writers list cells in any order, or one twice: the last one counts.</summary>
    private void PutInOrder()
    {
        var ordered = _cells.GroupBy(static cell => cell.Column).Select(static same => same.Last())
            .OrderBy(static cell => cell.Column).ToList();
        _cells.Clear();
        _cells.AddRange(ordered);
    }
}

/// <summary><c>B12</c> → column 1; checked digit by digit, so that <c>ZZZZZZ1</c> cannot become an index.</summary>
internal static class CellReference
{
    public static int Column(ReadOnlySpan<char> reference, string file)
    {
        var (column, i) = (0, 0);
        for (; i < reference.Length && char.IsAsciiLetter(reference[i]); i++)
        {
            column = (column * 26) + (reference[i] | 0x20) - 'a' + 1;
            if (column > ReadingLimits.ColumnsMax) throw new UnreadableException(WorkbookRefusals.TooLarge(file, "columns"));
        }

        if (i == 0) throw new XmlException("A cell without a column.");

        if (i < reference.Length) Row(reference[i..], file);
        return column - 1;
    }

    public static int Row(ReadOnlySpan<char> text, string file)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row) || row == 0)
            throw new XmlException("A row without a number.");

        return row <= ReadingLimits.RowsMax
            ? (int)row
            : throw new UnreadableException(WorkbookRefusals.TooLarge(file, "rows"));
    }
}

/// <summary>The text of a number in a sheet, exactly.</summary>
internal static class StoredNumber
{
    private const int DoubleDigits = 15;

    /// <summary>Null when it is no number, or beyond a decimal.</summary>
    public static decimal? Parse(ReadOnlySpan<char> text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)) return null;
        if (text.Length <= DoubleDigits + 1 || decimal.IsInteger(exact)) return exact;

        // Excel writes 0.1 as 0.10000000000000001, the seventeen digits of its double. Where fewer digits name the
        // same double, those were meant; anything else stays to the last digit.
        var meant = decimal.TryParse(
            double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
            NumberStyles.Float, CultureInfo.InvariantCulture, out var shortest) ? shortest : exact;
        return Digits(meant) <= DoubleDigits ? meant : exact;
    }

    private static int Digits(decimal value)
    {
        var text = Math.Abs(value).ToString(CultureInfo.InvariantCulture).AsSpan().TrimStart("0.");
        return text.Length - (text.Contains('.') ? 1 : 0);
    }
}
