using System.Text;
using OrderLedger.App.Import.Reading;

namespace OrderLedger.App.Tests.Import.Reading;

public sealed class WorkbookReaderTests
{
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    [Fact]
    public void The_kind_is_told_by_the_bytes_not_by_the_name()
    {
        var rows = HandMade.Rows(HandMade.Xlsx("<row><c><v>7</v></c></row>"), "renamed.xls");

        Assert.Equal(7, rows.Single()[0].Number);
    }

    [Fact]
    public void An_encrypted_workbook_says_so()
    {
        byte[] bytes = [.. Ole, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage\0")];

        Assert.Equal("workbook.encrypted", Refused(bytes, "secret.xlsx"));
    }

    [Theory]
    [InlineData("old.xls", "xls")]
    [InlineData("wps.et", "et")]
    public void An_older_binary_workbook_is_named(string name, string kind)
    {
        byte[] bytes = [.. Ole, .. new byte[600], .. Encoding.Unicode.GetBytes("Workbook\0")];
        var outcome = WorkbookReader.Open(new MemoryStream(bytes), name);

        Assert.Equal("workbook.unsupported-kind", outcome.Refusal!.Code);
        Assert.Equal([name, kind], outcome.Refusal.Facts);
    }

    [Fact]
    public void Other_compound_files_are_no_workbooks() =>
        Assert.Equal("workbook.not-a-workbook", Refused([.. Ole, .. new byte[600]], "letter.doc"));

    [Theory]
    [InlineData("<html><table><tr><td>1</td></tr></table></html>", "html")]
    [InlineData("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "xml")]
    public void Markup_renamed_to_xls_is_named(string text, string kind)
    {
        var outcome = WorkbookReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "export.xls");

        Assert.Equal("workbook.unsupported-kind", outcome.Refusal!.Code);
        Assert.Equal(kind, outcome.Refusal.Facts[1]);
    }

    [Fact]
    public void OpenDocument_and_binary_workbooks_are_named()
    {
        var ods = HandMade.Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>"));
        var xlsb = HandMade.Zip(("_rels/.rels", HandMade.Relations("officeDocument", "xl/workbook.bin")),
            ("xl/workbook.bin", ""));

        Assert.Equal(["a.ods", "ods"], WorkbookReader.Open(ods, "a.ods").Refusal!.Facts);
        Assert.Equal(["a.xlsb", "xlsb"], WorkbookReader.Open(xlsb, "a.xlsb").Refusal!.Facts);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x25, 0x50, 0x44, 0x46, 0x2D, 0x31, 0x0A, 0x00, 0x01 })]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A })]
    public void Empty_files_and_other_formats_are_no_workbooks(byte[] bytes) =>
        Assert.Equal("workbook.not-a-workbook", Refused(bytes, "thing.xlsx"));

    [Fact]
    public void A_zip_of_something_else_is_no_workbook()
    {
        var letter = HandMade.Zip(("_rels/.rels", HandMade.Relations("officeDocument", "word/document.xml")),
            ("word/document.xml", "<w:document xmlns:w=\"w\"/>"));

        Assert.Equal("workbook.not-a-workbook", WorkbookReader.Open(letter, "letter.docx").Refusal!.Code);
        Assert.Equal("workbook.not-a-workbook",
            WorkbookReader.Open(HandMade.Zip(("a.txt", "a")), "a.zip").Refusal!.Code);
    }

    [Fact]
    public void A_zip_cut_anywhere_is_damaged_and_never_throws()
    {
        var whole = HandMade.Xlsx(
            string.Concat(Enumerable.Range(1, 50).Select(static i => $"<row><c><v>{i}</v></c></row>"))).ToArray();
        for (var length = 4; length < whole.Length; length += 7)
            Assert.Equal("workbook.damaged", Refused(whole[..length], "cut.xlsx"));
    }

    [Fact]
    public void Bytes_changed_anywhere_are_read_or_refused_and_never_throw()
    {
        var whole = HandMade.Xlsx("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>1.5</v></c></row>",
            HandMade.Strings("<si><t>a</t></si>"), HandMade.Styles("yyyy-mm-dd")).ToArray();
        for (var at = 0; at < whole.Length; at++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= 0x55;
            var rows = HandMade.TryRows(new MemoryStream(bytes));
            Assert.True(rows.Accepted || rows.Refusal.Code.StartsWith("workbook.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_missing_sheet_part_is_that_sheets_refusal()
    {
        var stream = HandMade.Xlsx("",
            ("xl/_rels/workbook.xml.rels", HandMade.Relations("worksheet", "worksheets/gone.xml")));

        Assert.Equal("workbook.damaged", HandMade.TryRows(stream).Refusal!.Code);
    }

    [Fact]
    public void A_fault_in_the_callers_loop_stays_a_fault()
    {
        using var workbook = WorkbookReader.Open(HandMade.Xlsx("<row><c><v>7</v></c></row>"), "a.xlsx").Value!;

        Assert.Throws<NotSupportedException>(() => workbook.Sheets[0].Read<int>(static rows =>
            rows.Any() ? throw new NotSupportedException("The caller's own.") : 0));
    }

    private static string Refused(byte[] bytes, string name) =>
        WorkbookReader.Open(new MemoryStream(bytes), name).Refusal!.Code;
}
