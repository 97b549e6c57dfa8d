using System.Text;
using OrderLedger.App.Import;
using OrderLedger.App.Import.Reading;

namespace OrderLedger.App.Tests.Import.Reading;

public sealed class CsvTests
{
    private const string Sample = "订单号,客户,金额\r\n08215042,海晟,\"1,234.50\"\r\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16BE", "GB18030"];

    [Fact]
    public void More_text_than_memory_allows_is_refused()
    {
        const int CellChars = 1_000_000;
        var rows = Enumerable.Range(1, 70).Select(static i => $"{i},海晟,{i}{new string('x', CellChars)}\n");
        var file = Encoding.UTF8.GetBytes("订单号,客户,备注\n" + string.Concat(rows));
        using var workbook = WorkbookReader.Open(new MemoryStream(file), "a.csv").Value!;

        var refusal = ImportReader.Read(workbook, new()).Refusal;

        Assert.Equal(("workbook.too-large", "text"), (refusal?.Code, refusal?.Facts[1]));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_encoding_reads_the_same(string encoding)
    {
        var rows = Read(Encoded(Sample, encoding));

        Assert.Equal(["订单号", "客户", "金额"], rows[0].Cells.Select(static cell => cell.Text));
        Assert.Equal(["08215042", "海晟", "1,234.50"], rows[1].Cells.Select(static cell => cell.Text));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Every_delimiter_is_found(char delimiter)
    {
        var text = $"a{delimiter}b{delimiter}c\n1{delimiter}\"x,y;z\"{delimiter}3\n4{delimiter}5{delimiter}6\n";

        Assert.Equal("x,y;z", Read(Encoding.UTF8.GetBytes(text))[1][1].Text);
    }

    [Theory]
    [InlineData("a,b\n\"x\ny\",2\n", "x\ny")]
    [InlineData("a,b\r\n\"say \"\"hi\"\"\",2", "say \"hi\"")]
    [InlineData("a,b\r5\" pipe,2\r", "5\" pipe")]
    [InlineData("a,b\n\"never closed,2\n", "never closed,2\n")]
    [InlineData("a,b\n\"x\"y,2\n", "xy")]
    public void Quotes_and_line_breaks_of_every_kind(string text, string first) =>
        Assert.Equal(first, Read(Encoding.UTF8.GetBytes(text))[1][0].Text);

    [Fact]
    public void Empty_fields_and_lines_keep_their_place()
    {
        var rows = Read("a,,c\n\n,2,\n"u8.ToArray());

        Assert.Equal([1, 3], rows.Select(static row => row.Number));
        Assert.Equal((0, 2, 1), (rows[0].Cells[0].Column, rows[0].Cells[1].Column, rows[1].Cells.Single().Column));
    }

    [Fact]
    public void The_separator_line_of_excel_is_obeyed_and_left_out()
    {
        var rows = Read("sep=|\na|b,c\n"u8.ToArray());

        Assert.Equal(["a", "b,c"], rows.Single().Cells.Select(static cell => cell.Text));
    }

    [Fact]
    public void A_character_across_two_reads_does_not_make_a_file_gbk()
    {
        var text = "a," + new string('x', (64 * 1024) - 4) + string.Concat(Enumerable.Repeat("订单", 70_000));

        Assert.EndsWith("订单", Read(Encoding.UTF8.GetBytes(text)).Single()[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_endless_text_is_too_large()
    {
        var bytes = new byte[8 << 20];
        Array.Fill(bytes, (byte)'x');

        Assert.Equal("workbook.too-large", HandMade.TryRows(new MemoryStream(bytes), "a.csv").Refusal!.Code);
    }

    [Fact]
    public void A_line_of_endless_columns_is_too_large() => Assert.Equal("workbook.too-large",
        HandMade.TryRows(new MemoryStream(Encoding.UTF8.GetBytes(new string(',', 20_000))), "a.csv").Refusal!.Code);

    private static IReadOnlyList<SheetRow> Read(byte[] bytes) => HandMade.Rows(new MemoryStream(bytes), "ledger.csv");

    private static byte[] Encoded(string text, string encoding)
    {
        if (encoding is "GB18030") return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text);
        if (encoding is "utf-8") return Encoding.UTF8.GetBytes(text);

        var marked = encoding is "utf-8-bom" ? Encoding.UTF8 : Encoding.GetEncoding(encoding);
        return [.. marked.GetPreamble(), .. marked.GetBytes(text)];
    }
}
