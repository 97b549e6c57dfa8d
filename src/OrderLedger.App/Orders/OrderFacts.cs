using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>Loads an order whole: what is derived needs every fact.</summary>
public static class OrderFacts
{
    /// <summary>With lines, work, shipments and allocations; split, so that collections do not multiply each other.</summary>
    public static IQueryable<Order> WithFacts(this IQueryable<Order> orders) => orders
        .Include(static o => o.Lines).Include(static o => o.Work)
        .Include(static o => o.Goods).ThenInclude(static g => g.Shipment).ThenInclude(static s => s.Lines)
        .Include(static o => o.Allocations).ThenInclude(static a => a.Receipt).ThenInclude(static r => r.Allocations)
        .AsSplitQuery();

    /// <summary>The order for a change by this actor; not found also when the actor may not see it (S2).</summary>
    /// <param name="seenVersion">The version the actor looked at; null: not asked.</param>
    public static async Task<Outcome<Order>> OrderAsync(
        this Write write, long id, long? seenVersion, CancellationToken cancellation)
    {
        var order = await write.Db.Orders.WithFacts().FirstOrDefaultAsync(o => o.Id == id, cancellation);
        if (order is null || !write.Actor.Sees(order.Salesperson))
            return Refusal.NotFound("order.not-found", $"{id}");
        return seenVersion is { } seen && seen != order.Version
            ? new Refusal(RefusalKind.Stale, "order.stale", order.Label) : order;
    }

    /// <summary>The frame of every event: right, load, rule, derive, view.</summary>
    /// <param name="rule">Asks the domain and changes the order; null when accepted.</param>
    public static async Task<Outcome<OrderView>> ChangeAsync(this Write write, long id, long? seenVersion, Right right,
        Func<Order, Task<Refusal?>> rule, CancellationToken cancellation)
    {
        if (write.Actor.May(right) is { } forbidden) return forbidden;
        var found = await write.OrderAsync(id, seenVersion, cancellation);
        if (!found.Accepted) return found.Refusal;
        var order = found.Value;
        if (await rule(order) is { } refusal) return refusal;

        return await write.SavedAsync(order, cancellation);
    }

    /// <summary>Derives, saves and shows: ids and the new version are known only after the save.</summary>
    public static async Task<OrderView> SavedAsync(this Write write, Order order, CancellationToken cancellation)
    {
        // New shipment lines and work carry no id before they are saved, but they refer to order lines that do.
        write.Derive(order);
        await write.SaveAsync(cancellation);
        return OrderView.Of(order, write.Actor);
    }
}
