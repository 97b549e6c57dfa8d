using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Orders;

/// <summary>变更: head fields and lines of a draft or a running order; a confirmed one gets a new revision.</summary>
/// <remarks>A stale version is merged when the fields that others changed since are not among those sent (R10).</remarks>
public sealed class AmendOrder(Ledger ledger)
{
    /// <summary>Null leaves a field as it is; an empty text clears it.</summary>
    /// <param name="DueDate">Sets every line that has not shipped completely.</param>
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    /// <param name="Total">议定总额, as in <see cref="PlaceOrder.Input"/>.</param>
    /// <param name="OverrideReason">Why a confirmed order may grow over the credit limit; needs the right to override.</param>
    /// <param name="Customer">Code or name of another one, while the order is a draft whose number does not name it.</param>
    public sealed record Input(string? CustomerPo = null, DateOnly? OrderDate = null, DateOnly? DueDate = null,
        string? PaymentMethod = null, string? Terms = null, string? Salesperson = null, string? DeliveryAddress = null,
        string? Remark = null, IReadOnlyList<LineChange>? Lines = null, string? Reason = null, long? SeenVersion = null,
        string? OverrideReason = null, string? Customer = null, Money? Total = null);

    /// <param name="Id">A line of the order; null: a new line.</param>
    /// <param name="Kind">As in <see cref="LineInput"/>; of a new line only.</param>
    public sealed record LineChange(long? Id = null, bool Delete = false, long? ProductId = null, string? Product = null,
        string? Spec = null, string? Unit = null, Quantity? Quantity = null, UnitPrice? UnitPrice = null,
        Money? Amount = null, decimal? Discount = null, decimal? TaxRate = null, DateOnly? DueDate = null,
        string? Remark = null, ProductKind? Kind = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync<OrderView>(actor, "order.amend", async write =>
        {
            if (input.Lines.NoGaps("Lines") is { } gap) return gap;
            var seen = input.SeenVersion;
            if (seen is { } version && await AmendMerge.IsDisjointAsync(write.Db, id, version, input, cancellation)) seen = null;
            return await write.ChangeAsync(id, seen, Right.PlaceOrders,
                order => ApplyAsync(write, order, input, cancellation), cancellation);
        }, cancellation, once);

    internal static async Task<Refusal?> ApplyAsync(Write write, Order order, Input input, CancellationToken cancellation)
    {
        var before = order.Receivable;
        return await AmendAsync(write, order, input, cancellation)
            ?? await CreditAsync(write, order, before, input.OverrideReason, cancellation);
    }

    /// <summary>A confirmed order that grows needs the credit as a new one does.</summary>
    private static async Task<Refusal?> CreditAsync(
        Write write, Order order, Money before, string? overrideReason, CancellationToken cancellation)
    {
        if (order.ConfirmedAt is null) return null;
        write.Derive(order);
        if (order.Receivable <= before) return null;
        var customer = (await write.Db.Customers.FindAsync([order.CustomerId], cancellation))!;
        var over = await write.OverCreditAsync(order, customer, cancellation);
        if (over is null) return null;
        if (string.IsNullOrWhiteSpace(overrideReason)) return over;
        if (write.Actor.May(Right.Override) is { } forbidden) return forbidden;
        order.OverrideCredit(write.Because(overrideReason));
        return null;
    }

    internal static async Task<Refusal?> AmendAsync(Write write, Order order, Input input, CancellationToken cancellation)
    {
        if (order.MayAmend() is { } refusal) return refusal;
        if (input.Customer is { } name && await write.ExchangeCustomerAsync(order, name, cancellation) is { } fixedThere) return fixedThere;
        if (input.Terms is { } terms)
        {
            var notation = PlaceOrder.TermsOf(write, terms);
            if (!notation.Accepted) return notation.Refusal;
            order.Terms = notation.Value;
        }
        if (input.OrderDate is { } date && order.Number is not null && date != order.OrderDate)
            return Refusal.NotAllowed("order.date-numbered", order.Label).At("OrderDate");
        if (input.OrderDate is { } typed && PlaceOrder.OutOfRange(typed) is { } range) return range;
        order.OrderDate = input.OrderDate ?? order.OrderDate;
        order.CustomerPo = input.CustomerPo.Or(order.CustomerPo);
        order.PaymentMethod = input.PaymentMethod.Or(order.PaymentMethod);
        order.DeliveryAddress = input.DeliveryAddress.Or(order.DeliveryAddress);
        order.Remark = input.Remark.Or(order.Remark);
        if (write.Actor.Role != Role.Sales) order.Salesperson = input.Salesperson.Or(order.Salesperson);
        if (input.DueDate is { } due)
        {
            foreach (var line in order.Lines.Where(static l => l.Unshipped > Domain.Quantity.Zero)) line.DueDate = due;
        }
        for (var i = 0; i < (input.Lines?.Count ?? 0); i++)
        {
            if (await LineAsync(write, order, input.Lines![i], i, input.DueDate, cancellation) is { } wrong) return wrong;
        }
        if (input.Total is { } total && order.Negotiate(total) is { } unspread) return unspread;
        if (order.Check() is { } invalid) return invalid;
        if (order.Lines.Count == 0 && order.ConfirmedAt is not null) return Refusal.NotAllowed("order.no-lines", order.Label);
        write.Because(input.Reason);
        order.Amended();
        return null;
    }

    private static async Task<Refusal?> LineAsync(
        Write write, Order order, LineChange change, int index, DateOnly? dueDate, CancellationToken cancellation)
    {
        if (change.Id is null)
        {
            var made = await write.LineAsync(new(change.ProductId, change.Product, change.Spec, change.Unit,
                change.Quantity ?? default, change.UnitPrice, change.Amount, change.Discount, change.TaxRate,
                change.DueDate, change.Remark, change.Kind), index, order, dueDate, cancellation);
            if (!made.Accepted) return made.Refusal;
            made.Value.Position = order.Lines.Count == 0 ? 1 : order.Lines.Max(static l => l.Position) + 1;
            order.Lines.Add(made.Value);
            return null;
        }
        var line = order.Lines.FirstOrDefault(l => l.Id == change.Id);
        if (line is null) return Refusal.Invalid("order.line-unknown", $"{change.Id}").At($"Lines[{index}].Id");
        if (!change.Delete)
        {
            return ((change.Product is not null || change.ProductId is not null)
                ? await write.ExchangeProductAsync(order, line, change, index, cancellation) : null) ?? Change(line, change, index);
        }
        if (order.Goods.Any(g => g.OrderLineId == line.Id) || order.Work.Any(w => w.OrderLineId == line.Id))
            return Refusal.NotAllowed("line.has-facts", $"{line.Position}", line.ProductName).At($"Lines[{index}].Delete");
        order.Lines.Remove(line);
        return null;
    }

    private static Refusal? Change(OrderLine line, LineChange change, int index)
    {
        if (change.Kind is not null && change.Kind != line.Kind)
            return Refusal.Invalid("line.kind-of-product", $"{line.Position}", line.ProductName).At($"Lines[{index}].Kind");
        if (change.Discount is < 0 or > 1) return Refusal.Invalid("line.discount-range", $"{line.Position}").At($"Lines[{index}].Discount");
        if (change.TaxRate is < 0 or > 1) return Refusal.Invalid("line.tax-rate-range", $"{line.Position}").At($"Lines[{index}].TaxRate");
        if ((change.Discount.TooFine($"Lines[{index}].Discount") ?? change.TaxRate.TooFine($"Lines[{index}].TaxRate")) is { } fine)
            return fine;
        line.Spec = change.Spec.Or(line.Spec);
        line.Unit = change.Unit.Or(line.Unit);
        line.Remark = change.Remark.Or(line.Remark);
        line.DueDate = change.DueDate ?? line.DueDate;
        line.TaxRateBp = change.TaxRate is { } rate ? (int)(rate * 10_000) : line.TaxRateBp;
        var price = change.UnitPrice ?? (change.Amount is null ? line.UnitPrice : null);
        if (OrderLine.Measure(change.Quantity ?? line.Quantity, price, change.Amount,
            change.Discount is { } off ? (int)(off * 10_000) : line.DiscountBp, index) is { } measure) return measure;
        var priced = change.Quantity is not null || change.UnitPrice is not null || change.Discount is not null;
        line.Quantity = change.Quantity ?? line.Quantity;
        line.DiscountBp = change.Discount is { } discount ? (int)(discount * 10_000) : line.DiscountBp;
        if (change.Amount is { } amount)
        {
            line.Amount = amount;
            line.UnitPrice = change.UnitPrice ?? UnitPrice.From(amount, line.Quantity, line.DiscountBp);
            var product = line.UnitPrice.Times(line.Quantity, line.DiscountBp);
            return Math.Abs((product - amount).Cents) <= 1 ? null
                : Refusal.Invalid("line.amount-mismatch", $"{line.Position}", amount.ToString(), product.ToString()).At($"Lines[{index}].Amount");
        }
        if (!priced) return null;
        line.UnitPrice = change.UnitPrice ?? line.UnitPrice;
        line.Amount = line.UnitPrice.Times(line.Quantity, line.DiscountBp);
        return null;
    }
}
