using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.App.ReadModel;

namespace OrderLedger.Web.Hosting;

/// <summary>What a book does by itself: classes of customers after their orders changed and daily, old answers forgotten, the use
/// of tokens noted, files of imports that nobody finished deleted. At start the read model catches up, so that the first
/// reader need not wait for it.</summary>
internal sealed partial class Housekeeping(Ledger ledger, Book book, ClassifyCustomers classify, PruneAnswers prune,
    NoteTokenUse tokens, Uploads uploads, LedgerReadModel model, TimeProvider clock,
    ILogger<Housekeeping> log) : BackgroundService
{
    /// <summary>Change sets that come within it are looked at together.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Dropped change sets are caught by the daily round.</summary>
    private readonly Channel<long> _changed = Channel.CreateBounded<long>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ledger.Committed += Notice;
        try
        {
            await QuietlyAsync(() => Task.Run(uploads.Sweep, stoppingToken), stoppingToken);
            await Task.WhenAll(QuietlyAsync(() => model.CatchUpAsync(stoppingToken), stoppingToken),
                FollowAsync(stoppingToken), DailyAsync(stoppingToken), NoteTokensAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            ledger.Committed -= Notice;
        }
    }

    private void Notice(long changeSet) => _changed.Writer.TryWrite(changeSet);

    private async Task FollowAsync(CancellationToken stopping)
    {
        while (await _changed.Reader.WaitToReadAsync(stopping))
        {
            await Task.Delay(Pause, clock, stopping);
            var sets = new List<long>();
            while (sets.Count < 5_000 && _changed.Reader.TryRead(out var set)) sets.Add(set);
            await QuietlyAsync(async () =>
            {
                await using var db = book.CreateDb();
                var customers = await db.Journal.Where(j => sets.Contains(j.ChangeSetId) && j.Root == "order")
                    .Join(db.Orders, static j => j.RootId, static o => o.Id, static (j, o) => o.CustomerId)
                    .Distinct().ToListAsync(stopping);
                if (customers.Count > 0) await classify.RunAsync(customers, stopping);
            }, stopping);
        }
    }

    private async Task DailyAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        var done = default(DateOnly);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            await QuietlyAsync(async () =>
            {
                uploads.Sweep();
                var today = (await book.SettingsAsync(stopping)).ToDate(clock.GetUtcNow().UtcDateTime);
                if (today == done) return;
                await classify.RunAsync(null, stopping);
                await prune.RunAsync(stopping);
                done = today;
            }, stopping);
        }
    }

    private async Task NoteTokensAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(NoteTokenUse.Every, clock);
        while (await timer.WaitForNextTickAsync(stopping)) await QuietlyAsync(() => tokens.RunAsync(stopping), stopping);
    }

#pragma warning disable CA1031 // A round that fails is logged and comes again; it must not end the host.
    private async Task QuietlyAsync(Func<Task> round, CancellationToken stopping)
    {
        try
        {
            await round();
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            LogFailed(log, fault);
        }
    }
#pragma warning restore CA1031

    [LoggerMessage(LogLevel.Warning, "A round of housekeeping failed; it comes again.")]
    private static partial void LogFailed(ILogger log, Exception fault);
}
