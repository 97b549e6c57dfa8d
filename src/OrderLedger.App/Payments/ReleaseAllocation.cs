using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Payments;

/// <summary>Takes an allocation back by a reversing row: the money is on account again.</summary>
public sealed class ReleaseAllocation(Ledger ledger)
{
    /// <param name="SeenVersion">The version of the receipt the user looked at; null: not asked.</param>
    public sealed record Input(long OrderId, string? Reason = null, long? SeenVersion = null);

    public Task<Outcome<ReceiptView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "receipt.release", write => write.ReceiptAsync(id, input.SeenVersion, receipt =>
        {
            write.Because(input.Reason);
            return receipt.Allocations.Any(a => a.OrderId == input.OrderId)
                ? write.ReleaseAsync(receipt, [input.OrderId], cancellation)
                : Task.FromResult<Refusal?>(Refusal.NotAllowed("receipt.not-allocated"));
        }, cancellation), cancellation, once);
}
