using System.Globalization;
using OrderLedger.App.Verify;

namespace OrderLedger.App.Tests.Model;

/// <summary>Random command sequences: the book must answer and end as a small model in memory does (R12).</summary>
public sealed class ModelTests
{
    private const int CommandsEach = 22;

    /// <summary>How many sequences; 2,000 in a nightly run.</summary>
    private static readonly int Sequences = Number("ORDERLEDGER_MODEL_SEQUENCES")
        ?? Scale.Of(BookTemplate.IsPostgres ? 40 : 200, 2_000);

    [Fact]
    public async Task Random_commands_leave_the_book_as_the_model_says()
    {
        var seed = Number("ORDERLEDGER_MODEL_SEED") ?? Environment.ProcessId;
        // One book for all of them: each sequence brings customers of its own, so that failures stay readable.
        await using var book = await LedgerOnDisk.CreateAsync();
        for (var i = 0; i < Sequences; i++)
        {
            var run = new ModelRun(book, seed + i);
            try
            {
                await run.PlayAsync(CommandsEach);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Assert.Fail($"Seed {seed + i} (ORDERLEDGER_MODEL_SEED={seed + i}):\n{run.Story}\n{fault}");
            }
        }
        Assert.Empty(await Invariants.BrokenAsync(book));
        Assert.Empty((await new BookVerifier(book.Book).RunAsync(null, TestContext.Current.CancellationToken))
            .Violations);
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable),
        NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
