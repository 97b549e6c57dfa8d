using OrderLedger.Domain.Products;

namespace OrderLedger.Domain.Orders;

/// <summary>明细: one product of an order, with a snapshot of the product as it was sold (I35).</summary>
public sealed class OrderLine : IPartOf<Order>
{
    /// <summary>The largest quantity of a line.</summary>
    public static readonly Quantity QuantityMax = Quantity.Of(1_000_000_000);

    /// <summary>The largest amount, and the largest cost, of a line: 5,000 of them still sum without overflow.</summary>
    public static readonly Money AmountMax = Money.Of(1_000_000_000_000);

    public long Id { get; init; }
    public long OrderId { get; set; }
    public long RootId => OrderId;

    /// <summary>Place on the order, from 1.</summary>
    public int Position { get; set; }
    public long? ProductId { get; set; }
    public string? Sku { get; set; }
    public string ProductName { get; set; } = "";
    public string? Spec { get; set; }
    public string? Unit { get; set; }
    public string? Category { get; set; }
    public ProductKind Kind { get; set; }
    public bool IsMade { get; set; }
    public Quantity Quantity { get; set; }
    public UnitPrice UnitPrice { get; set; }

    /// <summary>Basis points off the price, 0…10,000.</summary>
    public int DiscountBp { get; set; }

    /// <summary>The authority: what this line costs the customer, tax included.</summary>
    public Money Amount { get; set; }
    public int TaxRateBp { get; set; }
    public DateOnly? DueDate { get; set; }
    public UnitPrice UnitCost { get; set; }

    /// <summary>余量取消: quantity that will not be delivered.</summary>
    public Quantity Cancelled { get; set; }
    public string? Remark { get; set; }

    /// <summary>Derived: finished or prepared (I7).</summary>
    public Quantity Made { get; private set; }

    /// <summary>Derived: production has begun.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Derived: left the house, less what came back short and was settled.</summary>
    public Quantity Shipped { get; private set; }

    /// <summary>Derived: signed for by the customer.</summary>
    public Quantity Signed { get; private set; }

    /// <summary>What is still to be delivered or has been: ordered less cancelled.</summary>
    public Quantity Effective => Quantity - Cancelled;

    /// <summary>An open line moves the status: goods with something left to deliver. Services and fees never do (I9).</summary>
    public bool IsOpen => Kind == ProductKind.Goods && Effective > Quantity.Zero;
    public Quantity Unshipped => Effective - Shipped;
    public Money Net => Tax.Net(Amount, TaxRateBp);

    /// <summary>The value that is owed for this line.</summary>
    public Money Receivable => Amount.Share(Effective, Quantity);

    /// <summary>1 confirmed … 5 signed; quantities are compared, never percentages (I8).</summary>
    public OrderStatus Stage =>
        Signed >= Effective ? OrderStatus.Received
        : Shipped >= Effective ? OrderStatus.Shipped
        : Made >= Effective ? OrderStatus.ReadyToShip
        : IsStarted ? OrderStatus.InProduction
        : OrderStatus.Confirmed;

    /// <summary>Refuses what no line can be; <paramref name="index"/> names it in the answer.</summary>
    public Refusal? Check(int index)
    {
        if (string.IsNullOrWhiteSpace(ProductName)) return Refused("line.product-missing", "Product");
        if (Quantity <= Quantity.Zero) return Refused("line.quantity-not-positive", "Quantity", Quantity.ToString());
        if (Quantity.Value * UnitCost.Value > AmountMax.Amount) return Refused("line.cost-range", "Quantity");
        if (Amount < Money.Zero) return Refused("line.amount-negative", "Amount", Amount.ToString());
        if (UnitPrice < UnitPrice.Zero) return Refused("line.price-negative", "UnitPrice", UnitPrice.ToString());
        if (DiscountBp is < 0 or > 10_000) return Refused("line.discount-range", "Discount");
        if (TaxRateBp is < 0 or > Tax.RateMax) return Refused("line.tax-rate-range", "TaxRate");
        if (Cancelled < Quantity.Zero || Effective < Shipped)
            return Refused("line.below-shipped", "Quantity", Shipped.ToString());
        return null;

        Refusal Refused(string code, string field, params string[] facts) =>
            Refusal.Invalid(code, [$"{index + 1}", .. facts]).At($"Lines[{index}].{field}");
    }

    /// <summary>Refuses what is beyond all measure, before anything is multiplied.</summary>
    public static Refusal? Measure(Quantity quantity, UnitPrice? price, Money? amount, int discountBp, int index)
    {
        if (quantity <= Quantity.Zero)
            return Refusal.Invalid("line.quantity-not-positive", $"{index + 1}", quantity.ToString()).At($"Lines[{index}].Quantity");
        if (quantity > QuantityMax) return Refusal.Invalid("line.quantity-range", $"{index + 1}").At($"Lines[{index}].Quantity");
        var factor = (10_000 - discountBp) / 10_000m;
        var isTooMuch = amount > AmountMax || amount < -AmountMax
            || (price is { } p && Math.Abs(p.Value) * quantity.Value > AmountMax.Amount)
            || (price is null && amount is { } a && factor > 0
                && Math.Abs(a.Amount) / quantity.Value / factor > UnitPrice.Max);
        return isTooMuch ? Refusal.Invalid("line.amount-range", $"{index + 1}").At($"Lines[{index}].Amount") : null;
    }

    internal void Derive(IEnumerable<ProductionRecord> work, IEnumerable<Shipping.ShipmentLine> goods)
    {
        (Made, IsStarted) = (Quantity.Zero, false);
        foreach (var record in work.Where(record => record.OrderLineId == Id))
        {
            // 备货 is no production: a stock line goes from 1 to 3, never through 2.
            if (record.Kind != WorkKind.Prepared) IsStarted = true;
            if (record.Kind != WorkKind.Started) Made += record.Quantity;
        }
        (Shipped, Signed) = (Quantity.Zero, Quantity.Zero);
        foreach (var line in goods.Where(line => line.OrderLineId == Id && !line.Shipment.IsVoid))
        {
            Shipped += line.Standing;
            Signed += line.Signed ?? Quantity.Zero;
        }
    }
}
