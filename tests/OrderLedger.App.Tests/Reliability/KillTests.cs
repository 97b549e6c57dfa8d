using OrderLedger.App.Verify;

namespace OrderLedger.App.Tests.Reliability;

public sealed class KillTests
{
    private const int Writers = 32;
    private static readonly int Rounds = Scale.Of(BookTemplate.IsPostgres ? 8 : 20, 200);

    [Fact]
    public async Task Killed_at_any_moment_no_acknowledged_order_is_lost_and_no_number_skipped()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var book = await LedgerOnDisk.CreateAsync();
        Assert.NotNull(await new Verbs(book).CustomerAsync("KILL"));
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            using var child = Child.Start(book.Place, Child.Write(Writers, 0));
            for (var i = 0; i < 20 + (round % 20 * 5); i++)
            {
                var number = await child.StandardOutput.ReadLineAsync(cancellation);
                Assert.StartsWith("20260310-KILL-", number, StringComparison.Ordinal);
                Assert.True(acknowledged.Add(number!), $"{number} was given twice");
            }
            child.Kill();
            var rest = (await child.StandardOutput.ReadToEndAsync(cancellation)).Split('\n');
            // The last piece may have been cut off.
            foreach (var number in rest[..^1]) Assert.True(acknowledged.Add(number!), $"{number} was given twice");
            await child.WaitForExitAsync(cancellation);

            var stored = (await book.RowsAsync("SELECT number FROM orders ORDER BY id"))
                .Select(static r => (string)r[0]!).ToList();
            Assert.Empty(acknowledged.Except(stored, StringComparer.Ordinal));
            Assert.Equal(Enumerable.Range(1, stored.Count).Select(static n => $"20260310-KILL-{n:D3}"), stored);
            Assert.Equal(2L * stored.Count, await book.CountAsync("order_lines"));
        }
        Assert.Empty((await new BookVerifier(book.Book).RunAsync(null, cancellation)).Violations);
        Assert.Empty(await Invariants.BrokenAsync(book));
    }
}
