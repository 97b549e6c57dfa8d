using System.IO.Compression;

namespace OrderLedger.App.Tests.Import.Reading;

public sealed class HostileWorkbookTests
{
    private const string SheetStart = $"<worksheet xmlns=\"{HandMade.Main}\"><sheetData>";
    private const string SheetEnd = "</sheetData></worksheet>";

    [Fact]
    public void The_last_cell_of_a_sheet_costs_one_cell()
    {
        var row = HandMade.Rows(HandMade.Xlsx("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")).Single();

        Assert.Equal((1_048_576, 16_383), (row.Number, row.Cells.Single().Column));
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>", "columns")]
    [InlineData("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "columns")]
    [InlineData("<row r=\"1048577\"><c><v>1</v></c></row>", "rows")]
    [InlineData("<row r=\"1\"><c r=\"A99999999999\"><v>1</v></c></row>", "rows")]
    [InlineData("<row r=\"1048576\"/><row><c><v>1</v></c></row>", "rows")]
    public void References_past_the_sheet_are_too_large(string data, string what)
    {
        var refusal = HandMade.TryRows(HandMade.Xlsx(data)).Refusal!;

        Assert.Equal(("workbook.too-large", what), (refusal.Code, refusal.Facts[1]));
    }

    [Theory]
    [InlineData("<row r=\"-1\"/>")]
    [InlineData("<row r=\"0\"/>")]
    [InlineData("<row r=\"1\"><c r=\"11\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1B\"><v>1</v></c></row>")]
    [InlineData("<row><c><v>1</c></row>")]
    public void References_that_are_none_are_damage(string data) =>
        Assert.Equal("workbook.damaged", HandMade.TryRows(HandMade.Xlsx(data)).Refusal!.Code);

    [Fact]
    public void A_document_type_is_refused_before_anything_is_expanded()
    {
        var sheet = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + SheetStart
            + "<row><c t=\"str\"><v>&b;</v></c></row>" + SheetEnd;

        Assert.Equal("workbook.damaged", HandMade.TryRows(HandMade.XlsxOfSheet(sheet)).Refusal!.Code);
    }

    [Theory]
    [InlineData("          ")]
    [InlineData("<row/>")]
    [InlineData("<row><c><v>1</v></c></row>")]
    public void A_zip_bomb_stops_at_its_ratio(string piece)
    {
        var refusal = Bomb("xl/worksheets/sheet1.xml", SheetStart, piece, 40_000_000 / piece.Length, SheetEnd);

        Assert.Equal("workbook.too-large", refusal);
    }

    [Fact]
    public void A_shared_string_of_a_hundred_million_letters_is_refused() => Assert.Equal("workbook.too-large",
        Bomb("xl/sharedStrings.xml", $"<sst xmlns=\"{HandMade.Main}\"><si><t>", "ABCDEFGHIJ", 10_000_000,
            "</t></si></sst>"));

    [Fact]
    public void An_attribute_of_many_megabytes_is_refused() => Assert.Equal("workbook.too-large",
        Bomb("xl/worksheets/sheet1.xml", SheetStart + "<row spans=\"", "ABCDEFGHIJ", 600_000, "\"/>" + SheetEnd));

    [Fact]
    public void Endless_nesting_is_damage() => Assert.Equal("workbook.damaged",
        Bomb("xl/worksheets/sheet1.xml", SheetStart, "<row>", 1_000, SheetEnd));

    [Fact]
    public void Endlessly_many_names_are_refused()
    {
        var cells = string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"<n{i}/>"));

        Assert.Equal("workbook.too-large", HandMade.TryRows(HandMade.Xlsx(cells)).Refusal!.Code);
    }

    [Fact]
    public void A_directory_of_too_many_entries_is_refused()
    {
        var parts = Enumerable.Range(0, 20_001).Select(static i => ($"x{i}", "")).ToArray();

        Assert.Equal("workbook.too-large", HandMade.TryRows(HandMade.Zip(parts)).Refusal!.Code);
    }

    [Fact]
    public void A_zip_inside_a_zip_is_only_a_part_nobody_opens()
    {
        var rows = HandMade.Rows(
            HandMade.Xlsx("<row><c><v>1</v></c></row>", ("xl/embeddings/inner.zip", "PK\u0003\u0004")));

        Assert.Single(rows);
    }

    private static string Bomb(string part, string before, string piece, int times, string after)
    {
        var stream = HandMade.Xlsx("<row><c t=\"s\"><v>0</v></c></row>");
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true)) zip.GetEntry(part)?.Delete();

        // Written anew, so that the bomb is streamed into the file and not built in memory.
        var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var old = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (var entry in old.Entries)
            {
                using var from = entry.Open();
                using var to = zip.CreateEntry(entry.FullName).Open();
                from.CopyTo(to);
            }

            zip.AddRepeated(part, before, piece, times, after);
        }

        return HandMade.TryRows(bomb).Refusal!.Code;
    }
}
