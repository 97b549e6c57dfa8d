using System.Collections.Concurrent;
using OrderLedger.App.Backup;
using OrderLedger.App.Customers;
using OrderLedger.App.Verify;

namespace OrderLedger.App.Tests.Backup;

/// <summary>R14: the book is written down and brought back while people work in it.</summary>
public sealed class BackupUnderLoadTests : LedgerTest
{
    private const int Writers = 8;

    [Fact]
    public async Task A_backup_holds_every_order_acknowledged_before_it_began_and_restores_clean()
    {
        var customer = await Do.CustomerAsync();
        var file = Path.Combine(Book.Place.Directory, "copy.db");
        List<string> before = [];
        var all = await WhileWritingAsync(customer, async acknowledged =>
        {
            while (acknowledged.Count < Scale.Of(100, 2_000)) await Task.Delay(5, Cancellation);
            before = [.. acknowledged];
            Accepted(await new BackupBook(Book.Book).RunAsync(file, Cancellation));
        });

        await using var other = await LedgerOnDisk.CreateAsync();
        Accepted(await RestoreOf(other).RunAsync(file, force: false, Cancellation));

        var restored = await NumbersAsync(other);
        Assert.Empty(before.Except(restored, StringComparer.Ordinal));
        Assert.Empty(restored.Except(await NumbersAsync(Book), StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, restored.Count).Select(static n => $"20260310-HS-{n:D3}"), restored);
        Assert.Equal(2L * restored.Count, await other.CountAsync("order_lines"));
        Assert.True(all.Count >= before.Count);
        await CleanAsync(other);
        Assert.Equal($"20260310-HS-{restored.Count + 1:D3}", (await new Verbs(other).OrderAsync(customer, (1, 1))).Number);
    }

    [Fact]
    public async Task A_restore_under_load_leaves_the_old_book_or_the_new_one_and_never_a_mixture()
    {
        var customer = await Do.CustomerAsync();
        await Do.OrderAsync(customer, (1, 1), (2, 2));
        var file = Path.Combine(Book.Place.Directory, "copy.db");
        Accepted(await new BackupBook(Book.Book).RunAsync(file, Cancellation));
        RestoreBook.Restored? restored = null;
        await WhileWritingAsync(customer, async acknowledged =>
        {
            while (acknowledged.Count < 40) await Task.Delay(5, Cancellation);
            restored = Accepted(await RestoreOf(Book).RunAsync(file, force: true, Cancellation));
            var seen = acknowledged.Count;
            while (acknowledged.Count < seen + 40) await Task.Delay(5, Cancellation);
        });

        var numbers = await NumbersAsync(Book);
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(static n => $"20260310-HS-{n:D3}"), numbers);
        await CleanAsync(Book);

        // What stood here was saved first, with what people had done until then.
        await using var old = await LedgerOnDisk.CreateAsync();
        Accepted(await RestoreOf(old).RunAsync(restored!.Saved!, force: false, Cancellation));
        Assert.True((await NumbersAsync(old)).Count > 40);
        await CleanAsync(old);
    }

    /// <summary>Writers place orders of two lines until the work is done; what was acknowledged in all.</summary>
    private async Task<IReadOnlyCollection<string>> WhileWritingAsync(
        CustomerView customer, Func<ConcurrentQueue<string>, Task> work)
    {
        var acknowledged = new ConcurrentQueue<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                acknowledged.Enqueue(Accepted(await Do.Place(new(customer.Id, Lines: Verbs.Lines((1, 1), (2, 2))))).Number!);
        }, Cancellation)).ToList();
        try
        {
            await work(acknowledged);
        }
        finally
        {
            await stop.CancelAsync();
        }
        await Task.WhenAll(writers);
        return acknowledged;
    }

    private static RestoreBook RestoreOf(LedgerOnDisk book) => new(book.Book, new(book.Book), TimeProvider.System);

    private static async Task<List<string>> NumbersAsync(LedgerOnDisk book) =>
        [.. (await book.RowsAsync("SELECT number FROM orders ORDER BY id")).Select(static r => (string)r[0]!)
            .OrderBy(static n => n.Length).ThenBy(static n => n, StringComparer.Ordinal)];

    private static async Task CleanAsync(LedgerOnDisk book)
    {
        Assert.Empty((await new BookVerifier(book.Book).RunAsync(null, Cancellation)).Violations);
        Assert.Empty(await Invariants.BrokenAsync(book));
    }
}
