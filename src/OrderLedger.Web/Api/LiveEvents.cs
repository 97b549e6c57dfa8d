using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Web.Hosting;

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

    private readonly Presence _presence;
    private readonly TimeProvider _clock;
    private long _newest;

    public LiveEvents(Book book, Ledger ledger, Presence presence, TimeProvider clock, ILogger<LiveEvents> log)
    {
        (_book, _ledger, _presence, _clock, _log) = (book, ledger, presence, clock, log);
        // What was committed before this process began, its pages may lack too.
        _newest = Now;
        _ledger.Committed += Note;
        _presence.Changed += TellWhoIsThere;
    }

    /// <param name="ChangeSet">Its id; 0: nothing was committed, somebody came or went.</param>
    /// <param name="Touched">What it changed, such as <c>order/7</c>; at most a hundred, and <c>order/*</c> where there was more. <c>presence/7</c>: who looks at order 7.</param>
    /// <param name="At">The newest commit that was known then, on the clock of <see cref="Now"/>; 0: nothing was committed.</param>
    public sealed record News(long ChangeSet, IReadOnlyList<string> Touched, long At)
    {
        /// <summary>Told first, and again after every break of the connection: how new the book is.</summary>
        public bool IsHello => ChangeSet == 0 && Touched.Count == 0;
    }

    /// <summary>Microseconds since 1970. A page says when it was begun, and so finds what was committed before it listened.</summary>
    public long Now => (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public async IAsyncEnumerable<News> ListenAsync(
        Actor reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var listener = new Listener(reader);
        _listeners[listener] = 0;
        try
        {
            yield return new(0, [], Volatile.Read(ref _newest));
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
        _presence.Changed -= TellWhoIsThere;
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
        Volatile.Write(ref _newest, Now);
        if (!_listeners.IsEmpty) _committed.Writer.TryWrite(changeSet);
    }

    /// <summary>Only to who is at the order too, and so may see it.</summary>
    private void TellWhoIsThere(long order)
    {
        foreach (var (listener, _) in _listeners)
        {
            if (_presence.IsAt(listener.Reader, order)) listener.Waiting.Writer.TryWrite(new(0, [$"presence/{order}"], 0));
        }
    }

    private async Task TellAsync(List<long> batch, CancellationToken cancellation)
    {
        await using var db = _book.CreateDb();
        var entries = await db.Journal.AsNoTracking().Where(j => batch.Contains(j.ChangeSetId))
            .Select(static j => new Touch(j.ChangeSetId, j.Root, j.RootId)).ToListAsync(cancellation);
        entries = await AboutAsync(db, entries, cancellation);
        var owners = await OwnersAsync(db, entries, cancellation);
        foreach (var set in entries.GroupBy(static e => e.ChangeSet))
        {
            foreach (var (listener, _) in _listeners)
            {
                var seen = set.Where(touch => Sees(listener.Reader, touch, owners)).Select(static t => $"{t.Root}/{t.Id}")
                    .Distinct(StringComparer.Ordinal).Take(TouchedMax + 1).ToList();
                // What is open beyond the first hundred cannot know whether it is meant.
                if (seen.Count > TouchedMax) seen[TouchedMax] = "order/*";
                if (seen.Count > 0) listener.Waiting.Writer.TryWrite(new(set.Key, seen, Volatile.Read(ref _newest)));
            }
        }
    }

    /// <summary>A note or a file is news of its order, a follow-up of its customer, a count of its product.</summary>
    private static async Task<List<Touch>> AboutAsync(LedgerDb db, List<Touch> entries, CancellationToken cancellation)
    {
        if (!entries.Exists(static e => Beside.ContainsKey(e.Root))) return entries;
        var ids = entries.Where(static e => Beside.ContainsKey(e.Root)).Select(static e => e.Id).ToHashSet();
        var whose = await db.Comments.Where(c => ids.Contains(c.Id)).Select(static c => new { c.Id, Of = c.OrderId })
            .Concat(db.Attachments.Where(a => ids.Contains(a.Id)).Select(static a => new { a.Id, Of = a.OrderId }))
            .Concat(db.FollowUps.Where(f => ids.Contains(f.Id)).Select(static f => new { f.Id, Of = f.CustomerId }))
            .Concat(db.StockMoves.Where(m => ids.Contains(m.Id)).Select(static m => new { m.Id, Of = m.ProductId }))
            .ToDictionaryAsync(static row => row.Id, static row => row.Of, cancellation);
        return [.. entries.Where(e => !Beside.ContainsKey(e.Root) || whose.ContainsKey(e.Id))
            .Select(e => Beside.TryGetValue(e.Root, out var root) ? new Touch(e.ChangeSet, root, whose[e.Id]) : e)];
    }

    private static readonly Dictionary<string, string> Beside = new(StringComparer.Ordinal)
    {
        ["comment"] = "order", ["attachment"] = "order", ["follow-up"] = "customer", ["stock-move"] = "product",
    };

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
