using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Data.Journal;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>Records an order: as a draft, or confirmed at once.</summary>
public sealed class PlaceOrder(Ledger ledger)
{
    /// <param name="Customer">Name or code, when <paramref name="CustomerId"/> is not given.</param>
    /// <param name="Number">Empty: the number rule gives one.</param>
    /// <param name="OrderDate">Empty: today in the book's zone.</param>
    /// <param name="Terms">Name of terms in the settings, or their notation; empty: the customer's.</param>
    /// <param name="OverrideReason">Why to confirm over the credit limit; needs the right to override.</param>
    /// <param name="Total">议定总额: what all lines together shall cost; their amounts are spread to it and their prices follow.</param>
    public sealed record Input(long? CustomerId = null, string? Customer = null, string? Number = null,
        DateOnly? OrderDate = null, DateOnly? DueDate = null, string? PaymentMethod = null, string? Terms = null,
        string? Salesperson = null, string? CustomerPo = null, string? DeliveryAddress = null, string? Remark = null,
        bool Confirm = true, IReadOnlyList<LineInput>? Lines = null, string? OverrideReason = null,
        Money? Total = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.place", write => PlaceAsync(write, input, cancellation), cancellation, once);

    private static async Task<Outcome<OrderView>> PlaceAsync(Write write, Input input, CancellationToken cancellation)
    {
        var order = await MakeAsync(write, input, cancellation);
        if (!order.Accepted) return order.Refusal;
        write.Add(order.Value);
        return await write.SavedAsync(order.Value, cancellation);
    }

    /// <summary>A new order with its number, for the caller to save.</summary>
    internal static async Task<Outcome<Order>> MakeAsync(Write write, Input input, CancellationToken cancellation)
    {
        if (write.Actor.May(Right.PlaceOrders) is { } forbidden) return forbidden;
        if (input.Confirm && write.Actor.May(Right.ConfirmOrders) is { } unconfirmed) return unconfirmed;
        var found = await write.CustomerAsync(input.CustomerId, input.Customer, cancellation);
        if (!found.Accepted) return found.Refusal;
        var customer = found.Value;
        if (customer.Status != CustomerStatus.Active)
            return Refusal.NotAllowed("customer.not-active", customer.Name).At("Customer");
        var headed = Head(write, input, customer);
        if (!headed.Accepted) return headed.Refusal;
        var order = headed.Value;
        if (input.Lines is { Count: > Order.LinesMax }) return Refusal.Invalid("order.too-many-lines").At("Lines");
        if (input.Lines.NoGaps("Lines") is { } gap) return gap;
        var lines = input.Lines ?? [];
        await write.LearnProductsAsync(lines, cancellation);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = await write.LineAsync(lines[i], i, order, input.DueDate, cancellation);
            if (!line.Accepted) return line.Refusal;
            order.Lines.Add(line.Value);
        }
        if (input.Total is { } total && order.Negotiate(total) is { } unspread) return unspread;
        if (order.Check() is { } refusal) return refusal;
        write.Derive(order);
        if (input.Confirm && await write.ConfirmAsync(order, customer, input.OverrideReason, cancellation) is { } no) return no;
        return await write.NumberAsync(order, input.Number, cancellation) is { } taken ? taken : order;
    }

    private static Outcome<Order> Head(Write write, Input input, Customer customer)
    {
        var terms = TermsOf(write, input.Terms ?? customer.Terms);
        if (!terms.Accepted) return terms.Refusal;
        var date = input.OrderDate ?? write.Today;
        if (OutOfRange(date) is { } range) return range;
        return new Order
        {
            CustomerId = customer.Id, CustomerCode = customer.Code, CustomerName = customer.Label,
            DeliveryAddress = input.DeliveryAddress ?? customer.Address, CustomerPo = input.CustomerPo,
            OrderDate = date, PaymentMethod = input.PaymentMethod ?? customer.PaymentMethod, Terms = terms.Value,
            // A salesperson writes orders in the own name only.
            Salesperson = write.Actor.Role == Role.Sales ? write.Actor.Name : input.Salesperson ?? customer.Salesperson,
            Currency = write.Settings.Company.Currency, ShipGateBp = customer.ShipGateBp, Remark = input.Remark,
            Source = write.Actor.Via == Via.Api ? OrderSource.Api : OrderSource.Manual,
        };
    }

    /// <summary>Other years are slips of the pen, and days cannot be added to the last one there is.</summary>
    internal static Refusal? OutOfRange(DateOnly date) => date.Year is < 1990 or > 2100
        ? Refusal.Invalid("order.date-range", $"{date:yyyy-MM-dd}").At("OrderDate") : null;

    internal static Outcome<string> TermsOf(Write write, string text)
    {
        var notation = write.Settings.Terms.FirstOrDefault(t => t.Name == text)?.Notation ?? text;
        var parsed = Domain.Payments.PaymentTerms.Parse(notation);
        return parsed.Accepted ? notation : parsed.Refusal.At("Terms");
    }
}
