namespace OrderLedger.Bench;

/// <summary>What to measure.</summary>
/// <param name="Groups">Names of <see cref="Run.Groups"/>.</param>
/// <param name="Sizes">Orders of the books.</param>
/// <param name="Seconds">How long one load runs.</param>
/// <param name="Rounds">How often contenders take turns, so that a noisy machine wrongs all alike.</param>
/// <param name="Rows">Of the workbooks.</param>
/// <param name="Clients">That place orders at the same time.</param>
/// <param name="Who">Who places orders: bare, verb, http; the first is what the others are measured by.</param>
/// <param name="Cache">Folder of the filled books, kept for the next run.</param>
internal sealed record BenchOptions(
    IReadOnlyList<string> Groups, IReadOnlyList<int> Sizes, double Seconds, int Rounds, int Rows, IReadOnlyList<int> Clients,
    IReadOnlyList<string> Who, string Cache)
{
    public const string Usage = """
        OrderLedger.Bench [GROUP…] [--sizes 10000,100000,1000000] [--seconds 6] [--rounds 3] [--rows 100000]
                           [--clients 1,8,32] [--who bare,verb,http] [--cache DIR]
        """;

    /// <returns>Null when the arguments make no sense.</returns>
    public static BenchOptions? Parse(string[] args)
    {
        var options = new BenchOptions([], [10_000, 100_000, 1_000_000], 6, 3, 100_000, [1, 8, 32], ["bare", "verb", "http"],
            Path.Combine(Path.GetTempPath(), "orderledger-bench"));
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == Run.OneGroup) continue;
            if (!args[i].StartsWith('-'))
            {
                if (!Run.Groups.ContainsKey(args[i])) return null;
                options = options with { Groups = [.. options.Groups, args[i]] };
                continue;
            }
            if (i + 1 == args.Length || options.With(args[i], args[++i]) is not { } next) return null;
            options = next;
        }
        return options.Groups.Count > 0 ? options : options with { Groups = [.. Run.Groups.Keys] };
    }

    private BenchOptions? With(string name, string value) => name switch
    {
        "--sizes" => this with { Sizes = [.. value.Split(',').Select(Number)] },
        "--seconds" => this with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
        "--rounds" => this with { Rounds = Number(value) },
        "--rows" => this with { Rows = Number(value) },
        "--clients" => this with { Clients = [.. value.Split(',').Select(Number)] },
        "--who" => this with { Who = value.Split(',') },
        "--cache" => this with { Cache = Path.GetFullPath(value) },
        _ => null,
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
