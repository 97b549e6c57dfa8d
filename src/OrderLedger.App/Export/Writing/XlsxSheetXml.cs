using System.Text;
using static System.FormattableString;

namespace OrderLedger.App.Export.Writing;

/// <summary>The XML of one sheet, cell by cell into a buffer.</summary>
internal sealed class XlsxSheetXml(Utf8Buffer buffer, IReadOnlyList<TableColumn> columns)
{
    // Excel calls a file with a longer cell damaged.
    private const int CellCharsMax = 32_767;

    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    private static readonly decimal[] Scales =
        [1m, 0.1m, 0.01m, 0.001m, 0.0001m, 0.00001m, 0.000001m, 0.0000001m, 0.00000001m];

    private readonly byte[][] _letters = [.. columns.Select(static (_, index) => Letters(index))];
    private readonly byte[][] _styles =
        [.. columns.Select(static column => Digits(XlsxPackageXml.Style(column.Format)))];
    private readonly decimal[] _totals = new decimal[columns.Count];
    private byte[] _rowDigits = [];
    private int _row;
    private int _column;

    public void Begin(bool isFirst)
    {
        buffer.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\""u8);
        buffer.Chars(XlsxPackageXml.Main);
        buffer.Raw("\"><sheetViews><sheetView workbookViewId=\"0\""u8);
        if (isFirst) buffer.Raw(" tabSelected=\"1\""u8);
        buffer.Raw("><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"u8);
        buffer.Raw("</sheetView></sheetViews>"u8);
        if (columns.Count > 0)
        {
            buffer.Raw("<cols>"u8);
            foreach (var (index, column) in columns.Index())
            {
                buffer.Chars(Invariant($"<col min=\"{index + 1}\" max=\"{index + 1}\""));
                buffer.Chars(Invariant($" width=\"{column.Width}\" customWidth=\"1\"/>"));
            }

            buffer.Raw("</cols>"u8);
        }

        buffer.Raw("<sheetData>"u8);
        var header = Digits(XlsxPackageXml.HeaderStyle);
        foreach (var column in columns) TextCell(column.Title, header);
        EndRow();
    }

    public void Text(string? value)
    {
        if (string.IsNullOrEmpty(value)) Blank();
        else TextCell(value, _styles[_column]);
    }

    public void Scaled(long value, int decimals)
    {
        if (columns[_column].Total) _totals[_column] += value * Scales[decimals];
        StartNumber(_styles[_column]);
        buffer.Scaled(value, decimals);
        EndNumber();
    }

    public void Number(decimal value)
    {
        if (columns[_column].Total) _totals[_column] += value;
        StartNumber(_styles[_column]);
        buffer.Format(value);
        EndNumber();
    }

    public void Date(DateOnly? value) => Instant(value?.ToDateTime(TimeOnly.MinValue));

    public void Instant(DateTime? value)
    {
        // Before March 1900 the days of Excel are off by one; no order is that old.
        if (value is not { } instant || instant < Epoch)
        {
            Blank();
            return;
        }

        StartNumber(_styles[_column]);
        // Six places of a day are a tenth of a second.
        buffer.Format(decimal.Round((instant - Epoch).Ticks / (decimal)TimeSpan.TicksPerDay, 6));
        EndNumber();
    }

    public void Blank()
    {
        StartRow();
        _column++;
    }

    public void EndRow()
    {
        StartRow();
        buffer.Raw("</row>"u8);
        _column = 0;
    }

    public void End(string? totalsLabel)
    {
        var last = _row;
        if (totalsLabel is not null && last > 1) Totals(totalsLabel, last);
        buffer.Raw("</sheetData>"u8);
        // The totals stay outside the filter: they sum what it shows.
        if (columns.Count > 0)
            buffer.Chars(Invariant($"<autoFilter ref=\"A1:{Encoding.ASCII.GetString(_letters[^1])}{last}\"/>"));

        buffer.Raw("</worksheet>"u8);
    }

    private static byte[] Digits(int number) => Encoding.ASCII.GetBytes(Invariant($"{number}"));

    private static byte[] Letters(int index)
    {
        var letters = "";
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return Encoding.ASCII.GetBytes(letters);
    }

    private void Totals(string label, int last)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Total)
            {
                StartCell(Digits(XlsxPackageXml.TotalStyle(columns[i].Format)));
                var letter = Encoding.ASCII.GetString(_letters[i]);
                buffer.Chars(Invariant($"\"><f>SUBTOTAL(109,{letter}2:{letter}{last})</f><v>"));
                buffer.Format(_totals[i]);
                EndNumber();
            }
            else if (i == 0)
            {
                TextCell(label, Digits(XlsxPackageXml.HeaderStyle));
            }
            else
            {
                Blank();
            }
        }

        EndRow();
    }

    private void StartRow()
    {
        if (_column > 0) return;
        if (_row == XlsxWriter.RowsMax) throw new InvalidOperationException("A sheet holds 1,048,576 rows.");

        _rowDigits = Digits(++_row);
        buffer.Raw("<row r=\""u8);
        buffer.Raw(_rowDigits);
        buffer.Raw("\">"u8);
    }

    private void StartCell(byte[] style)
    {
        StartRow();
        buffer.Raw("<c r=\""u8);
        buffer.Raw(_letters[_column++]);
        buffer.Raw(_rowDigits);
        buffer.Raw("\" s=\""u8);
        buffer.Raw(style);
    }

    private void StartNumber(byte[] style)
    {
        StartCell(style);
        buffer.Raw("\"><v>"u8);
    }

    private void EndNumber() => buffer.Raw("</v></c>"u8);

    private void TextCell(string text, byte[] style)
    {
        StartCell(style);
        buffer.Raw("\" t=\"inlineStr\"><is><t"u8);
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) buffer.Raw(" xml:space=\"preserve\""u8);
        buffer.Raw(">"u8);
        buffer.XmlText(text.AsSpan(0, Math.Min(text.Length, CellCharsMax)));
        buffer.Raw("</t></is></c>"u8);
    }
}
