using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;

namespace OrderLedger.App.Payments;

/// <summary>The short form of a receipt: money for this one order. What is more than it owes stays on account (预收).</summary>
public sealed class PayOrder(Ledger ledger)
{
    /// <param name="Date">Empty: today in the book's zone.</param>
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(Money Amount, string Method, DateOnly? Date = null, string? Reference = null,
        ReceiptKind Kind = ReceiptKind.Payment, string? Remark = null, long? SeenVersion = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.pay", write => write.ChangeAsync(id, input.SeenVersion, Right.RecordMoney,
            order => ApplyAsync(write, order, input, cancellation), cancellation), cancellation, once);

    internal static async Task<Refusal?> ApplyAsync(Write write, Order order, Input input, CancellationToken cancellation)
    {
        if (order.Outstanding <= Money.Zero) return Refusal.NotAllowed("order.nothing-owed", order.Label);
        var part = Money.Min(input.Amount, order.Outstanding);
        var recorded = await RecordReceipt.RecordAsync(write, new(input.Amount, input.Method, order.CustomerId,
            Date: input.Date, Reference: input.Reference, Kind: input.Kind, Remark: input.Remark,
            Allocations: input.Amount > Money.Zero ? [new(order.Id, part)] : null), cancellation);
        return recorded.Refusal;
    }
}
