using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>Steps that placing, confirming and importing an order share.</summary>
internal static class OrderWrites
{
    private static readonly CompiledQuery<string, long> ByNumber = new(static () =>
        EF.CompileAsyncQuery((LedgerDb db, string key) => db.Orders.Where(o => o.NumberKey == key).Select(o => o.Id)));

    /// <summary>Of one customer, through the index of unpaid orders: what was paid long ago costs nothing.</summary>
    private static readonly CompiledQuery<long, Owed> Unpaid = new(static () =>
        EF.CompileAsyncQuery((LedgerDb db, long customer) => db.Orders
            .Where(o => o.CustomerId == customer && o.ConfirmedAt != null && o.CancelledAt == null && o.Receivable != o.Received)
            .Select(o => new Owed(o.Id, o.Receivable, o.Received))));

    /// <summary>确认, after the credit check: Σ outstanding of the customer's confirmed orders plus this one.</summary>
    public static async Task<Refusal?> ConfirmAsync(
        this Write write, Order order, Customer customer, string? overrideReason, CancellationToken cancellation)
    {
        var over = await write.OverCreditAsync(order, customer, cancellation);
        if (over is not null && string.IsNullOrWhiteSpace(overrideReason)) return over;
        if (over is not null && write.Actor.May(Right.Override) is { } forbidden) return forbidden;
        return order.Confirm(write.Now, over is null ? null : write.Because(overrideReason));
    }

    /// <summary>Gives the number: the typed one, which must be free and lifts the sequence (I30), or the rule's next.</summary>
    public static async Task<Refusal?> NumberAsync(
        this Write write, Order order, string? typed, CancellationToken cancellation)
    {
        var rule = write.Settings.OrderNumbers;
        if (!string.IsNullOrWhiteSpace(typed)) return await TypedAsync(write, order, rule, typed.Trim(), cancellation);
        if (order.Number is not null || (rule.AtConfirmation && order.ConfirmedAt is null)) return null;

        var scope = $"order/{rule.ScopeKey(order.OrderDate, order.CustomerCode)}";
        for (; ; )
        {
            var sequence = await write.NextNumberAsync(scope, cancellation);
            var number = rule.Format(order.OrderDate, order.CustomerCode, order.Salesperson, sequence);
            // A number typed under an older rule may stand in the way; it keeps its place. That is so rare that it is asked
            // only once the database has refused the number.
            if (write.IsRepeat && await OrderIdAsync(write.Db, number, cancellation) is not null) continue;
            order.GiveNumber(number);
            return null;
        }
    }

    public static async Task<long?> OrderIdAsync(LedgerDb db, string number, CancellationToken cancellation)
    {
        await foreach (var id in ByNumber.Run(db, TextFolding.Key(number)).WithCancellation(cancellation)) return id;
        return null;
    }

    private static async Task<Refusal?> TypedAsync(
        Write write, Order order, NumberRule rule, string number, CancellationToken cancellation)
    {
        if (number.Length > 100) return Refusal.Invalid("order.number-too-long").At("Number");
        if (await OrderIdAsync(write.Db, number, cancellation) is not null)
            return Refusal.NotAllowed("order.number-taken", number).At("Number");
        if (rule.SequenceOf(number, order.OrderDate, order.CustomerCode, order.Salesperson) is { } sequence)
            await write.LiftNumberAsync($"order/{rule.ScopeKey(order.OrderDate, order.CustomerCode)}", sequence, cancellation);
        order.GiveNumber(number);
        return null;
    }

    /// <summary>The refusal when the customer's confirmed orders and this one, as it is now, owe more than the limit.</summary>
    public static async Task<Refusal?> OverCreditAsync(
        this Write write, Order order, Customer customer, CancellationToken cancellation)
    {
        if (customer.CreditLimit is not { } limit) return null;

        var balance = order.Outstanding;
        await foreach (var owed in Unpaid.Run(write.Db, customer.Id).WithCancellation(cancellation))
        {
            if (owed.Id != order.Id && !write.Unsaved.ContainsKey(owed.Id)) balance += owed.Receivable - owed.Received;
        }
        foreach (var (id, unsaved) in write.Unsaved)
        {
            if (id != order.Id && unsaved.Customer == customer.Id) balance += unsaved.Owed;
        }
        return balance <= limit ? null
            : Refusal.NotAllowed("order.credit-exceeded", customer.Label, limit.ToString(), balance.ToString());
    }

    private sealed record Owed(long Id, Money Receivable, Money Received);
}
