using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Grid;

/// <summary>Rows typed at a desk, each with facts of its own, taken order by order: those that may are one change set.</summary>
internal static class EachOrder
{
    /// <summary>Rows of one call: what a desk shows at once, several times over.</summary>
    public const int RowsMax = 500;

    /// <param name="order">The order that a row is about.</param>
    /// <param name="step">Takes all rows of one order at once.</param>
    public static async Task<Outcome<BulkEvent.Result>> TakeEachAsync<T>(this Ledger ledger, Actor actor, string verb, Right right,
        IReadOnlyList<T>? rows, Func<T, long> order, Func<Write, Order, IReadOnlyList<T>, CancellationToken, Task<Refusal?>> step,
        Once? once, CancellationToken cancellation)
        where T : class
    {
        if (actor.May(right) is { } forbidden) return forbidden;
        if (rows.NoGaps("Rows") is { } gap) return gap;
        if (rows is not { Count: > 0 }) return Refusal.Invalid("event.no-orders").At("Rows");
        if (rows.Count > RowsMax) return Refusal.Invalid("event.too-many", $"{RowsMax}").At("Rows");
        var parts = rows.GroupBy(order).ToDictionary(static part => part.Key, static part => (IReadOnlyList<T>)[.. part]);
        return await ledger.WriteAloneAsync(actor, verb, write => BulkEvent.TakeAsync(write,
            (inside, taken, stop) => step(inside, taken, parts[taken.Id], stop), [.. parts.Keys], cancellation), cancellation, once);
    }
}
