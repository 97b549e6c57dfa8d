using OrderLedger.App.Access;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Products;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Orders;

/// <summary>One order as its reader may see it: prices and costs are null, and so absent, for who may not (I36).</summary>
public sealed record OrderView
{
    public required long Id { get; init; }
    public required long Version { get; init; }
    public string? Number { get; init; }
    public required OrderStatus Status { get; init; }
    public required ShippingBadge Shipping { get; init; }
    public PaymentBadge? Payment { get; init; }
    public required IReadOnlyList<OrderFlags> Flags { get; init; }
    public required long CustomerId { get; init; }
    public required string CustomerCode { get; init; }
    public required string CustomerName { get; init; }
    public string? DeliveryAddress { get; init; }
    public string? CustomerPo { get; init; }
    public required DateOnly OrderDate { get; init; }
    public DateOnly? DueDate { get; init; }
    public string? Salesperson { get; init; }
    public string? PaymentMethod { get; init; }
    public string? Terms { get; init; }
    public required string Currency { get; init; }
    public string? Remark { get; init; }
    public required OrderSource Source { get; init; }
    public required int Revision { get; init; }
    public Money? Total { get; init; }
    public Money? Net { get; init; }
    public Money? Tax { get; init; }
    public Money? Receivable { get; init; }
    public Money? Received { get; init; }
    public Money? Outstanding { get; init; }
    public Money? Cost { get; init; }
    public Money? Profit { get; init; }
    public DateOnly? PaymentDueOn { get; init; }
    public string? HoldReason { get; init; }
    public string? CancelReason { get; init; }
    public required MilestoneView Milestones { get; init; }
    public required IReadOnlyList<LineView> Lines { get; init; }
    public required IReadOnlyList<ShipmentView> Shipments { get; init; }
    public IReadOnlyList<OrderReceiptView>? Receipts { get; init; }

    /// <summary>Events that this reader may trigger now, as the address spells them.</summary>
    public required IReadOnlyList<string> AllowedEvents { get; init; }

    public static OrderView Of(Order order, Actor reader)
    {
        var (prices, cost) = (reader.SeesPrices, reader.SeesCost);
        return new()
        {
            Id = order.Id, Version = order.Version, Number = order.Number, Status = order.Status,
            Shipping = order.Shipping, Payment = prices ? order.Payment : null,
            Flags = [.. Enum.GetValues<OrderFlags>().Where(f => f != OrderFlags.None && order.Flags.HasFlag(f)
                && (prices || f is OrderFlags.OnHold or OrderFlags.Shortfall))],
            CustomerId = order.CustomerId, CustomerCode = order.CustomerCode, CustomerName = order.CustomerName,
            DeliveryAddress = order.DeliveryAddress, CustomerPo = order.CustomerPo, OrderDate = order.OrderDate,
            DueDate = order.DueDate, Salesperson = order.Salesperson, PaymentMethod = prices ? order.PaymentMethod : null,
            Terms = prices ? order.Terms : null, Currency = order.Currency, Remark = order.Remark, Source = order.Source,
            Revision = order.Revision, Total = prices ? order.Total : null, Net = prices ? order.Net : null,
            Tax = prices ? order.TaxAmount : null, Receivable = prices ? order.Receivable : null,
            Received = prices ? order.Received : null, Outstanding = prices ? order.Outstanding : null,
            Cost = cost ? order.Cost : null, Profit = cost ? order.Profit : null,
            PaymentDueOn = prices ? order.PaymentDueOn : null, HoldReason = order.HoldReason,
            CancelReason = order.CancelReason,
            Milestones = new(order.ConfirmedAt, order.StartedAt, order.ReadyAt, order.ShippedAt, order.ReceivedAt,
                prices ? order.SettledAt : null, order.CancelledAt, order.HeldAt),
            Lines = [.. order.Lines.OrderBy(static l => l.Position).Select(line => LineView.Of(line, reader))],
            Shipments = [.. order.Goods.GroupBy(static g => g.Shipment).OrderBy(static g => g.Key.ShippedAt)
                .Select(static g => ShipmentView.Of(g.Key, g))],
            Receipts = prices ? [.. order.Allocations.GroupBy(static a => a.Receipt).OrderBy(static g => g.Key.Date)
                .Select(static g => OrderReceiptView.Of(g.Key, g))] : null,
            AllowedEvents = OrderEvents.AllowedFor(order, reader),
        };
    }
}

/// <summary>When each step was complete; UTC.</summary>
public sealed record MilestoneView(DateTime? ConfirmedAt, DateTime? StartedAt, DateTime? ReadyAt, DateTime? ShippedAt,
    DateTime? ReceivedAt, DateTime? SettledAt, DateTime? CancelledAt, DateTime? HeldAt);

public sealed record LineView
{
    public required long Id { get; init; }
    public required int Position { get; init; }
    public long? ProductId { get; init; }
    public string? Sku { get; init; }
    public required string Product { get; init; }
    public string? Spec { get; init; }
    public string? Unit { get; init; }
    public required ProductKind Kind { get; init; }
    public required bool IsMade { get; init; }
    public required Quantity Quantity { get; init; }
    public UnitPrice? UnitPrice { get; init; }

    /// <summary>A fraction: 0.05 is five percent off.</summary>
    public decimal? Discount { get; init; }
    public Money? Amount { get; init; }

    /// <summary>A fraction: 0.13.</summary>
    public decimal? TaxRate { get; init; }
    public DateOnly? DueDate { get; init; }
    public UnitPrice? UnitCost { get; init; }
    public required Quantity Cancelled { get; init; }
    public required Quantity Made { get; init; }
    public required bool IsStarted { get; init; }
    public required Quantity Shipped { get; init; }
    public required Quantity Signed { get; init; }
    public required Quantity Unshipped { get; init; }
    public string? Remark { get; init; }

    internal static LineView Of(OrderLine line, Actor reader) => new()
    {
        Id = line.Id, Position = line.Position, ProductId = line.ProductId, Sku = line.Sku, Product = line.ProductName,
        Spec = line.Spec, Unit = line.Unit, Kind = line.Kind, IsMade = line.IsMade, Quantity = line.Quantity,
        UnitPrice = reader.SeesPrices ? line.UnitPrice : null, Discount = reader.SeesPrices ? line.DiscountBp / 10_000m : null,
        Amount = reader.SeesPrices ? line.Amount : null, TaxRate = reader.SeesPrices ? line.TaxRateBp / 10_000m : null,
        DueDate = line.DueDate, UnitCost = reader.SeesCost ? line.UnitCost : null, Cancelled = line.Cancelled,
        Made = line.Made, IsStarted = line.IsStarted, Shipped = line.Shipped, Signed = line.Signed,
        Unshipped = line.IsOpen ? line.Unshipped : Quantity.Zero, Remark = line.Remark,
    };
}

/// <param name="ShippedAtAssumed">An import knew no ship date: it counts in no rate.</param>
/// <param name="SignedAtAssumed">Likewise of the sign-off.</param>
public sealed record ShipmentView(long Id, long Version, string Number, DateTime ShippedAt, string? Carrier,
    string? TrackingNumber, int? Packages, DateTime? SignedAt, string? Signer, bool IsVoid, IReadOnlyList<ShipmentLineView> Lines,
    bool ShippedAtAssumed = false, bool SignedAtAssumed = false)
{
    internal static ShipmentView Of(Shipment shipment, IEnumerable<ShipmentLine> lines) => new(shipment.Id,
        shipment.Version, shipment.Number, shipment.ShippedAt, shipment.Carrier, shipment.TrackingNumber, shipment.Packages,
        shipment.SignedAt, shipment.Signer, shipment.IsVoid,
        [.. lines.Select(static l => new ShipmentLineView(l.OrderLineId, l.Quantity, l.Signed, l.Rejected, l.IsShort))],
        shipment.Assumed.HasFlag(AssumedTimes.Shipped), shipment.Assumed.HasFlag(AssumedTimes.Signed));
}

public sealed record ShipmentLineView(long LineId, Quantity Quantity, Quantity? Signed, Quantity Rejected, bool IsShort);

/// <summary>What one receipt gave to this order.</summary>
public sealed record OrderReceiptView(long ReceiptId, DateOnly Date, string Method, ReceiptKind Kind, string? Reference,
    Money Amount, Money ReceiptAmount, DateTime? BouncedAt)
{
    internal static OrderReceiptView Of(Receipt receipt, IEnumerable<Allocation> allocations) => new(receipt.Id,
        receipt.Date, receipt.Method, receipt.Kind, receipt.Reference,
        allocations.Aggregate(Money.Zero, static (sum, a) => sum + a.Amount), receipt.Amount, receipt.BouncedAt);
}
