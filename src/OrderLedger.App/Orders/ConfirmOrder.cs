using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>确认: from draft; gives the number when the rule says so, and checks the credit limit.</summary>
public sealed class ConfirmOrder(Ledger ledger)
{
    /// <param name="Reason">Why to confirm over the credit limit; needs the right to override.</param>
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(string? Reason = null, long? SeenVersion = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.confirm", write => write.ChangeAsync(id, input.SeenVersion, Right.ConfirmOrders,
            order => ApplyAsync(write, order, input, cancellation), cancellation), cancellation, once);

    internal static async Task<Refusal?> ApplyAsync(Write write, Order order, Input input, CancellationToken cancellation)
    {
        var customer = (await write.Db.Customers.FindAsync([order.CustomerId], cancellation))!;
        return await write.ConfirmAsync(order, customer, input.Reason, cancellation)
            ?? await write.NumberAsync(order, typed: null, cancellation);
    }
}
