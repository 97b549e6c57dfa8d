namespace OrderLedger.Bench;

/// <summary>Prints what was measured as Markdown, and keeps it by size of book to tell how it grows.</summary>
internal sealed class Board
{
    public static readonly string[] TimeHeaders = ["n", "min ms", "median ms", "p95 ms", "p99 ms"];
    private readonly List<(string What, int Size, double Median, double P95)> _bySize = [];

    public static string Ms(double milliseconds) => milliseconds switch
    {
        double.NaN => "–",
        < 10 => milliseconds.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => milliseconds.ToString("0.0", CultureInfo.InvariantCulture),
        _ => milliseconds.ToString("#,0", CultureInfo.InvariantCulture),
    };

    public static string Whole(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Ratio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Megabytes(long bytes) => Whole(bytes / 1e6) + " MB";

    public static void Title(string title) => Console.WriteLine($"\n## {title}\n");

    public static void Say(string sentence) => Console.WriteLine($"{sentence}");

    public static void Table(IEnumerable<string> headers, IEnumerable<IEnumerable<string>> rows)
    {
        List<string> heads = [.. headers];
        Console.WriteLine($"| {string.Join(" | ", heads)} |");
        Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---:|", heads.Count - 1))}");
        foreach (var row in rows) Console.WriteLine($"| {string.Join(" | ", row)} |");
        Console.WriteLine();
    }

    public void Keep(string what, int size, Series series) => _bySize.Add((what, size, series.Median, series.P95));

    /// <summary>How each measure grows from the second largest size measured to the largest.</summary>
    public void PrintGrowth()
    {
        List<int> sizes = [.. _bySize.Select(static x => x.Size).Distinct().Order()];
        if (sizes.Count < 2) return;
        var (small, large) = (sizes[^2], sizes[^1]);
        Title($"Growth from {Whole(small)} to {Whole(large)} orders");
        var rows = from big in _bySize.Where(x => x.Size == large)
                   join little in _bySize.Where(x => x.Size == small) on big.What equals little.What
                   select new[] { big.What, Ms(little.Median), Ms(big.Median), Ratio(big.Median / little.Median),
                       Ms(little.P95), Ms(big.P95), Ratio(big.P95 / little.P95) };
        Table(["what", "median ms", "→ ms", "×", "p95 ms", "→ ms", "×"], rows);
    }
}
