using OrderLedger.App.Import.Reading;

namespace OrderLedger.App.Tests.Import.Reading;

public sealed class XlsxRowsTests
{
    [Fact]
    public void Rows_and_cells_without_references_follow_each_other()
    {
        var rows = HandMade.Rows(HandMade.Xlsx(
            "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
            + "<row r=\"5\"><c r=\"C5\"><v>9</v></c><c><v>10</v></c></row>"));

        Assert.Equal([1, 5], rows.Select(static row => row.Number));
        Assert.Equal([0, 2], rows[0].Cells.Select(static cell => cell.Column));
        Assert.Equal(10, rows[1][3].Number);
        Assert.True(rows[1][0].IsEmpty);
    }

    [Fact]
    public void Cells_in_any_order_are_put_in_order()
    {
        var row = HandMade.Rows(HandMade.Xlsx(
            "<row r=\"1\"><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>")).Single();

        Assert.Equal([(0, 2m), (2, 3m)], row.Cells.Select(static cell => (cell.Column, cell.Number)));
    }

    [Fact]
    public void Phantom_rows_and_styled_empty_cells_are_left_out() => Assert.Empty(HandMade.Rows(HandMade.Xlsx(
        "<row r=\"1\" ht=\"20\"/><row r=\"2\"><c r=\"A2\" s=\"1\"/></row><row r=\"1048576\"/>")));

    [Fact]
    public void Strict_namespaces_and_prefixes_read_the_same()
    {
        var strict = $"<x:worksheet xmlns:x=\"{HandMade.Strict}\"><x:sheetData>"
            + "<x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\">"
            + "<x:is><x:t>海晟</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
        var rows = HandMade.Rows(HandMade.XlsxOfSheet(strict,
            ("xl/workbook.xml", HandMade.Workbook(ns: HandMade.Strict)),
            ("_rels/.rels", HandMade.Relations("officeDocument", "/xl/workbook.xml").Replace(
                "http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument",
                StringComparison.Ordinal))));

        Assert.Equal("海晟", rows.Single()[0].Text);
    }

    [Fact]
    public void Shared_strings_join_rich_runs_and_skip_phonetic_ones()
    {
        var rows = HandMade.Rows(HandMade.Xlsx(
            "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>9</v></c></row>",
            HandMade.Strings("<si><r><rPr><b/></rPr><t>海</t></r><r><t xml:space=\"preserve\"> 晟</t></r>"
                + "<rPh sb=\"0\" eb=\"1\"><t>hai</t></rPh><phoneticPr/></si><si><t>a_x000D_b_x005F_x0041_</t></si>")));

        Assert.Equal("海 晟", rows[0][0].Text);
        Assert.Equal("a\rb_x0041_", rows[0][1].Text);
        Assert.Equal(CellKind.Error, rows[0][2].Kind);
    }

    [Fact]
    public void Every_cell_type_keeps_its_kind()
    {
        var row = HandMade.Rows(HandMade.Xlsx(
            "<row><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"str\"><f>A1</f><v>x</v></c>"
            + "<c><f>7*30744.5</f><v>215211.5</v></c><c t=\"d\"><v>2016-07-22T08:30:00</v></c>"
            + "<c t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r></is></c><c><v>not a number</v></c></row>"))
                .Single();

        Assert.Equal([CellKind.Bool, CellKind.Error, CellKind.Text, CellKind.Number, CellKind.Date, CellKind.Text,
            CellKind.Text],
            row.Cells.Select(static cell => cell.Kind));
        Assert.Equal(215211.5m, row[3].Number);
        Assert.Equal(new DateTime(2016, 7, 22, 8, 30, 0), row[4].Date);
        Assert.Equal("ab", row[5].Text);
    }

    [Theory]
    [InlineData("0.10000000000000001", "0.1")]
    [InlineData("0.28999999999999998", "0.29")]
    [InlineData("30744.500000000004", "30744.500000000004")]
    [InlineData("123456789012.123456", "123456789012.123456")]
    [InlineData("123456789012345678", "123456789012345678")]
    [InlineData("1.5E+3", "1500")]
    [InlineData("-7.0", "-7")]
    public void Numbers_keep_every_digit_that_was_meant(string stored, string shown) =>
        Assert.Equal(shown, HandMade.Rows(HandMade.Xlsx($"<row><c><v>{stored}</v></c></row>")).Single()[0].Text);

    [Fact]
    public void Dates_are_told_by_format_in_both_date_systems()
    {
        const string Cells = "<row><c s=\"1\"><v>42573.5</v></c><c><v>42573</v></c><c s=\"1\"><v>0.5</v></c></row>";
        var from1900 = HandMade.Rows(HandMade.Xlsx(Cells, HandMade.Styles("yyyy\"年\"m\"月\"d\"日\";@"))).Single();
        var from1904 = HandMade.Rows(HandMade.Xlsx(Cells, HandMade.Styles("yyyy/m/d"),
            ("xl/workbook.xml", HandMade.Workbook("<workbookPr date1904=\"1\"/>")))).Single();

        Assert.Equal(new DateTime(2016, 7, 22, 12, 0, 0), from1900[0].Date);
        Assert.Equal(CellKind.Number, from1900[1].Kind);
        Assert.Equal(CellKind.Number, from1900[2].Kind);
        Assert.Equal(new DateTime(2020, 7, 23, 12, 0, 0), from1904[0].Date);
    }

    [Theory]
    [InlineData("yyyy-mm-dd", true)]
    [InlineData("[$-804]yyyy\"年\"m\"月\";@", true)]
    [InlineData("h:mm AM/PM", true)]
    [InlineData("mm:ss.000", true)]
    [InlineData("[h]:mm", false)]
    [InlineData("#,##0.00;[Red]-#,##0.00", false)]
    [InlineData("0.00E+00", false)]
    [InlineData("#,##0\"days\"", false)]
    [InlineData("General", false)]
    [InlineData("@", false)]
    public void A_format_code_says_whether_it_is_a_date(string code, bool isDate) =>
        Assert.Equal(isDate, ExcelDates.IsDateFormat(code));

    [Theory]
    [InlineData("0%", true)]
    [InlineData("[Red]0.00%;-0.00%", true)]
    [InlineData("0\"%\"", false)]
    [InlineData("0\\%", false)]
    [InlineData("General", false)]
    public void A_format_code_says_whether_it_shows_a_hundredfold(string code, bool isPercent) =>
        Assert.Equal(isPercent, ExcelDates.IsPercentFormat(code));

    [Fact]
    public void A_format_of_zeros_gives_a_code_its_leading_zeros_back()
    {
        var row = HandMade.Rows(HandMade.Xlsx("<row><c s=\"1\"><v>8215042</v></c></row>", HandMade.Styles("00000000")))
            .Single();

        Assert.Equal("08215042", row[0].Text);
        Assert.Equal(8215042, row[0].Number);
    }

    [Fact]
    public void The_days_before_march_1900_count_as_excel_does()
    {
        Assert.Equal(new DateTime(1900, 1, 1), ExcelDates.FromSerial(1, date1904: false));
        Assert.Equal(new DateTime(1900, 2, 28), ExcelDates.FromSerial(59, date1904: false));
        Assert.Null(ExcelDates.FromSerial(60, date1904: false));
        Assert.Equal(new DateTime(1900, 3, 1), ExcelDates.FromSerial(61, date1904: false));
        Assert.Equal(new DateTime(9999, 12, 31), ExcelDates.FromSerial(2958465, date1904: false));
        Assert.Null(ExcelDates.FromSerial(2958466, date1904: false));
    }
}
