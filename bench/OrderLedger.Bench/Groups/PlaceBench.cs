using System.Text.Json;
using OrderLedger.App.Data;
using OrderLedger.App.Json;

namespace OrderLedger.Bench.Groups;

/// <summary>Placing orders of three lines: over HTTP, by the verb, and their rows by prepared statements, in turns.</summary>
internal static class PlaceBench
{
    private const int Orders = 10_000;
    private const double WarmUpSeconds = 12;
    private static int _next = 1_000;

    public static Task SqliteAsync(BenchOptions options) =>
        OfAsync(options, "SQLite", name => Books.CopyAsync(options, Orders, name));

    public static async Task PostgresAsync(BenchOptions options)
    {
        await using var cluster = await PostgresCluster.StartAsync();
        if (cluster is null)
        {
            Board.Say("PostgreSQL is not installed: not measured.");
            return;
        }
        await cluster.FilledAsync(options, Orders);
        await OfAsync(options, "PostgreSQL", name => cluster.CopyAsync(options, Orders, name));
    }

    private static async Task OfAsync(BenchOptions options, string database, Func<string, Task<BookPlace>> copy)
    {
        await using var rawBook = await OpenBook.OpenAsync(await copy("raw"));
        await using var raw = await RawInserts.LearnAsync(rawBook);
        await using var verb = await OpenBook.OpenAsync(await copy("verb"));
        var served = await copy("http");
        var bodies = await BodiesAsync(served);
        await using var server = await ServerProcess.StartAsync(served);
        var contenders = new Contender[]
        {
            new("bare", "prepared statements", Environment.ProcessId, (clients, seconds) => RawAsync(raw, clients, seconds)),
            new("verb", "verb", Environment.ProcessId, (clients, seconds) =>
                LoadAsync(clients, seconds, _ => Task.FromResult<Func<int, Task<bool>>>(async i => await verb.PlaceAsync(i) is not null))),
            new("http", "HTTP", server.Id, (clients, seconds) => HttpAsync(server.Address, bodies, clients, seconds)),
        }.Where(one => options.Who.Contains(one.Key)).ToList();
        // Long enough for the run time to compile what is hot a second time: the rate of an hour is meant, not of the first seconds.
        foreach (var one in contenders) await one.Run(32, WarmUpSeconds);

        Board.Title($"Place an order of three lines, {database}");
        Board.Say($"{raw.RowsOfAnOrder} rows an order; rates are medians of {options.Rounds} rounds of "
            + $"{options.Seconds} s in turns; load {await Machine.LoadAsync()}. The processor's time is that of the process which "
            + "writes, so the verb's and the statements' hold their clients', and HTTP's does not.\n");
        var rows = new List<string[]>();
        foreach (var clients in options.Clients)
        {
            foreach (var one in contenders) one.Begin();
            for (var round = 0; round < options.Rounds; round++)
            {
                foreach (var one in contenders) await one.RoundAsync(clients, options.Seconds);
            }
            foreach (var one in contenders)
            {
                var ratios = one.Rates.Zip(contenders[0].Rates, static (own, first) => own / first);
                rows.Add([$"{one.Name}, {clients}", Board.Whole(Median(one.Rates)), Board.Ratio(Median(ratios)),
                    Board.Whole(one.Microseconds), Board.Ms(one.Times.Median), Board.Ms(one.Times.P95), Board.Ms(one.Times.P99),
                    Board.Ms(one.Times.Max), Board.Whole(one.Times.Refused)]);
            }
        }
        Board.Table(["who, clients", "orders/s", $"× {contenders[0].Name}", "CPU µs", "median ms", "p95 ms", "p99 ms", "max ms", "503"], rows);
    }

    /// <summary>One writer, so many orders in a transaction as there are clients; the time is that of the transaction.</summary>
    private static async Task<(Series, double)> RawAsync(RawInserts raw, int orders, double seconds)
    {
        var (times, done, began) = (new Series(), 0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
        {
            await times.TimeAsync(() => raw.CommitAsync(orders));
            done += orders;
        }
        return (times, done / Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private static Task<(Series, double)> HttpAsync(
        Uri server, (string Token, byte[][] Json) bodies, int clients, double seconds) =>
        LoadAsync(clients, seconds, async disposables =>
        {
            var client = await RawClient.ConnectAsync(server);
            disposables.Add(client);
            return async i =>
            {
                var status = await client.PostAsync("/api/v1/orders", bodies.Token, bodies.Json[i % bodies.Json.Length]);
                // Who is told to come later comes at once: the worst that clients can do (R16).
                return status is 201 or 503 ? status == 201 : throw new InvalidOperationException($"The server answered {status}.");
            };
        });

    private static async Task<(Series, double)> LoadAsync(
        int clients, double seconds, Func<List<IDisposable>, Task<Func<int, Task<bool>>>> connect)
    {
        var disposables = new List<IDisposable>();
        var place = new List<Func<int, Task<bool>>>();
        for (var i = 0; i < clients; i++) place.Add(await connect(disposables));
        var began = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(place.Select(one => Task.Run(async () =>
        {
            var times = new Series();
            while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
            {
                var sent = Stopwatch.GetTimestamp();
                if (await one(Interlocked.Increment(ref _next))) times.Add(Stopwatch.GetElapsedTime(sent));
                else times.Refused++;
            }
            return times;
        })));
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        foreach (var disposable in disposables) disposable.Dispose();
        var pooled = new Series();
        foreach (var times in all) pooled.Add(times);
        return (pooled, pooled.Count / took);
    }

    private static async Task<(string Token, byte[][] Json)> BodiesAsync(BookPlace place)
    {
        await using var book = await OpenBook.OpenAsync(place);
        return (await book.TokenAsync(),
            [.. Enumerable.Range(0, 2_000).Select(i => JsonSerializer.SerializeToUtf8Bytes(book.Order(i), LedgerJson.Options))]);
    }

    private static double Median(IEnumerable<double> numbers)
    {
        List<double> sorted = [.. numbers.Order()];
        return sorted[sorted.Count / 2];
    }

    /// <summary>One who places orders, and what its rounds with one number of clients came to.</summary>
    /// <param name="Process">The one that does the work.</param>
    private sealed record Contender(string Key, string Name, int Process, Func<int, double, Task<(Series, double)>> Run)
    {
        private TimeSpan _processor;
        private double _orders;

        public Series Times { get; private set; } = new();

        public List<double> Rates { get; } = [];

        /// <summary>Of processor for each order.</summary>
        public double Microseconds => _processor.TotalMicroseconds / _orders;

        public void Begin()
        {
            (Times, _processor, _orders) = (new(), default, 0);
            Rates.Clear();
        }

        public async Task RoundAsync(int clients, double seconds)
        {
            var (before, began) = (Machine.Processor(Process), Stopwatch.GetTimestamp());
            var (times, rate) = await Run(clients, seconds);
            _orders += rate * Stopwatch.GetElapsedTime(began).TotalSeconds;
            _processor += Machine.Processor(Process) - before;
            Times.Add(times);
            Rates.Add(rate);
        }
    }
}
