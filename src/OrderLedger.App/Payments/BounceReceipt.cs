using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Payments;

/// <summary>退票: the bank took the money back. Every order it paid owes again, and may fall from 已付款 to 已收货.</summary>
public sealed class BounceReceipt(Ledger ledger)
{
    /// <param name="SeenVersion">The version of the receipt the user looked at; null: not asked.</param>
    public sealed record Input(string? Reason = null, long? SeenVersion = null);

    public Task<Outcome<ReceiptView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "receipt.bounce", write => write.ReceiptAsync(id, input.SeenVersion, async receipt =>
        {
            if (receipt.BouncedAt is not null) return Refusal.NotAllowed("receipt.bounced");
            var orders = receipt.Allocations.Select(static a => a.OrderId).Distinct().ToList();
            return await write.ReleaseAsync(receipt, orders, cancellation)
                ?? receipt.Bounce(write.Now, write.Because(input.Reason));
        }, cancellation), cancellation, once);
}
