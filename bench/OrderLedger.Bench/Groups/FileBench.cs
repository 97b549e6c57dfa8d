using OrderLedger.App.Data;
using OrderLedger.App.Export;
using OrderLedger.App.Export.Writing;
using OrderLedger.App.Import;
using OrderLedger.App.Import.Reading;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Queries;

namespace OrderLedger.Bench.Groups;

/// <summary>Workbooks in and out, each in a process of its own whose memory is that of the work.</summary>
internal static class FileBench
{
    private static readonly string[] Headers =
    [
        "订单编号", "下单日期", "客户名称", "联系人", "联系电话", "地址", "业务员", "产品名称", "规格型号", "单位",
        "数量", "单价", "金额", "税率", "交货日期", "付款方式", "客户订单号", "产品编码", "备注", "发货日期",
    ];

    public static async Task FillAsync(BenchOptions options)
    {
        Board.Title("Fill an empty book with the sample, SQLite");
        var rows = new List<string[]>();
        foreach (var size in options.Sizes)
        {
            var place = new BookPlace(Path.Combine(options.Cache, $"book-{size}"), null);
            var took = await Books.FillAsync(place, size);
            rows.Add([Board.Whole(size), Seconds(took), Board.Whole(size / took.TotalSeconds),
                Board.Megabytes(new FileInfo(place.SqliteFile).Length)]);
        }
        Board.Table(["orders", "s", "orders/s", "file"], rows);
    }

    public static async Task ImportAsync(BenchOptions options)
    {
        var file = Path.Combine(options.Cache, $"import-{options.Rows}.xlsx");
        await WriteAsync(file, options.Rows);
        Board.Title($"Import {Board.Whole(options.Rows)} rows, .xlsx of {Headers.Length} columns, "
            + $"{Board.Megabytes(new FileInfo(file).Length)}, SQLite");
        var rows = new List<string[]>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var place = new BookPlace(Path.Combine(options.Cache, "copy-import"), null);
            if (Directory.Exists(place.Directory)) Directory.Delete(place.Directory, recursive: true);
            rows.Add([$"{round + 1}", .. (await ChildAsync("import", place.Directory, file)).Split('\t')]);
        }
        Board.Table(["round", "preview s", "commit s", "both s", "orders", "rows", "refused", "peak memory"], rows);
    }

    public static async Task ExportAsync(BenchOptions options)
    {
        var place = await Books.OfAsync(options, options.Rows);
        Board.Title($"Export {Board.Whole(options.Rows)} orders");
        var rows = new List<string[]>();
        foreach (var kind in new[] { "xlsx", "csv" })
        {
            var file = Path.Combine(options.Cache, $"export.{kind}");
            for (var round = 0; round < options.Rounds; round++)
                rows.Add([$".{kind}", .. (await ChildAsync("export", place.Directory, file)).Split('\t')]);
        }
        Board.Table(["file", "s", "first byte ms", "rows", "size", "memory before", "peak memory"], rows);
    }

    /// <summary>The work of the child: a figure a tab.</summary>
    public static async Task<string> WorkAsync(string what, string directory, string file)
    {
        await using var book = await OpenBook.OpenAsync(new(directory, null));
        return what == "import" ? await ImportAsync(book, file) : await ExportAsync(book, file);
    }

    private static async Task<string> ImportAsync(OpenBook book, string file)
    {
        var began = Stopwatch.GetTimestamp();
        using (var first = Opened(file))
        {
            var preview = await book.Get<ImportWorkbook>().PreviewAsync(OpenBook.Clerk, first, new(), CancellationToken.None);
            if (!preview.Accepted) throw new InvalidOperationException($"{preview.Refusal}");
        }
        var previewed = Stopwatch.GetElapsedTime(began);
        using var second = Opened(file);
        var done = await book.Get<ImportWorkbook>().RunAsync(OpenBook.Clerk, second, new(), null, CancellationToken.None);
        if (!done.Accepted) throw new InvalidOperationException($"{done.Refusal}");

        var all = Stopwatch.GetElapsedTime(began);
        var (_, peak) = await Machine.MemoryAsync(Environment.ProcessId);
        var result = done.Value;
        return string.Join('\t', Seconds(previewed), Seconds(all - previewed), Seconds(all), result.Orders.New,
            result.Rows.Imported, result.Rows.Refused, Board.Megabytes(peak));
    }

    private static async Task<string> ExportAsync(OpenBook book, string file)
    {
        await book.Get<LedgerReadModel>().CatchUpAsync(CancellationToken.None);
        var (before, _) = await Machine.MemoryAsync(Environment.ProcessId);
        var began = Stopwatch.GetTimestamp();
        await using var stream = new FirstByteStream(File.Create(file), began);
        var isCsv = file.EndsWith(".csv", StringComparison.Ordinal);
        var done = await book.Get<ExportLedger>().RunAsync(OpenBook.Clerk, new LedgerQuery(), stream, isCsv,
            static column => column.Label, static (_, word) => word, "合计", CancellationToken.None);
        if (!done.Accepted) throw new InvalidOperationException($"{done.Refusal}");

        var took = Stopwatch.GetElapsedTime(began);
        var (_, peak) = await Machine.MemoryAsync(Environment.ProcessId);
        return string.Join('\t', Seconds(took), Board.Ms(stream.FirstByte.TotalMilliseconds), done.Value.Rows,
            Board.Megabytes(stream.Length), Board.Megabytes(before), Board.Megabytes(peak));
    }

    private static Workbook Opened(string file)
    {
        var opened = WorkbookReader.Open(file);
        return opened.Accepted ? opened.Value : throw new InvalidOperationException($"{opened.Refusal}");
    }

    /// <summary>A ledger as people keep it: one to five rows an order, customers and products that come again.</summary>
    private static async Task WriteAsync(string file, int rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var stream = File.Create(file);
        await using var writer = new XlsxWriter(stream);
        await writer.BeginTableAsync("订单", [.. Headers.Select(static header => new TableColumn(header))], CancellationToken.None);
        var (random, order, left) = (new Random(11), 0, 0);
        for (var i = 0; i < rows; i++)
        {
            if (left-- == 0) (order, left) = (order + 1, random.Next(0, 5));
            Row(writer, order, new Random(order), random);
            await writer.EndRowAsync(CancellationToken.None);
        }
        await writer.EndTableAsync(null, CancellationToken.None);
        await writer.CompleteAsync(CancellationToken.None);
    }

    private static void Row(XlsxWriter writer, int order, Random head, Random line)
    {
        var (customer, product) = (head.Next(1, 900), line.Next(1, 400));
        var date = new DateOnly(2025, 1, 1).AddDays(order / 60);
        var (quantity, cents) = (line.Next(1, 500), (product * 37L) + 125);
        writer.Text($"SO{order:000000}");
        writer.Date(date);
        writer.Text($"宁波测试{customer:000}机械有限公司");
        writer.Text("王先生");
        writer.Text($"138000{customer:00000}");
        writer.Text($"浙江省宁波市北仑区样例路{customer}号");
        writer.Text($"业务{head.Next(1, 9)}");
        writer.Text($"轴承座{product}");
        writer.Text($"{product}×20");
        writer.Text("件");
        writer.Number(quantity);
        writer.Scaled(cents, 2);
        writer.Scaled(cents * quantity, 2);
        writer.Text("13%");
        writer.Date(date.AddDays(20));
        writer.Text("月结30天");
        writer.Text($"PO-{order}");
        writer.Text($"P{product:0000}");
        writer.Text(order % 7 == 0 ? "加急" : null);
        writer.Blank();
    }

    private static async Task<string> ChildAsync(string what, string directory, string file)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        string[] own = [typeof(FileBench).Assembly.Location, Run.Child, what, directory, file];
        foreach (var argument in own) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var told = (await child.StandardOutput.ReadToEndAsync()).Trim();
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? told : throw new InvalidOperationException($"{what} ended with {child.ExitCode}.");
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Notes when the first byte comes.</summary>
    private sealed class FirstByteStream(FileStream target, long began) : Stream
    {
        public TimeSpan FirstByte { get; private set; }
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => target.Length;
        public override long Position { get => target.Position; set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (FirstByte == default && buffer.Length > 0) FirstByte = Stopwatch.GetElapsedTime(began);
            await target.WriteAsync(buffer, cancellationToken);
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Flush() => target.Flush();

        public override async ValueTask DisposeAsync()
        {
            await target.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
