using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;

namespace OrderLedger.App.Payments;

/// <summary>收款: money from a customer, allocated to orders by hand or oldest first; the rest stays on account (预收).</summary>
public sealed class RecordReceipt(Ledger ledger)
{
    /// <param name="Date">Empty: today in the book's zone.</param>
    /// <param name="Allocations">Null: nothing is allocated, all stays on account.</param>
    /// <param name="OldestFirst">True: allocates to the customer's open orders, the oldest due first.</param>
    public sealed record Input(Money Amount, string Method, long? CustomerId = null, string? Customer = null,
        DateOnly? Date = null, string? Reference = null, ReceiptKind Kind = ReceiptKind.Payment, string? Remark = null,
        IReadOnlyList<Allocate>? Allocations = null, bool OldestFirst = false);

    public sealed record Allocate(long OrderId, Money Amount);

    public Task<Outcome<ReceiptView>> RunAsync(
        Actor actor, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "receipt.record", write => RecordAsync(write, input, cancellation), cancellation, once);

    internal static async Task<Outcome<ReceiptView>> RecordAsync(Write write, Input input, CancellationToken cancellation)
    {
        if (write.Actor.May(Right.RecordMoney) is { } forbidden) return forbidden;
        var customer = await write.CustomerAsync(input.CustomerId, input.Customer, cancellation);
        if (!customer.Accepted) return customer.Refusal;
        var receipt = new Receipt
        {
            CustomerId = customer.Value.Id, Date = input.Date ?? write.Today, Amount = input.Amount,
            Currency = write.Settings.Company.Currency, Method = input.Method?.Trim() ?? "",
            Reference = input.Reference.OrNull(), Kind = input.Kind,
            Remark = input.Remark,
        };
        if (receipt.Check() is { } invalid) return invalid;
        if (receipt.Date > write.Today) return Refusal.Invalid("receipt.in-future").At("Date");
        write.Db.Receipts.Add(receipt);
        var refusal = input.OldestFirst
            ? await write.AllocateOldestFirstAsync(receipt, cancellation)
            : await write.AllocateAsync(receipt, input.Allocations ?? [], cancellation);
        if (refusal is not null) return refusal;

        await write.SaveAsync(cancellation);
        return ReceiptView.Of(receipt);
    }
}

/// <summary>核销, shared by recording and by allocating later.</summary>
internal static class Allocating
{
    public static async Task<Refusal?> AllocateAsync(this Write write, Receipt receipt,
        IReadOnlyList<RecordReceipt.Allocate> parts, CancellationToken cancellation)
    {
        if (parts.NoGaps("Allocations") is { } gap) return gap;
        for (var i = 0; i < parts.Count; i++)
        {
            var found = await write.OrderAsync(parts[i].OrderId, seenVersion: null, cancellation);
            if (!found.Accepted) return found.Refusal.At($"Allocations[{i}].OrderId");
            if (receipt.Allocate(found.Value, parts[i].Amount, write.Now) is { } refusal)
                return refusal.At($"Allocations[{i}].{refusal.Field}");
            write.Derive(found.Value);
        }
        return null;
    }

    /// <summary>先到期先冲: by payment due date, then order date.</summary>
    public static async Task<Refusal?> AllocateOldestFirstAsync(
        this Write write, Receipt receipt, CancellationToken cancellation)
    {
        var ids = await write.Db.Orders.Where(o => o.CustomerId == receipt.CustomerId && o.Currency == receipt.Currency
                && o.ConfirmedAt != null && o.CancelledAt == null
                && o.Payment != PaymentBadge.Paid && o.Payment != PaymentBadge.Over)
            .OrderBy(o => o.PaymentDueOn == null).ThenBy(o => o.PaymentDueOn).ThenBy(o => o.OrderDate).ThenBy(o => o.Id)
            .Select(o => o.Id).ToListAsync(cancellation);
        foreach (var id in ids)
        {
            if (receipt.Unallocated.IsZero) break;
            var found = await write.OrderAsync(id, seenVersion: null, cancellation);
            if (!found.Accepted || found.Value.Outstanding <= Money.Zero) continue;
            var part = Money.Min(receipt.Unallocated, found.Value.Outstanding);
            if (receipt.Allocate(found.Value, part, write.Now) is { } refusal) return refusal;
            write.Derive(found.Value);
        }
        return null;
    }
}
