using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Grid;

/// <summary>Takes one step with each of many orders, chunk by chunk, in one change set. A chunk is loaded and saved at once; of an
/// order that is refused nothing is kept.</summary>
internal sealed class ManyOrders(Write write)
{
    /// <summary>Orders in memory at once; each comes with its lines, shipments and receipts.</summary>
    private const int ChunkSize = 100;

    /// <summary>All or nothing: once an order is refused nothing is written any more, and the others are only looked at.</summary>
    /// <returns>By order why it was refused.</returns>
    public async Task<IReadOnlyDictionary<long, Refusal>> AllAsync(
        IEnumerable<long> ids, Func<Order, Task<Refusal?>> step, CancellationToken cancellation)
    {
        var refused = new Dictionary<long, Refusal>();
        foreach (var chunk in ids.Chunk(ChunkSize))
        {
            if (!await TogetherAsync(chunk, step, refused, cancellation)) write.IsRehearsal = true;
        }
        return refused;
    }

    /// <summary>Those that may; the others are left as they were.</summary>
    /// <returns>By order why it was refused.</returns>
    public async Task<IReadOnlyDictionary<long, Refusal>> ThoseThatMayAsync(
        IEnumerable<long> ids, Func<Order, Task<Refusal?>> step, CancellationToken cancellation)
    {
        var refused = new Dictionary<long, Refusal>();
        foreach (var chunk in ids.Chunk(ChunkSize))
        {
            if (await TogetherAsync(chunk, step, refused, cancellation)) continue;
            var rest = chunk.Where(id => !refused.ContainsKey(id)).ToList();
            if (await TogetherAsync(rest, step, refused, cancellation)) continue;
            // What one may has come to depend on what another did: one after the other it is certain.
            foreach (var id in rest.Where(id => !refused.ContainsKey(id))) await TogetherAsync([id], step, refused, cancellation);
        }
        return refused;
    }

    /// <summary>False when one of them was refused; then nothing of all of them is kept.</summary>
    private async Task<bool> TogetherAsync(IReadOnlyCollection<long> ids, Func<Order, Task<Refusal?>> step,
        Dictionary<long, Refusal> refused, CancellationToken cancellation)
    {
        var (mark, before) = (write.Here(), refused.Count);
        write.PutsOff = true;
        var known = await write.Db.Orders.WithFacts().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(static o => o.Id, cancellation);
        foreach (var id in ids)
        {
            var refusal = known.TryGetValue(id, out var order) && write.Actor.Sees(order.Salesperson)
                ? await step(order) : Refusal.NotFound("order.not-found", $"{id}");
            if (refusal is not null)
            {
                refused[id] = refusal;
                continue;
            }
            write.Derive(order!);
            write.Note(order!);
        }
        write.PutsOff = false;
        if (refused.Count == before) await write.SaveChunkAsync(cancellation);
        else write.Back(mark);
        return refused.Count == before;
    }
}
