using System.Xml;

namespace OrderLedger.App.Import.Reading;

/// <summary>The shared strings of a workbook, bounded in memory.</summary>
internal sealed class XlsxStrings
{
    // A string object and its slot cost about so much before its first character.
    private const int BytesPerString = 32;

    private readonly List<string> _strings = [];

    /// <summary>The string, or null when the cell points past the end.</summary>
    public string? this[int index] => (uint)index < (uint)_strings.Count ? _strings[index] : null;

    /// <param name="xml">The part, or null when the workbook has none.</param>
    /// <param name="file">For the refusal.</param>
    public static XlsxStrings Read(XmlReader? xml, string file)
    {
        var strings = new XlsxStrings();
        var text = new XlsxText(file);
        var bytes = 0L;
        while (xml is not null && xml.ToElement("si"))
        {
            text.Clear();
            text.ReadElement(xml, rich: true);
            bytes += BytesPerString + (2 * text.Span.Length);
            if (bytes > ReadingLimits.SharedStringBytesMax)
                throw new UnreadableException(WorkbookRefusals.TooLarge(file, "strings"));

            strings._strings.Add(text.ToString());
        }

        return strings;
    }
}
