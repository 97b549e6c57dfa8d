using OrderLedger.Bench.Groups;

namespace OrderLedger.Bench;

/// <summary>Runs the groups asked for, one after the other, and prints Markdown.</summary>
internal static class Run
{
    /// <summary>First argument of a child process that does one piece of work.</summary>
    public const string Child = "--child";

    /// <summary>Last argument of a process that runs one group of several.</summary>
    public const string OneGroup = "--one";

    public static readonly IReadOnlyDictionary<string, Func<BenchOptions, Board, Task>> Groups =
        new Dictionary<string, Func<BenchOptions, Board, Task>>(StringComparer.Ordinal)
        {
            ["place"] = static (options, _) => PlaceBench.SqliteAsync(options),
            ["place-postgres"] = static (options, _) => PlaceBench.PostgresAsync(options),
            ["read"] = ReadBench.RunAsync,
            ["import"] = static (options, _) => FileBench.ImportAsync(options),
            ["export"] = static (options, _) => FileBench.ExportAsync(options),
            ["serve"] = static (options, _) => ServeBench.RunAsync(options),
            ["grid"] = static (options, _) => GridBench.RunAsync(options),
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
        if (args is not [.., OneGroup]) await Machine.PrintAsync();
        if (options.Groups.Count > 1) return await EachAloneAsync(options, args);
        var board = new Board();
        await Groups[options.Groups[0]](options, board);
        board.PrintGrowth();
        return 0;
    }

    /// <summary>Each group in a process of its own: none inherits the memory or the compiled code of another.</summary>
    private static async Task<int> EachAloneAsync(BenchOptions options, string[] args)
    {
        foreach (var group in options.Groups)
        {
            var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
            string[] own = [typeof(Run).Assembly.Location, group, .. args.Where(static a => !Groups.ContainsKey(a)), OneGroup];
            foreach (var argument in own) start.ArgumentList.Add(argument);
            using var child = Process.Start(start)!;
            await child.WaitForExitAsync();
            if (child.ExitCode != 0) return child.ExitCode;
        }
        return 0;
    }
}
