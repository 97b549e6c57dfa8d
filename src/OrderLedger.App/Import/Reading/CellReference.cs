using System.Globalization;
using System.Xml;

namespace OrderLedger.App.Import.Reading;

/// <summary><c>B12</c> → column 1; checked digit by digit, so that <c>ZZZZZZ1</c> cannot become an index.</summary>
internal static class CellReference
{
    public static int Column(ReadOnlySpan<char> reference, string file)
    {
        var (column, i) = (0, 0);
        for (; i < reference.Length && char.IsAsciiLetter(reference[i]); i++)
        {
            column = (column * 26) + (reference[i] | 0x20) - 'a' + 1;
            if (column > ReadingLimits.ColumnsMax)
                throw new UnreadableException(WorkbookRefusals.TooLarge(file, "columns"));
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
