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
        if (_column >= ReadingLimits.ColumnsMax)
            throw new UnreadableException(WorkbookRefusals.TooLarge(file, "columns"));
        if (xml.IsEmptyElement || !ReadValue() || _text.Span.IsEmpty) return;
        if (_cells.Count >= ReadingLimits.ColumnsMax)
            throw new UnreadableException(WorkbookRefusals.TooLarge(file, "columns"));

        var cell = Value(type, style);
        if (!cell.IsEmpty) _cells.Add(cell);
    }

    /// <summary>Collects <c>v</c> or <c>is</c>, to the end tag of the cell; a formula's cached value stands in
    /// v.</summary>
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
                return DateTime.TryParse(_text.Span, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind,
                    out var iso)
                    ? Cell.OfDate(_column, DateTime.SpecifyKind(iso, DateTimeKind.Unspecified))
                    : Cell.OfText(_column, _text.ToString());
            default:
                break;
        }

        if (StoredNumber.Parse(_text.Span) is not { } number) return Cell.OfText(_column, _text.ToString());

        var format = styles[style];
        return format.IsDate && ExcelDates.FromSerial(number, date1904) is { } date
            ? Cell.OfDate(_column, date, number)
            : Cell.OfNumber(_column, number, format.Digits, format.IsPercent);
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
