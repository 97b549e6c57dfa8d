using Microsoft.Playwright;

namespace OrderLedger.Bench.Groups;

/// <summary>The ledger in a real browser: from what a person does until the rows are painted, near and 80 ms away.</summary>
internal static class GridBench
{
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

    /// <summary>Notes when the first rows are painted and when the grid runs, and every task that blocks the page for over 50 ms.</summary>
    private const string Watch = """
        window.bench = { long: [] };
        new PerformanceObserver(list => { for (const task of list.getEntries()) window.bench.long.push(task.duration); })
          .observe({ type: 'longtask', buffered: true });
        const look = () => {
          if (!bench.rows && document.querySelector('table.ledger tbody tr')) bench.rows = performance.now();
          if (document.querySelector('.fill.gridded table[role]')) bench.runs = performance.now(); else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        """;

    /// <summary>Does something and waits for the frame in which it is seen.</summary>
    private const string Timed = """
        async ([act, seen]) => {
          const done = new Function('return ' + seen);
          const began = performance.now();
          await new Function(act)();
          while (!done()) {
            if (performance.now() - began > 30000) return -1;
            await new Promise(requestAnimationFrame);
          }
          return performance.now() - began;
        }
        """;

    private const string Host = "document.querySelector('.fill.gridded > .grid')";
    private const string Rows = "[...document.querySelectorAll('.fill.gridded > .grid tbody tr')]";
    private const string IsHere = $"{Rows}.length > 4 && !{Host}.querySelector('.waiting')";

    /// <summary>Wheels for three seconds as fast as a hand does it, and counts the frames in which rows were missing.</summary>
    private const string Wheel = """
        host => new Promise(done => {
          const seen = { frames: 0, blank: 0, rows: 0 };
          const began = performance.now();
          const from = host.scrollTop;
          const step = () => {
            seen.frames++;
            const rows = [...host.querySelectorAll('tbody tr')];
            const box = host.getBoundingClientRect();
            const foot = host.querySelector('tfoot td')?.getBoundingClientRect().top ?? box.bottom;
            if (host.querySelector('.waiting') || rows.at(-1).getBoundingClientRect().bottom < foot - 2) seen.blank++;
            if (performance.now() - began > 3000) { seen.rows = Math.round((host.scrollTop - from) / rows[0].offsetHeight); done(seen); }
            else { host.scrollTop += 120; requestAnimationFrame(step); }
          };
          requestAnimationFrame(step);
        })
        """;

    public static async Task RunAsync(BenchOptions options)
    {
        var (times, scrolls) = (new List<string[]>(), new List<string[]>());
        using var driver = await Playwright.CreateAsync();
        await using var browser = await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("ORDERLEDGER_CHROMIUM") ?? "/usr/bin/chromium", Args = Arguments,
        });
        foreach (var size in options.Sizes)
        {
            var place = await Books.OfAsync(options, size);
            string token;
            await using (var book = await OpenBook.OpenAsync(place)) token = await book.TokenAsync();
            await using var server = await ServerProcess.StartAsync(place);
            foreach (var delay in (int[])[0, 80])
            {
                var read = new SortedDictionary<string, Series>(StringComparer.Ordinal);
                for (var round = 0; round < Math.Max(options.Rounds, 3); round++)
                    await RoundAsync(browser, server.Address, token, delay, size, read, scrolls, round == 0);
                times.AddRange(read.Select(pair => (string[])[
                    pair.Key[2..], Board.Whole(size), $"{delay}", Board.Ms(pair.Value.Min), Board.Ms(pair.Value.Median), Board.Ms(pair.Value.Max)]));
            }
        }
        Board.Title("The grid in the browser (1,440 × 900)");
        Board.Table(["until painted", "orders", "delay ms", "min ms", "median ms", "max ms"], times);
        Board.Table(["three seconds of wheel, 120 px a frame", "orders", "delay ms", "rows passed", "frames", "blank frames", "tasks over 50 ms",
            "longest ms"], scrolls);
    }

    private static async Task RoundAsync(IBrowser browser, Uri address, string token, int delay, int size,
        SortedDictionary<string, Series> read, List<string[]> scrolls, bool scrollsToo)
    {
        await using var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(), Locale = "zh-CN", ViewportSize = new() { Width = 1440, Height = 900 },
            ExtraHTTPHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {token}" },
        });
        await context.AddInitScriptAsync(Watch);
        var page = await context.NewPageAsync();
        var network = await context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["offline"] = false, ["latency"] = delay, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1,
        });

        await OpenAsync(page, "a cold: first rows", "b cold: the grid runs");
        await OpenAsync(page, "c warm: first rows", "d warm: the grid runs");
        var far = $"{{ const h = {Host}; h.scrollTop = (h.scrollHeight - h.clientHeight) * 0.7; }}";
        await TimeAsync("e jump to 70 % of the rows", far, $"Number({Rows}[0]?.getAttribute('aria-rowindex')) > {size * 0.6:0} && {IsHere}");
        if (scrollsToo) scrolls.AddRange(await ScrollAsync(page, delay, size));
        await TimeAsync("f back to the top", $"{Host}.scrollTop = 0;", $"{Rows}[0]?.getAttribute('aria-rowindex') === '2' && {IsHere}");
        await TimeAsync("g sort by amount",
            $"bench.first = {Rows}[0].textContent; document.querySelector('th[data-column=total] a, th[data-column=total] .sort').click();",
            "/ending$/.test(document.querySelector('th[data-column=total]')?.getAttribute('aria-sort') ?? '')"
            + $" && document.querySelector('.fill.gridded table[role]') && {Rows}[0]?.textContent !== bench.first && {IsHere}");
        await TimeAsync("h filter: what is unpaid", "document.querySelectorAll('nav.tabs a')[4].click();",
            $"document.querySelectorAll('nav.tabs a')[4].matches('[aria-current]') && document.querySelector('.fill.gridded table[role]') && {IsHere}");
        await page.GotoAsync("/");
        await page.Locator(".fill.gridded table[role]").WaitForAsync();
        await EditAsync();
        var begin = Stopwatch.GetTimestamp();
        await page.GotoAsync("/?group=customer", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("table[role=treegrid] tbody tr.group").First.WaitForAsync();
        Add("j open grouped by customer", Stopwatch.GetElapsedTime(begin).TotalMilliseconds);

        async Task OpenAsync(IPage on, string rows, string runs)
        {
            await on.GotoAsync("/");
            await on.WaitForFunctionAsync("() => window.bench.runs");
            Add(rows, await on.EvaluateAsync<double>("() => window.bench.rows"));
            Add(runs, await on.EvaluateAsync<double>("() => window.bench.runs"));
        }

        async Task TimeAsync(string what, string act, string seen) => Add(what, await page.EvaluateAsync<double>(Timed, new[] { act, seen }));

        async Task EditAsync()
        {
            var place = await page.Locator("table[role=grid]").EvaluateAsync<int>(
                "table => [...table.querySelectorAll('th')].findIndex(th => th.dataset.column === 'dueDate')");
            await page.Locator("table[role=grid] tbody tr").First.Locator("td").Nth(place).ClickAsync(new() { Position = new() { X = 10, Y = 8 } });
            await page.Keyboard.TypeAsync($"2027-0{Random.Shared.Next(1, 9)}-1{Random.Shared.Next(0, 9)}");
            var written = page.WaitForResponseAsync(static answer => answer.Url.Contains("/ledger/changes", StringComparison.Ordinal));
            var began = Stopwatch.GetTimestamp();
            await page.Keyboard.PressAsync("Enter");
            await written;
            Add("i edit: Enter until the server has it on disk", Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        void Add(string what, double milliseconds)
        {
            if (!read.TryGetValue(what, out var series)) read.Add(what, series = new());
            series.Add(TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    private static async Task<List<string[]>> ScrollAsync(IPage page, int delay, int size)
    {
        var host = page.Locator(".fill.gridded > .grid");
        var rows = new List<string[]>();
        foreach (var what in (string[])["over rows not read before", "again, back over the same"])
        {
            var from = await host.EvaluateAsync<double>("host => host.scrollTop");
            await page.EvaluateAsync("() => { window.bench.long = []; }");
            var seen = await host.EvaluateAsync<Dictionary<string, int>>(Wheel);
            var tasks = await page.EvaluateAsync<double[]>("() => window.bench.long");
            rows.Add([what, Board.Whole(size), $"{delay}", Board.Whole(seen["rows"]), $"{seen["frames"]}", $"{seen["blank"]}", $"{tasks.Length}",
                Board.Ms(tasks.DefaultIfEmpty(0).Max())]);
            await host.EvaluateAsync("(host, top) => { host.scrollTop = top; }", from);
            await page.WaitForTimeoutAsync(500);
        }
        return rows;
    }
}
