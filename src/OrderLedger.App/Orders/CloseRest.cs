using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Orders;

/// <summary>余量取消: what has not left the house is not delivered any more. Needs a reason.</summary>
public sealed class CloseRest(Ledger ledger)
{
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(string Reason, long? SeenVersion = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.close-rest", write => write.ChangeAsync(id, input.SeenVersion, Right.CancelOrders,
            order => Task.FromResult(order.CloseRest(write.Because(input.Reason))), cancellation), cancellation, once);
}
