using OrderLedger.App.Orders;
using OrderLedger.Domain;

namespace OrderLedger.App.Grid;

/// <summary>A row that becomes an order or a line, read.</summary>
/// <param name="isLine">It was sent as a line of an order that is there.</param>
/// <param name="index">Its place among those it was sent with.</param>
internal sealed class NewRow(bool isLine, int index)
{
    public bool IsLine => isLine;

    public int Index => index;

    /// <summary>By the name of the column: a text, DateOnly, decimal or OrderStatus.</summary>
    public Dictionary<string, object> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>One of its cells could not be read.</summary>
    public bool IsWrong { get; set; }

    public bool HasLine => Values.Keys.Any(static name => name is "product" or "sku" or "quantity" or "amount" or "unitPrice");

    public string? Text(string field) => Values.GetValueOrDefault(field) as string;

    public T? Value<T>(string field)
        where T : struct => Values.TryGetValue(field, out var value) ? (T)value : null;

    /// <summary>As a line of a new order; there the total of a row with one line is its amount.</summary>
    public LineInput Line() => new(Product: Text("sku") ?? Text("product"), Spec: Text("spec"), Unit: Text("unit"),
        Quantity: Value<decimal>("quantity") is { } quantity ? Quantity.Of(quantity) : default,
        UnitPrice: Value<decimal>("unitPrice") is { } price ? UnitPrice.Of(price) : null,
        Amount: (Value<decimal>("amount") ?? Value<decimal>("total")) is { } amount ? Money.Of(amount) : null,
        Discount: Value<decimal>("discount"), TaxRate: Value<decimal>("taxRate"), DueDate: Value<DateOnly>("lineDueDate"),
        Remark: Text("lineRemark"));

    /// <summary>As a line behind the others of an order; the date it is due is the line's, whichever column it stood in.</summary>
    public AmendOrder.LineChange AddedLine() => new(Product: Text("sku") ?? Text("product"), Spec: Text("spec"), Unit: Text("unit"),
        Quantity: Value<decimal>("quantity") is { } quantity ? Quantity.Of(quantity) : null,
        UnitPrice: Value<decimal>("unitPrice") is { } price ? UnitPrice.Of(price) : null,
        Amount: Value<decimal>("amount") is { } amount ? Money.Of(amount) : null,
        Discount: Value<decimal>("discount"), TaxRate: Value<decimal>("taxRate"),
        DueDate: Value<DateOnly>("lineDueDate") ?? Value<DateOnly>("dueDate"), Remark: Text("lineRemark"));
}
