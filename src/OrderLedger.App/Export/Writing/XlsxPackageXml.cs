using System.Security;
using System.Text;
using static System.FormattableString;

namespace OrderLedger.App.Export.Writing;

/// <summary>The parts of a workbook beside its sheets.</summary>
internal static class XlsxPackageXml
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Bold; of the header and of the totals' label.</summary>
    public const int HeaderStyle = 1;

    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const int FirstStyle = 2;
    private const int SheetNameMax = 31;

    // Number format ids by ColumnFormat; 49 keeps the leading zeros of a code when a user edits it.
    private static readonly int[] NumberFormats = [49, 1, 4, 0, 164, 10, 165, 166];

    public static int Style(ColumnFormat format) => FirstStyle + (int)format;

    /// <summary>The same, bold.</summary>
    public static int TotalStyle(ColumnFormat format) => FirstStyle + NumberFormats.Length + (int)format;

    /// <param name="number">1 is the first sheet.</param>
    public static string SheetPart(int number) => Invariant($"xl/worksheets/sheet{number}.xml");

    /// <summary>A name Excel takes: 31 characters, none of <c>[]:*?/\</c>, no apostrophe at the ends, unlike the
    /// others.</summary>
    public static string SheetName(string wanted, IReadOnlyCollection<string> taken)
    {
        var clean = new string([.. wanted.Where(static c => !char.IsControl(c) && !"[]:*?/\\".Contains(c))])
            .Trim(' ', '\'');
        if (clean.Length == 0) clean = "Sheet";
        var name = Cut(clean, SheetNameMax);
        for (var i = 2; taken.Contains(name, StringComparer.OrdinalIgnoreCase); i++)
            name = Invariant($"{Cut(clean, SheetNameMax - 7)} ({i})");
        return name;
    }

    public static IEnumerable<(string Name, string Xml)> Parts(IReadOnlyList<string> sheets)
    {
        yield return ("xl/workbook.xml", $"{Declaration}<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
            + Each(sheets, static (name, i) =>
                Invariant($"<sheet name=\"{SecurityElement.Escape(name)}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>"))
                    + "</sheets></workbook>");
        yield return ("xl/_rels/workbook.xml.rels", $"{Declaration}<Relationships xmlns=\"{PackageRelations}\">"
            + Each(sheets, static (_, i) => Relation(i, "worksheet", "/" + SheetPart(i)))
            + Relation(sheets.Count + 1, "styles", "styles.xml") + "</Relationships>");
        yield return ("xl/styles.xml", Styles());
        yield return ("_rels/.rels", $"{Declaration}<Relationships xmlns=\"{PackageRelations}\">"
            + Relation(1, "officeDocument", "xl/workbook.xml") + "</Relationships>");
        yield return ("[Content_Types].xml", Declaration
            + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}sheet.main+xml\"/>"
            + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{Types}styles+xml\"/>"
            + Each(sheets, static (_, i) =>
                Invariant($"<Override PartName=\"/{SheetPart(i)}\" ContentType=\"{Types}worksheet+xml\"/>"))
                    + "</Types>");
    }

    private static string Styles()
    {
        var xml = new StringBuilder($"{Declaration}<styleSheet xmlns=\"{Main}\"><numFmts count=\"3\">"
            + "<numFmt numFmtId=\"164\" formatCode=\"#,##0.00######\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\"/>"
            + "<numFmt numFmtId=\"166\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/></numFmts><fonts count=\"2\">"
            + "<font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
            + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
            + "<fill><patternFill patternType=\"gray125\"/></fill>"
            + "</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + Invariant($"<cellXfs count=\"{FirstStyle + (2 * NumberFormats.Length)}\">{Format(0, 0)}{Format(0, 1)}"));
        foreach (var font in (int[])[0, 1])
        {
            foreach (var id in NumberFormats) xml.Append(Format(id, font));
        }

        return xml.Append("</cellXfs></styleSheet>").ToString();
    }

    private static string Format(int id, int font) =>
        Invariant($"<xf numFmtId=\"{id}\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\"")
        + Invariant($" applyNumberFormat=\"1\" applyFont=\"{font}\"/>");

    private static string Relation(int id, string kind, string target) =>
        Invariant($"<Relationship Id=\"rId{id}\" Type=\"{Relations}/{kind}\" Target=\"{target}\"/>");

    private static string Each(IReadOnlyList<string> sheets, Func<string, int, string> xml) =>
        string.Concat(sheets.Select((name, index) => xml(name, index + 1)));

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
