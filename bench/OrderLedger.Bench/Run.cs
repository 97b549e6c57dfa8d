using OrderLedger.Bench.Groups;

namespace OrderLedger.Bench;

/// <summary>Runs the groups asked for, one after the other, and prints Markdown.</summary>
internal static class Run
{
    /// <summary>First argument of a child process that does one piece of work.</summary>
    public const string Child = "--child";

    public static readonly IReadOnlyDictionary<string, Func<BenchOptions, Board, Task>> Groups =
        new Dictionary<string, Func<BenchOptions, Board, Task>>(StringComparer.Ordinal)
        {
            ["place"] = static (options, _) => PlaceBench.RunAsync(options),
            ["read"] = ReadBench.RunAsync,
            ["import"] = static (options, _) => FileBench.ImportAsync(options),
            ["export"] = static (options, _) => FileBench.ExportAsync(options),
            ["serve"] = static (options, _) => ServeBench.RunAsync(options),
            ["fill"] = static (options, _) => FileBench.FillAsync(options),
        };

    public static async Task<int> Async(string[] args)
    {
        if (args is [Child, var what, var directory, var file])
        {
            Console.WriteLine(await FileBench.WorkAsync(what, directory, file));
            return 0;
        }
        if (BenchOptions.Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync($"{BenchOptions.Usage}\nGroups: {string.Join(' ', Groups.Keys)}");
            return 2;
        }
        Directory.CreateDirectory(options.Cache);
        await Machine.PrintAsync();
        var board = new Board();
        foreach (var group in options.Groups) await Groups[group](options, board);
        board.PrintGrowth();
        return 0;
    }
}
