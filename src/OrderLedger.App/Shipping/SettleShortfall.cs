using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Shipping;

/// <summary>Decides what was signed short: sent again (补发), or cancelled on the line (取消差额).</summary>
public sealed class SettleShortfall(Ledger ledger)
{
    /// <param name="Settlement">Resend or Cancel.</param>
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(ShortfallSettlement Settlement, string? Reason = null, long? SeenVersion = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.settle-shortfall", write =>
        {
            write.Because(input.Reason);
            return write.ChangeAsync(id, input.SeenVersion, Right.ConfirmOrders,
                order => Task.FromResult(order.SettleShortfall(input.Settlement)), cancellation);
        }, cancellation, once);
}
