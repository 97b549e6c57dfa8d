using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Grid;

/// <summary>What a value of an editable field is.</summary>
internal enum CellSort
{
    Text,
    Date,
    Quantity,
    Price,
    Money,
    /// <summary>0…1; 13 and 13% are 0.13.</summary>
    Fraction,
    Status,
}

/// <summary>An editable field of the ledger, under the name of its column.</summary>
/// <param name="Input">Its name in the input of the amendment, as refusals spell it.</param>
internal abstract record CellField(string Name, CellSort Sort, string Input);

/// <param name="Now">What it is.</param>
/// <param name="Set">Says it in an amendment.</param>
internal sealed record HeadField(string Name, CellSort Sort, string Input, Func<Order, object?> Now,
    Func<AmendOrder.Input, object, AmendOrder.Input> Set) : CellField(Name, Sort, Input);

/// <param name="Now">What it is.</param>
/// <param name="Set">Says it in an amendment.</param>
internal sealed record LineField(string Name, CellSort Sort, string Input, Func<OrderLine, object?> Now,
    Func<AmendOrder.LineChange, object, AmendOrder.LineChange> Set) : CellField(Name, Sort, Input);

/// <summary>The fields that can be typed into the grid; every other column is computed, or fixed once it is there.</summary>
internal static class CellFields
{
    /// <summary>A status word is a command (domain.md §4f).</summary>
    public static readonly CellField Status = new HeadField("status", CellSort.Status, "Status", static o => o.Status, static (i, _) => i);

    private static readonly Dictionary<string, CellField> All = new CellField[]
    {
        Status,
        new HeadField("customer", CellSort.Text, "Customer", static o => o.CustomerName, static (i, v) => i with { Customer = (string)v }),
        new HeadField("customerPo", CellSort.Text, "CustomerPo", static o => o.CustomerPo, static (i, v) => i with { CustomerPo = (string)v }),
        new HeadField("orderDate", CellSort.Date, "OrderDate", static o => o.OrderDate, static (i, v) => i with { OrderDate = (DateOnly)v }),
        new HeadField("dueDate", CellSort.Date, "DueDate", static o => o.DueDate, static (i, v) => i with { DueDate = (DateOnly)v }),
        new HeadField("paymentMethod", CellSort.Text, "PaymentMethod", static o => o.PaymentMethod,
            static (i, v) => i with { PaymentMethod = (string)v }),
        new HeadField("terms", CellSort.Text, "Terms", static o => o.Terms, static (i, v) => i with { Terms = (string)v }),
        new HeadField("salesperson", CellSort.Text, "Salesperson", static o => o.Salesperson, static (i, v) => i with { Salesperson = (string)v }),
        new HeadField("address", CellSort.Text, "DeliveryAddress", static o => o.DeliveryAddress,
            static (i, v) => i with { DeliveryAddress = (string)v }),
        new HeadField("remark", CellSort.Text, "Remark", static o => o.Remark, static (i, v) => i with { Remark = (string)v }),
        new LineField("quantity", CellSort.Quantity, "Quantity", static l => l.Quantity.Value,
            static (c, v) => c with { Quantity = Quantity.Of((decimal)v) }),
        new LineField("unitPrice", CellSort.Price, "UnitPrice", static l => l.UnitPrice.Value,
            static (c, v) => c with { UnitPrice = UnitPrice.Of((decimal)v) }),
        new LineField("amount", CellSort.Money, "Amount", static l => l.Amount.Amount, static (c, v) => c with { Amount = Money.Of((decimal)v) }),
        new LineField("discount", CellSort.Fraction, "Discount", static l => l.DiscountBp / 10_000m, static (c, v) => c with { Discount = (decimal)v }),
        new LineField("taxRate", CellSort.Fraction, "TaxRate", static l => l.TaxRateBp / 10_000m, static (c, v) => c with { TaxRate = (decimal)v }),
        new LineField("lineDueDate", CellSort.Date, "DueDate", static l => l.DueDate, static (c, v) => c with { DueDate = (DateOnly)v }),
        new LineField("product", CellSort.Text, "Product", static l => l.ProductName, static (c, v) => c with { Product = (string)v }),
        new LineField("spec", CellSort.Text, "Spec", static l => l.Spec, static (c, v) => c with { Spec = (string)v }),
        new LineField("unit", CellSort.Text, "Unit", static l => l.Unit, static (c, v) => c with { Unit = (string)v }),
        new LineField("lineRemark", CellSort.Text, "Remark", static l => l.Remark, static (c, v) => c with { Remark = (string)v }),
    }.ToDictionary(static field => field.Name, StringComparer.Ordinal);

    public static CellField? Find(string name) => All.GetValueOrDefault(name);
}
