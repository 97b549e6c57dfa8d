using OrderLedger.App.Access;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Customers;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.Products;
using OrderLedger.Web.Ui.Orders;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Changes;

/// <summary>What a thing that a change set touched is called by people: an order's number, a name, an amount.</summary>
public sealed class ChangeNames(OrderQueries orders, CustomerQueries customers, ProductQueries products, ReceiptQueries receipts)
{
    /// <summary>Null: it is gone, or the reader may not see it.</summary>
    public async Task<string?> OfAsync(Actor reader, ChangeSetView set, string entity, long id, CancellationToken cancellation)
    {
        var cell = set.Fields.FirstOrDefault(cell => cell.Id == id && cell.Entity == entity);
        var (root, rootId) = cell is null ? (entity, id) : (cell.Root, cell.RootId);
        switch (root)
        {
            case "order":
                if ((await orders.FindAsync(reader, rootId, cancellation)).Value is not { } order) return null;
                return order.Lines.FirstOrDefault(line => line.Id == id) is { } line
                    ? $"{order.Label()} {line.Product}" : order.Label();
            case "customer":
                return (await customers.FindAsync(reader, rootId, cancellation)).Value?.Name;
            case "product":
                return (await products.FindAsync(reader, rootId, cancellation)).Value?.Name;
            case "receipt":
                return (await receipts.FindAsync(reader, rootId, cancellation)).Value is { } receipt
                    ? "¥" + Show.Money(receipt.Amount) : null;
            default:
                return null;
        }
    }
}
