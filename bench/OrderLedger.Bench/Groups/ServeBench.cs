using System.Net;
using System.Net.Http.Headers;

namespace OrderLedger.Bench.Groups;

/// <summary>The server as a process: its start, its memory, and what a page weighs.</summary>
internal static class ServeBench
{
    private static readonly string[] Pages = ["/", "/overview", "/customers", "/products"];

    private static readonly string[] Session =
    [
        "/api/v1/ledger?totals=true", "/api/v1/ledger?totals=true&sort=-total&offset=500", "/api/v1/ledger?rows=lines&totals=true&q=%E6%B5%B7",
        "/api/v1/ledger?filter=overdue%20%3D%20true&totals=true&limit=1000", "/api/v1/reports/orders-trend", "/api/v1/reports/customers",
        "/api/v1/reports/aging", "/api/v1/reports/products", "/api/v1/search?q=hs",
    ];

    public static async Task RunAsync(BenchOptions options)
    {
        var (starts, pages) = (new List<string[]>(), new List<string[]>());
        foreach (var size in options.Sizes.Prepend(390))
        {
            var place = await Books.OfAsync(options, size);
            string token;
            await using (var book = await OpenBook.OpenAsync(place)) token = await book.TokenAsync();
            var times = new Series();
            for (var round = 0; round < Math.Max(options.Rounds, 3); round++)
            {
                await using var server = await ServerProcess.StartAsync(place);
                times.Add(server.Start);
            }
            await using var last = await ServerProcess.StartAsync(place);
            var (idle, _) = await last.MemoryAsync();
            using var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, AllowAutoRedirect = false };
            // The first who asks waits until the read model of a book that was just filled is built.
            using var http = new HttpClient(handler) { BaseAddress = last.Address, Timeout = TimeSpan.FromMinutes(10) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
            foreach (var page in Pages) pages.AddRange(await PageAsync(http, page, size));
            var missing = new List<string>();
            for (var round = 0; round < 20; round++)
            {
                foreach (var path in Pages.Concat(Session))
                {
                    using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                    _ = await answer.Content.ReadAsByteArrayAsync();
                    if (!answer.IsSuccessStatusCode && round == 0) missing.Add($"{path} {(int)answer.StatusCode}");
                }
            }
            var (after, peak) = await last.MemoryAsync();
            starts.Add([Board.Whole(size), Board.Ms(times.Min), Board.Ms(times.Median), Board.Ms(times.Max), Board.Megabytes(idle),
                Board.Megabytes(after), Board.Megabytes(peak)]);
            if (missing.Count > 0) Board.Say($"Not part of the session, for they did not answer: {string.Join(", ", missing)}.");
        }
        Board.Title("Start until /readyz, and memory");
        Board.Table(["orders", "min ms", "median ms", "max ms", "memory idle", "after the session", "peak"], starts);
        Board.Title("Pages: HTML as sent");
        Board.Table(["page, orders", "bytes", "first byte ms", "again: median first byte ms", "whole ms"], pages);
    }

    private static async Task<IEnumerable<string[]>> PageAsync(HttpClient http, string path, int size)
    {
        var (first, whole, cold, bytes) = (new Series(), new Series(), double.NaN, 0L);
        for (var i = 0; i < 12; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            if (answer.StatusCode != HttpStatusCode.OK) return [];
            await using var body = await answer.Content.ReadAsStreamAsync();
            bytes = await body.ReadAsync(new byte[1]);
            var took = Stopwatch.GetElapsedTime(began);
            if (i == 0) cold = took.TotalMilliseconds;
            else first.Add(took);
            using var rest = new MemoryStream();
            await body.CopyToAsync(rest);
            bytes += rest.Length;
            if (i > 0) whole.Add(Stopwatch.GetElapsedTime(began));
        }
        return [[$"{path}, {Board.Whole(size)}", Board.Whole(bytes), Board.Ms(cold), Board.Ms(first.Median), Board.Ms(whole.Median)]];
    }
}
