using System.IO.Compression;
using System.Xml.Linq;
using CsCheck;
using OrderLedger.App.Export.Writing;
using OrderLedger.App.Import.Reading;
using OrderLedger.App.Tests.Import.Reading;

namespace OrderLedger.App.Tests.Export.Writing;

public sealed class XlsxWriterTests
{
    private static readonly TableColumn[] Columns =
    [
        new("订单编号"), new("金额", ColumnFormat.Money, Total: true), new("数量", ColumnFormat.Quantity, Total: true),
        new("下单日期", ColumnFormat.Date), new("时间", ColumnFormat.DateTime), new("序号", ColumnFormat.Integer),
    ];

    [Fact]
    public async Task What_is_written_reads_back_the_same()
    {
        var rows = HandMade.Rows(await WriteAsync(static writer =>
        {
            writer.Text("00123");
            writer.Scaled(-123450, 2);
            writer.Scaled(1_500_000, 6);
            writer.Date(new DateOnly(2016, 7, 22));
            writer.Instant(new DateTime(2016, 7, 22, 8, 26, 30));
            writer.Number(7);
        }));

        Assert.Equal("订单编号", rows[0][0].Text);
        Assert.Equal((CellKind.Text, "00123"), (rows[1][0].Kind, rows[1][0].Text));
        Assert.Equal(-1234.5m, rows[1][1].Number);
        Assert.Equal(1.5m, rows[1][2].Number);
        Assert.Equal(new DateTime(2016, 7, 22), rows[1][3].Date);
        Assert.Equal(new DateTime(2016, 7, 22, 8, 26, 30), rows[1][4].Date, TimeSpan.FromMilliseconds(100));
        Assert.Equal(7, rows[1][5].Number);
    }

    [Fact]
    public Task Any_text_comes_back_and_never_as_a_formula() => Gen.String[Gen.Char, 1, 40].Array[20]
        .SampleAsync(static async texts =>
    {
        var stream = await WriteAsync(texts, static (writer, text) => writer.Text(text));
        var rows = HandMade.Rows(stream);
        var wellFormed = texts.Select(static text =>
            System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text))).ToList();

        Assert.Equal(wellFormed, rows.Skip(1).Select(static row => row[0].Text));
        Assert.All(rows.Skip(1), static row => Assert.Equal(CellKind.Text, row[0].Kind));
    }, iter: 50);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("_x0041_")]
    [InlineData(" a\r\nb\t ")]
    [InlineData("a\u0001\u001F\uFFFFb")]
    [InlineData("<&>\"'")]
    [InlineData("😀𠮷")]
    public async Task Odd_text_comes_back(string text)
    {
        var stream = await WriteAsync(writer => writer.Text(text));

        Assert.DoesNotContain("<f>", Part(stream, "xl/worksheets/sheet1.xml"), StringComparison.Ordinal);
        Assert.Equal(text, HandMade.Rows(stream)[1][0].Text);
    }

    [Fact]
    public async Task Totals_are_formulas_with_their_value_beside_and_outside_the_filter()
    {
        var stream = await WriteAsync([100L, 250L, -50L], static (writer, cents) =>
        {
            writer.Text("A");
            writer.Scaled(cents, 2);
        }, "合计");
        var sheet = Part(stream, "xl/worksheets/sheet1.xml");

        Assert.Contains("<f>SUBTOTAL(109,B2:B4)</f><v>3.00</v>", sheet, StringComparison.Ordinal);
        Assert.Contains("<autoFilter ref=\"A1:F4\"/>", sheet, StringComparison.Ordinal);
        Assert.Contains("state=\"frozen\"", sheet, StringComparison.Ordinal);
        var totals = HandMade.Rows(stream)[4];
        Assert.Equal(("合计", 3m), (totals[0].Text, totals[1].Number));
    }

    [Fact]
    public async Task Several_sheets_get_names_excel_takes()
    {
        var stream = new MemoryStream();
        await using (var writer = new XlsxWriter(stream))
        {
            foreach (var name in (string[])["订单/[2016]", "订单2016", "", new string('长', 40), "'a'"])
            {
                await writer.BeginTableAsync(name, Columns, TestContext.Current.CancellationToken);
                await writer.EndTableAsync(null, TestContext.Current.CancellationToken);
            }

            await writer.CompleteAsync(TestContext.Current.CancellationToken);
        }

        using var workbook = WorkbookReader.Open(stream, "a.xlsx").Value!;
        Assert.Equal(["订单2016", "订单2016 (2)", "Sheet", new string('长', 31), "a"],
            workbook.Sheets.Select(static sheet => sheet.Name));
    }

    [Fact]
    public async Task Every_part_is_well_formed_xml()
    {
        var stream = await WriteAsync(static writer => writer.Text("a & b"));
        await using var zip = new ZipArchive(stream, ZipArchiveMode.Read);

        Assert.Equal(6, zip.Entries.Count);
        foreach (var entry in zip.Entries)
        {
            await using var part = await entry.OpenAsync(TestContext.Current.CancellationToken);
            Assert.NotNull((await XDocument.LoadAsync(part, LoadOptions.None,
                TestContext.Current.CancellationToken)).Root);
        }
    }

    [Fact]
    public async Task A_response_stream_is_never_written_synchronously()
    {
        var response = new ForwardOnly();
        await using (var writer = new XlsxWriter(response))
        {
            await writer.BeginTableAsync("订单", Columns, TestContext.Current.CancellationToken);
            for (var i = 0; i < 5_000; i++)
            {
                writer.Text($"订单 {Guid.NewGuid()}");
                await writer.EndRowAsync(TestContext.Current.CancellationToken);
            }

            await writer.EndTableAsync(null, TestContext.Current.CancellationToken);
            await writer.CompleteAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(5_001, HandMade.Rows(new MemoryStream(response.Written.ToArray())).Count);
    }

    [Fact]
    public async Task A_text_longer_than_a_cell_is_cut_where_excel_would_break()
    {
        var stream = await WriteAsync(static writer => writer.Text(new string('x', 40_000)));

        Assert.Equal(32_767, HandMade.Rows(stream)[1][0].Text.Length);
    }

    private static Task<MemoryStream> WriteAsync(Action<ITableWriter> row) =>
        WriteAsync([0], (writer, _) => row(writer));

    private static async Task<MemoryStream> WriteAsync<T>(IEnumerable<T> items, Action<ITableWriter, T> row,
        string? totals = null)
    {
        var stream = new MemoryStream();
        await using var writer = new XlsxWriter(stream);
        await writer.BeginTableAsync("订单", Columns, TestContext.Current.CancellationToken);
        foreach (var item in items)
        {
            row(writer, item);
            await writer.EndRowAsync(TestContext.Current.CancellationToken);
        }

        await writer.EndTableAsync(totals, TestContext.Current.CancellationToken);
        await writer.CompleteAsync(TestContext.Current.CancellationToken);
        return new MemoryStream(stream.ToArray());
    }

    private static string Part(MemoryStream stream, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(stream.ToArray()), ZipArchiveMode.Read);
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>Like the body of an HTTP response: forward only, asynchronous only.</summary>
    private sealed class ForwardOnly : Stream
    {
        public MemoryStream Written { get; } = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written.Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
