using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Payments;

namespace OrderLedger.App.Payments;

/// <summary>核销: gives money on account to orders of the same customer, by hand or oldest first.</summary>
public sealed class AllocateReceipt(Ledger ledger)
{
    /// <param name="SeenVersion">The version of the receipt the user looked at; null: not asked.</param>
    public sealed record Input(IReadOnlyList<RecordReceipt.Allocate>? Allocations = null, bool OldestFirst = false,
        long? SeenVersion = null);

    public Task<Outcome<ReceiptView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "receipt.allocate", write => write.ReceiptAsync(id, input.SeenVersion, receipt =>
            input.OldestFirst ? write.AllocateOldestFirstAsync(receipt, cancellation)
                : write.AllocateAsync(receipt, input.Allocations ?? [], cancellation), cancellation), cancellation, once);
}

internal static class ReceiptWrites
{
    /// <summary>The frame of every change of a receipt: right, load, rule, save, view.</summary>
    public static async Task<Outcome<ReceiptView>> ReceiptAsync(this Write write, long id, long? seenVersion,
        Func<Receipt, Task<Refusal?>> rule, CancellationToken cancellation)
    {
        if (write.Actor.May(Right.RecordMoney) is { } forbidden) return forbidden;
        var receipt = await write.Db.Receipts.Include(static r => r.Allocations)
            .FirstOrDefaultAsync(r => r.Id == id, cancellation);
        if (receipt is null) return Refusal.NotFound("receipt.not-found", $"{id}");
        if (seenVersion is { } seen && seen != receipt.Version) return new Refusal(RefusalKind.Stale, "receipt.stale");
        if (await rule(receipt) is { } refusal) return refusal;

        await write.SaveAsync(cancellation);
        return ReceiptView.Of(receipt);
    }

    /// <summary>Takes back what the receipt gave to these orders, and derives them.</summary>
    public static async Task<Refusal?> ReleaseAsync(
        this Write write, Receipt receipt, IReadOnlyCollection<long> orderIds, CancellationToken cancellation)
    {
        foreach (var id in orderIds)
        {
            var order = await Orders.OrderFacts.OrderAsync(write, id, seenVersion: null, cancellation);
            if (!order.Accepted) return order.Refusal;
            receipt.Release(order.Value, write.Now, write.Today);
            write.Derive(order.Value);
        }
        return null;
    }
}
