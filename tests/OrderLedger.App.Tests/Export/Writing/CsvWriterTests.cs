using System.Text;
using CsCheck;
using OrderLedger.App.Export.Writing;
using OrderLedger.App.Tests.Import.Reading;

namespace OrderLedger.App.Tests.Export.Writing;

public sealed class CsvWriterTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86 138")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\ta")]
    [InlineData("  =1")]
    [InlineData("\u3000=1")]
    [InlineData("\u200B\uFEFF=1")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠a")]
    [InlineData("\"=1")]
    [InlineData("“=1")]
    [InlineData("'=1")]
    public void Text_that_could_compute_gets_an_apostrophe(string text)
    {
        Assert.Equal("'" + text, CsvGuard.Guard(text));
        Assert.Equal(text, CsvGuard.Unguard(CsvGuard.Guard(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=1")]
    [InlineData("订单-1")]
    [InlineData("'引")]
    [InlineData("1-2")]
    public void Plain_text_stays(string text) => Assert.Equal(text, CsvGuard.Guard(text));

    [Fact]
    public async Task The_file_has_a_mark_crlf_quotes_and_plain_numbers()
    {
        var text = await WriteAsync(static writer =>
        {
            writer.Text("a\"b,c");
            writer.Scaled(-12345, 2);
            writer.Date(new DateOnly(2016, 7, 22));
            writer.Instant(new DateTime(2016, 7, 22, 8, 26, 0));
            writer.Text(null);
            writer.Text("=x");
        });

        Assert.Equal("\uFEFF甲,乙\r\n\"a\"\"b,c\",-123.45,2016-07-22,2016-07-22 08:26:00,,'=x\r\n", text);
    }

    [Fact]
    public Task Any_text_comes_back() =>
        Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char["=+-@\t\r\n\"', ;订单＝"]), 1, 20]
        .SampleAsync(static async text =>
        {
            var file = await WriteAsync(writer =>
            {
                writer.Text(text);
                writer.Text("end");
            });

            Assert.Equal(text, HandMade.Rows(new MemoryStream(Encoding.UTF8.GetBytes(file)), "a.csv")[1][0].Text);
        }, iter: 300);

    private static async Task<string> WriteAsync(Action<CsvWriter> row)
    {
        var stream = new MemoryStream();
        await using var writer = new CsvWriter(stream);
        await writer.BeginTableAsync("订单", [new TableColumn("甲"), new TableColumn("乙")],
            TestContext.Current.CancellationToken);
        row(writer);
        await writer.EndRowAsync(TestContext.Current.CancellationToken);
        await writer.EndTableAsync("合计", TestContext.Current.CancellationToken);
        await writer.CompleteAsync(TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
