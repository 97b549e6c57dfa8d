using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.Data;
using OrderLedger.App.Sample;

namespace OrderLedger.Bench;

/// <summary>Books filled with the sample, kept in a folder from run to run.</summary>
/// <remarks>The same seed and the same last day give the same book. Orders that benchmarks place in it stay there.</remarks>
internal static class Books
{
    private const ulong Seed = 20_261_120;
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The book of that size, filled when it is not there yet.</summary>
    public static async Task<BookPlace> OfAsync(BenchOptions options, int orders)
    {
        var place = new BookPlace(Path.Combine(options.Cache, $"book-{orders}"), null);
        if (!File.Exists(Mark(place))) await FillAsync(place, orders);
        return place;
    }

    /// <summary>Fills the book anew.</summary>
    public static async Task<TimeSpan> FillAsync(BookPlace place, int orders)
    {
        if (place.Postgres is null && Directory.Exists(place.Directory)) Directory.Delete(place.Directory, recursive: true);
        await using var book = new Book(place, NullLogger<Book>.Instance);
        await book.MigrateAsync(CancellationToken.None);
        var began = Stopwatch.GetTimestamp();
        var filled = await SampleBook.FillAsync(book, SampleScale.Of(orders), Seed, Now, null, CancellationToken.None);
        if (!filled.Accepted) throw new InvalidOperationException($"{filled.Refusal}");

        var took = Stopwatch.GetElapsedTime(began);
        await File.WriteAllTextAsync(Mark(place), $"{took.TotalSeconds:0.0} s\n");
        return took;
    }

    /// <summary>A copy that may be written to, in a folder of its own.</summary>
    public static async Task<BookPlace> CopyAsync(BenchOptions options, int orders, string name)
    {
        var source = await OfAsync(options, orders);
        var copy = new BookPlace(Path.Combine(options.Cache, $"copy-{name}"), null);
        if (Directory.Exists(copy.Directory)) Directory.Delete(copy.Directory, recursive: true);
        BookStart.CreateFolder(copy.Directory);
        File.Copy(source.SqliteFile, copy.SqliteFile);
        return copy;
    }

    private static string Mark(BookPlace place) => Path.Combine(place.Directory, "filled");
}
