using System.Globalization;
using System.Xml;

namespace OrderLedger.App.Import.Reading;

/// <summary>What the number formats say about cells: a date, or a code with forced leading zeros.</summary>
internal sealed class XlsxStyles
{
    private readonly List<CellFormat> _formats = [];

    public CellFormat this[int style] => (uint)style < (uint)_formats.Count ? _formats[style] : default;

    /// <param name="xml">The styles part, or null when the workbook has none.</param>
    public static XlsxStyles Read(XmlReader? xml)
    {
        var styles = new XlsxStyles();
        var custom = new Dictionary<int, CellFormat>();
        var inCellFormats = false;
        while (xml is not null && xml.Advance())
        {
            if (xml.LocalName is "cellXfs") inCellFormats = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;

            if (xml.LocalName is "numFmt" && Id(xml) is { } id && xml.GetAttribute("formatCode") is { } code)
            {
                if (custom.Count < ReadingLimits.StylesMax)
                    custom[id] = new CellFormat(ExcelDates.IsDateFormat(code), ExcelDates.ForcedDigits(code), ExcelDates.IsPercentFormat(code));
            }
            else if (inCellFormats && xml.LocalName is "xf" && styles._formats.Count < ReadingLimits.StylesMax)
            {
                var format = Id(xml) ?? 0;
                styles._formats.Add(custom.TryGetValue(format, out var known)
                    ? known
                    : new CellFormat(ExcelDates.IsDateFormat(format), 0, IsPercent: format is 9 or 10));
            }
        }

        return styles;
    }

    private static int? Id(XmlReader xml) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    internal readonly record struct CellFormat(bool IsDate, byte Digits, bool IsPercent);
}
