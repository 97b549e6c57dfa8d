using System.IO.Compression;
using System.Text;
using OrderLedger.App.Import.Reading;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Import.Reading;

/// <summary>Workbooks written by hand, as odd as a test needs them.</summary>
internal static class HandMade
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";

    /// <summary>One sheet from the XML between <c>sheetData</c> tags; other parts as given.</summary>
    public static MemoryStream Xlsx(string sheetData, params (string Part, string Xml)[] others) =>
        XlsxOfSheet($"<worksheet xmlns=\"{Main}\"><sheetData>{sheetData}</sheetData></worksheet>", others);

    public static MemoryStream XlsxOfSheet(string sheetXml, params (string Part, string Xml)[] others)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["_rels/.rels"] = Relations("officeDocument", "xl/workbook.xml"),
            ["xl/workbook.xml"] = Workbook(),
            ["xl/_rels/workbook.xml.rels"] = Relations("worksheet", "worksheets/sheet1.xml"),
            ["xl/worksheets/sheet1.xml"] = sheetXml,
        };
        foreach (var (part, xml) in others) parts[part] = xml;
        return Zip([.. parts.Select(static part => (part.Key, part.Value))]);
    }

    public static string Workbook(string properties = "", string ns = Main) =>
        $"<workbook xmlns=\"{ns}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
        + $"{properties}<sheets><sheet name=\"订单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";

    public static string Relations(string kind, string target) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + "<Relationship Id=\"rId1\""
        + $" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        + "</Relationships>";

    /// <summary>Cell formats by style number: 0 General, then the given codes.</summary>
    public static (string Part, string Xml) Styles(params string[] codes) => ("xl/styles.xml",
        $"<styleSheet xmlns=\"{Main}\"><numFmts>"
        + string.Concat(codes.Select((code, i) =>
            $"<numFmt numFmtId=\"{200 + i}\" formatCode=\"{System.Security.SecurityElement.Escape(code)}\"/>"))
        + "</numFmts><cellXfs><xf numFmtId=\"0\"/>"
        + string.Concat(codes.Select((_, i) => $"<xf numFmtId=\"{200 + i}\"/>")) + "</cellXfs></styleSheet>");

    public static (string Part, string Xml) Strings(string items) =>
        ("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{items}</sst>");

    public static MemoryStream Zip(params (string Part, string Text)[] parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (part, text) in parts)
            {
                using var entry = zip.CreateEntry(part, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream;
    }

    /// <summary>All rows of the first sheet.</summary>
    public static IReadOnlyList<SheetRow> Rows(Stream stream, string name = "ledger.xlsx") =>
        TryRows(stream, name) is { Accepted: true } rows ? rows.Value : throw new InvalidOperationException("Refused.");

    public static Outcome<IReadOnlyList<SheetRow>> TryRows(Stream stream, string name = "ledger.xlsx")
    {
        var opened = WorkbookReader.Open(stream, name);
        if (!opened.Accepted) return opened.Refusal;

        using var workbook = opened.Value;
        return workbook.Sheets[0].Head(int.MaxValue);
    }

    public static SheetRow Row(int number, params string?[] texts) => new(number,
        [.. texts.Select(static (text, column) => text is null ? default : Cell.OfText(column, text))
            .Where(static cell => !cell.IsEmpty)]);

    /// <summary>A stream that repeats one piece, packed: small on disk, large when opened.</summary>
    public static void AddRepeated(this ZipArchive zip, string part, string before, string piece, int times,
        string after)
    {
        using var entry = zip.CreateEntry(part, CompressionLevel.Optimal).Open();
        entry.Write(Encoding.UTF8.GetBytes(before));
        var bytes = Encoding.UTF8.GetBytes(piece);
        for (var i = 0; i < times; i++) entry.Write(bytes);
        entry.Write(Encoding.UTF8.GetBytes(after));
    }
}
