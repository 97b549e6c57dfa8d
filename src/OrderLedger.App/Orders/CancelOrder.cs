using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Orders;

/// <summary>取消: while nothing has left the house. What was allocated to it goes back on the customer's account (预收).</summary>
public sealed class CancelOrder(Ledger ledger)
{
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(string Reason, long? SeenVersion = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.cancel", write => write.ChangeAsync(id, input.SeenVersion, Right.CancelOrders,
            order =>
            {
                if (order.Cancel(write.Now, write.Because(input.Reason)) is { } refusal) return Task.FromResult<Refusal?>(refusal);

                foreach (var receipt in order.Allocations.Select(static a => a.Receipt).Distinct().ToList())
                    receipt.Release(order, write.Now, write.Today);
                return Task.FromResult<Refusal?>(null);
            }, cancellation), cancellation, once);
}
