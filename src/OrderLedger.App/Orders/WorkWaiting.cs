using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Desks;
using OrderLedger.App.ReadModel;

namespace OrderLedger.App.Orders;

/// <summary>The counts beside the entries of the navigation: what the reader has, and what waits to be done.</summary>
/// <remarks>Every page asks, so an answer is kept for <see cref="KeptFor"/>: the longest that a figure lags behind.</remarks>
public sealed class WorkWaiting(LedgerReadModel model, Book book, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(3);

    /// <summary>Readers remembered at most; beyond it all are asked for anew.</summary>
    private const int KnownMax = 1_000;
    private readonly ConcurrentDictionary<Actor, (Counts Counts, DateTimeOffset At)> _known = [];

    /// <param name="Tabs">Rows behind each of <see cref="ReadModel.Queries.LedgerTabs"/> for this reader, by name.</param>
    /// <param name="Desks">What waits at each desk: make, ship, owe.</param>
    public sealed record Counts(IReadOnlyDictionary<string, long> Tabs, IReadOnlyDictionary<string, long> Desks, long Customers, long Products)
    {
        /// <summary>Null: this reader has no such tab or desk.</summary>
        public long? Of(string name) => Tabs.TryGetValue(name, out var count) || Desks.TryGetValue(name, out count) ? count : null;
    }

    public async Task<Counts> ForAsync(Actor reader, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_known.TryGetValue(reader, out var known) && now - known.At < KeptFor) return known.Counts;

        var tabs = await model.CountsAsync(reader, cancellation);
        var desks = await model.ReadAsync(reading => DeskCounts.Of(reading, reader), cancellation);
        await using var db = book.CreateDb();
        var customers = reader.Role == Role.Sales
            ? db.Customers.Where(c => c.Salesperson == reader.Name) : db.Customers;
        var counts = new Counts(tabs, desks, await customers.LongCountAsync(cancellation), await db.Products.LongCountAsync(cancellation));
        if (_known.Count >= KnownMax) _known.Clear();
        _known[reader] = (counts, now);
        return counts;
    }
}
