using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Orders;

/// <summary>恢复: takes the order off hold.</summary>
public sealed class ResumeOrder(Ledger ledger)
{
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(long? SeenVersion = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.resume", write => write.ChangeAsync(id, input.SeenVersion, Right.HoldOrders,
            order => Task.FromResult(order.Resume()), cancellation), cancellation, once);
}
