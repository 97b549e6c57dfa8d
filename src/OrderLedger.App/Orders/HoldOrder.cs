using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Orders;

/// <summary>暂停: blocks production and shipping until resumed. Needs a reason.</summary>
public sealed class HoldOrder(Ledger ledger)
{
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(string Reason, long? SeenVersion = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.hold", write => write.ChangeAsync(id, input.SeenVersion, Right.HoldOrders,
            order => Task.FromResult(order.Hold(write.Now, write.Because(input.Reason))), cancellation), cancellation, once);
}
