using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;

namespace OrderLedger.Web.Api;

/// <summary>Tells listening browsers which change sets were committed and what they touched: ids, never a field.</summary>
/// <remarks>One reader of the journal for all listeners, in batches; nobody listening costs nothing. A listener that falls
/// behind loses the oldest news: it refreshes what it shows anyway.</remarks>
internal sealed partial class LiveEvents : BackgroundService
{
    private const int WaitingMax = 4_096;
    private const int NewsMax = 256;
    private const int TouchedMax = 100;
    private readonly Book _book;
    private readonly Ledger _ledger;
    private readonly ILogger<LiveEvents> _log;
    private readonly Channel<long> _committed = Channel.CreateBounded<long>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
    private readonly ConcurrentDictionary<Listener, byte> _listeners = new();

    public LiveEvents(Book book, Ledger ledger, ILogger<LiveEvents> log)
    {
        (_book, _ledger, _log) = (book, ledger, log);
        _ledger.Committed += Note;
    }

    /// <param name="ChangeSet">Its id.</param>
    /// <param name="Touched">What it changed, such as <c>order/7</c>; at most a hundred.</param>
    public sealed record News(long ChangeSet, IReadOnlyList<string> Touched);

    public async IAsyncEnumerable<News> ListenAsync(
        Actor reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var listener = new Listener(reader);
        _listeners[listener] = 0;
        try
        {
            await foreach (var news in listener.Waiting.Reader.ReadAllAsync(cancellation)) yield return news;
        }
        finally
        {
            _listeners.TryRemove(listener, out _);
        }
    }

    public override void Dispose()
    {
        _ledger.Committed -= Note;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await FollowAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        var batch = new List<long>();
        while (await _committed.Reader.WaitToReadAsync(stoppingToken))
        {
            // A breath, so that a busy minute is read in few questions.
            await Task.Delay(50, stoppingToken);
            while (batch.Count < NewsMax && _committed.Reader.TryRead(out var id)) batch.Add(id);
#pragma warning disable CA1031 // Whatever is wrong with one batch of news, it must not end the host, and the next may be told.
            try
            {
                await TellAsync(batch, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogLost(_log, batch.Count, fault.GetType().Name);
            }
#pragma warning restore CA1031
            batch.Clear();
        }
    }

    private void Note(long changeSet)
    {
        if (!_listeners.IsEmpty) _committed.Writer.TryWrite(changeSet);
    }

    private async Task TellAsync(List<long> batch, CancellationToken cancellation)
    {
        await using var db = _book.CreateDb();
        var entries = await db.Journal.AsNoTracking().Where(j => batch.Contains(j.ChangeSetId))
            .Select(static j => new Touch(j.ChangeSetId, j.Root, j.RootId)).ToListAsync(cancellation);
        var owners = await OwnersAsync(db, entries, cancellation);
        foreach (var set in entries.GroupBy(static e => e.ChangeSet))
        {
            foreach (var (listener, _) in _listeners)
            {
                var seen = set.Where(touch => Sees(listener.Reader, touch, owners)).Select(static t => $"{t.Root}/{t.Id}")
                    .Distinct(StringComparer.Ordinal).Take(TouchedMax).ToList();
                if (seen.Count > 0) listener.Waiting.Writer.TryWrite(new(set.Key, seen));
            }
        }
    }

    /// <summary>Whose name stands on what was touched, for the listeners that see only their own.</summary>
    private async Task<Dictionary<(string Root, long Id), string?>> OwnersAsync(
        LedgerDb db, List<Touch> entries, CancellationToken cancellation)
    {
        var owners = new Dictionary<(string, long), string?>();
        if (!_listeners.Keys.Any(static l => l.Reader.Role == Role.Sales)) return owners;

        var (orders, customers) = (Ids("order"), Ids("customer"));
        foreach (var order in await db.Orders.Where(o => orders.Contains(o.Id)).Select(static o => new { o.Id, o.Salesperson })
            .ToListAsync(cancellation))
            owners[("order", order.Id)] = order.Salesperson;
        foreach (var customer in await db.Customers.Where(c => customers.Contains(c.Id))
            .Select(static c => new { c.Id, c.Salesperson }).ToListAsync(cancellation))
            owners[("customer", customer.Id)] = customer.Salesperson;
        return owners;

        List<long> Ids(string root) => [.. entries.Where(e => e.Root == root).Select(static e => e.Id).Distinct()];
    }

    private static bool Sees(Actor reader, Touch touch, Dictionary<(string, long), string?> owners) => touch.Root switch
    {
        "order" or "customer" => reader.Role != Role.Sales
            || (owners.TryGetValue((touch.Root, touch.Id), out var owner) && reader.Sees(owner)),
        "product" => true,
        "shipment" => reader.Role != Role.Sales,
        "receipt" => reader is { SeesPrices: true } and not { Role: Role.Sales },
        _ => reader.Role == Role.Owner,
    };

    private sealed record Touch(long ChangeSet, string Root, long Id);

    private sealed class Listener(Actor reader)
    {
        public Actor Reader => reader;

        public Channel<News> Waiting { get; } = Channel.CreateBounded<News>(
            new BoundedChannelOptions(NewsMax) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
    }

    [LoggerMessage(LogLevel.Warning, "News of {Count} change sets were lost: {Fault}")]
    private static partial void LogLost(ILogger log, int count, string fault);
}
