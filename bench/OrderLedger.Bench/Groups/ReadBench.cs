using OrderLedger.App.Orders;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.Reports;

namespace OrderLedger.Bench.Groups;

/// <summary>Reading: windows of the ledger, reports, search, one order, and how fast the read model follows the book.</summary>
internal static class ReadBench
{
    // The sums differ from question to question, so that no answer is at hand.
    private static readonly string?[] Filters =
    [
        null, "status in (生产中,待发货) and total > {0}", "overdue = true and total > {0}", "customer ~ 海 and total > {0}", "total > {0}",
        "orderDate >= 2026-{1}-01 and region = 浙江 and outstanding > {0}",
        "payment != 已付清 and (salesperson is empty or total < {0})", "product ~ 轴 and total > {0}",
    ];

    private static readonly string?[] Sorts = [null, "-total", "customer,-orderDate", "dueDate", "status,-outstanding"];

    public static async Task RunAsync(BenchOptions options, Board board)
    {
        foreach (var size in options.Sizes)
        {
            await using var book = await OpenBook.OpenAsync(await Books.OfAsync(options, size));
            Board.Title($"Reading a book of {Board.Whole(size)} orders");
            var rows = new List<IEnumerable<string>>();
            var model = book.Get<LedgerReadModel>();
            void Add(string what, Series times)
            {
                board.Keep(what, size, times);
                rows.Add([what, .. times.Cells()]);
            }

            Add("build the read model", await OnceAsync(() => model.RebuildAsync(CancellationToken.None)));
            foreach (var lines in new[] { LedgerRows.Orders, LedgerRows.Lines }) await WindowsAsync(model, lines, Add);
            await ReportsAsync(book, Add);
            await SearchAsync(model, Add);
            await OpenAsync(book, model, Add);
            Add("place an order, one client", await Series.OfAsync(200, i => book.PlaceAsync(5_000 + i)));
            await CatchUpAsync(book, model, Add);
            Board.Table(["what", .. Board.TimeHeaders], rows);
        }
    }

    private static async Task<Series> OnceAsync(Func<Task> run)
    {
        var series = new Series();
        await series.TimeAsync(run);
        return series;
    }

    /// <summary>Every filter by every sort, with count and sums, from a place that nobody asked for before; then again.</summary>
    private static async Task WindowsAsync(LedgerReadModel model, LedgerRows rows, Action<string, Series> add)
    {
        var (first, again, random) = (new Series(), new Series(), new Random(7));
        var slowest = (Time: 0.0, What: "");
        await PageAsync(model, new() { Rows = rows, Totals = true });
        foreach (var filter in Filters)
        {
            foreach (var sort in Sorts)
            {
                var count = 0L;
                foreach (var depth in new[] { 0.0, 0.37, 0.93 })
                {
                    var query = new LedgerQuery
                    {
                        Rows = rows, Sort = sort, Totals = true, Offset = (long)(depth * count),
                        Filter = filter is null ? null : string.Format(
                            CultureInfo.InvariantCulture, filter, random.Next(50_000, 500_000) / 100m, $"{random.Next(1, 10):00}"),
                    };
                    var took = await first.TimeAsync(() => PageAsync(model, query));
                    if (took > slowest.Time)
                        slowest = (took, $"{query.Filter ?? "everything"}, by {sort ?? "newest"}, from {query.Offset}");
                    await again.TimeAsync(async () => count = (await PageAsync(model, query)).Count);
                }
            }
        }
        var name = rows == LedgerRows.Orders ? "orders" : "lines";
        add($"window of {name}, asked first", first);
        add($"window of {name}, asked again", again);
        Board.Say($"Slowest window of {name}: {Board.Ms(slowest.Time)} ms, {slowest.What}.\n");
    }

    private static async Task ReportsAsync(OpenBook book, Action<string, Series> add)
    {
        foreach (var name in LedgerReports.Names.Order(StringComparer.Ordinal))
        {
            add($"report {name}", await Series.OfAsync(8, async i =>
            {
                // Each asks for other days, so that no answer is at hand.
                var query = new ReportQuery(From: new DateOnly(2025, 2, 10).AddDays(i), To: new DateOnly(2026, 11, 20))
                {
                    Row = "region", Column = "orderDate", Measure = "amount",
                };
                var report = await book.Get<LedgerReports>().RunAsync(name, query, OpenBook.Clerk, CancellationToken.None);
                if (!report.Accepted) throw new InvalidOperationException($"{name}: {report.Refusal}");
            }));
        }
    }

    private static async Task SearchAsync(LedgerReadModel model, Action<string, Series> add)
    {
        foreach (var (what, words) in new (string, string[])[]
        {
            ("pinyin initials", ["hs", "jx", "gd", "wj", "dz"]),
            ("characters", ["海", "机械", "电子", "五金", "轴承"]),
            ("last digits", ["0172", "0488", "3391", "9027", "5516"]),
            ("two words", ["海 轴", "电子 江苏", "机械 阀", "五金 宁波", "杭州 泵"]),
        })
        {
            var times = new Series();
            foreach (var word in words) await times.TimeAsync(() => model.SearchAsync(word, OpenBook.Clerk, 20, CancellationToken.None));
            add($"search, {what}", times);
        }
    }

    private static async Task OpenAsync(OpenBook book, LedgerReadModel model, Action<string, Series> add)
    {
        var (random, count) = (new Random(3), (await PageAsync(model, new() { Limit = 0 })).Count);
        var ids = new List<long>();
        for (var i = 0; i < 60; i++)
            ids.Add((long)(await PageAsync(model, new() { Offset = random.NextInt64(count), Limit = 1, Columns = ["id"] })).Rows[0][0]!);
        add("open one order", await Series.OfAsync(60, async i =>
        {
            var order = await book.Get<OrderQueries>().FindAsync(OpenBook.Clerk, ids[Math.Max(i, 0)], CancellationToken.None);
            if (!order.Accepted) throw new InvalidOperationException($"{order.Refusal}");
        }));
    }

    private static async Task CatchUpAsync(OpenBook book, LedgerReadModel model, Action<string, Series> add)
    {
        await model.CatchUpAsync(CancellationToken.None);
        var (one, window, thousand) = (new Series(), new Series(), new Series());
        for (var i = 0; i < 30; i++)
        {
            await book.PlaceAsync(10_000 + i);
            await one.TimeAsync(() => model.CatchUpAsync(CancellationToken.None));
            await book.PlaceAsync(20_000 + i);
            await window.TimeAsync(() => PageAsync(model, new() { Totals = true }));
        }
        for (var i = 0; i < 5; i++)
        {
            await Task.WhenAll(Enumerable.Range(30_000 + (i * 1_000), 1_000).Select(book.PlaceAsync));
            await thousand.TimeAsync(() => model.CatchUpAsync(CancellationToken.None));
        }
        add("catch up 1 order", one);
        add("catch up 1,000 orders", thousand);
        add("first window after a write", window);
    }

    private static async Task<LedgerPage> PageAsync(LedgerReadModel model, LedgerQuery query)
    {
        var page = await model.QueryAsync(query, OpenBook.Clerk, CancellationToken.None);
        return page.Accepted ? page.Value : throw new InvalidOperationException($"{query.Filter}: {page.Refusal}");
    }
}
