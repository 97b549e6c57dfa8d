using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>取消: while nothing has left the house. What was allocated to it goes back on the customer's account (预收).</summary>
public sealed class CancelOrder(Ledger ledger)
{
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(string Reason, long? SeenVersion = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.cancel", write => write.ChangeAsync(id, input.SeenVersion, Right.CancelOrders,
            order => Task.FromResult(write.Cancel(order, write.Because(input.Reason))), cancellation), cancellation, once);
}

internal static class Cancelling
{
    /// <summary>Cancels, and puts the order's money on account.</summary>
    public static Refusal? Cancel(this Write write, Order order, string reason)
    {
        if (order.Cancel(write.Now, reason) is { } refusal) return refusal;

        foreach (var receipt in order.Allocations.Select(static a => a.Receipt).Distinct().ToList())
            receipt.Release(order, write.Now, write.Today);
        return null;
    }
}
