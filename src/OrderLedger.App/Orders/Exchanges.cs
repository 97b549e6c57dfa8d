using OrderLedger.App.Customers;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>The wrong customer or product was typed: another one, with its own snapshot, while nothing has been built on it.</summary>
internal static class Exchanges
{
    /// <summary>The price stays as it was agreed; what describes the goods is the other product's, or only a name.</summary>
    /// <returns>Refused with line.product-fixed once the line is worked on or shipped.</returns>
    public static async Task<Refusal?> ExchangeProductAsync(this Write write, Order order, OrderLine line, AmendOrder.LineChange change, int index,
        CancellationToken cancellation)
    {
        if (change.ProductId is { } id && id == line.ProductId) return null;
        if (change is { ProductId: null, Product: { } name } && TextFolding.Key(name) == TextFolding.Key(line.ProductName)) return null;
        if (order.Goods.Any(g => g.OrderLineId == line.Id) || order.Work.Any(w => w.OrderLineId == line.Id))
            return Refusal.NotAllowed("line.product-fixed", $"{line.Position}").At($"Lines[{index}].Product");
        var made = await write.LineAsync(new(change.ProductId, change.Product, Quantity: line.Quantity, UnitPrice: line.UnitPrice,
            Amount: line.Amount, Discount: line.DiscountBp / 10_000m), index, order, line.DueDate, cancellation);
        if (!made.Accepted) return made.Refusal;
        var other = made.Value;
        if (other.ProductId is not null && other.ProductId == line.ProductId) return null;
        (line.ProductId, line.Sku, line.ProductName) = (other.ProductId, other.Sku, other.ProductName);
        (line.Spec, line.Unit, line.Category) = (other.Spec, other.Unit, other.Category);
        (line.Kind, line.IsMade, line.UnitCost, line.TaxRateBp) = (other.Kind, other.IsMade, other.UnitCost, other.TaxRateBp);
        return null;
    }

    /// <summary>Only of a draft whose number does not name its customer: money and goods have gone to one.</summary>
    /// <param name="text">Code or name.</param>
    public static async Task<Refusal?> ExchangeCustomerAsync(this Write write, Order order, string text, CancellationToken cancellation)
    {
        var found = await write.CustomerAsync(null, text, cancellation);
        if (!found.Accepted) return found.Refusal;
        var customer = found.Value;
        if (customer.Id == order.CustomerId) return null;
        var isNamed = order.Number?.Contains(order.CustomerCode, StringComparison.OrdinalIgnoreCase) ?? false;
        if (isNamed || order.ConfirmedAt is not null || !order.Received.IsZero)
            return Refusal.NotAllowed("order.customer-fixed", order.Label).At("Customer");
        if (customer.Status != CustomerStatus.Active) return Refusal.NotAllowed("customer.not-active", customer.Name).At("Customer");
        if (await write.TermsOfAsync(order, customer, cancellation) is { } unreadable) return unreadable;
        (order.CustomerId, order.CustomerCode, order.CustomerName) = (customer.Id, customer.Code, customer.Label);
        (order.DeliveryAddress, order.ShipGateBp) = (customer.Address, customer.ShipGateBp);
        return null;
    }

    /// <summary>Terms and method are the other customer's where they were the former's; what was agreed for this order stays.</summary>
    private static async Task<Refusal?> TermsOfAsync(this Write write, Order order, Customer other, CancellationToken cancellation)
    {
        var former = (await write.Db.Customers.FindAsync([order.CustomerId], cancellation))!;
        if (PlaceOrder.TermsOf(write, former.Terms).Value == order.Terms)
        {
            var terms = PlaceOrder.TermsOf(write, other.Terms);
            if (!terms.Accepted) return terms.Refusal;
            order.Terms = terms.Value;
        }
        if (order.PaymentMethod == former.PaymentMethod) order.PaymentMethod = other.PaymentMethod;
        return null;
    }
}
