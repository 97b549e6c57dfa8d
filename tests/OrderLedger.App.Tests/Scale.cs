using System.Globalization;

namespace OrderLedger.App.Tests;

/// <summary>How hard the heavy tests try: once in a change's run, many times as hard at night.</summary>
internal static class Scale
{
    /// <summary>Set by the nightly run; see CONTRIBUTING.md.</summary>
    public const string Variable = "ORDERLEDGER_TEST_SCALE";

    private static readonly int Factor = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None,
        CultureInfo.InvariantCulture, out var factor) && factor > 0 ? factor : 1;

    /// <summary>So many in a change's run, and as many times more as the night asks for; at most <paramref name="most"/>.</summary>
    public static int Of(int usual, int most = int.MaxValue) => (int)Math.Min((long)usual * Factor, most);
}
