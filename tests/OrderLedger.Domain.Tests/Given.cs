using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Products;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.Domain.Tests;

/// <summary>What tests start from: orders of customer 7 with lines of 10 pieces for 1,000.00, in March 2026.</summary>
internal static class Given
{
    public const long CustomerId = 7;

    public static DateTime Day(int day, int hour = 12) => new(2026, 3, day, hour, 0, 0, DateTimeKind.Utc);

    public static DateOnly ToDate(DateTime at) => DateOnly.FromDateTime(at);

    public static OrderLine Goods(long id, decimal quantity = 10, decimal amount = 1_000, bool made = false, int? due = null) =>
        Line(id, ProductKind.Goods, quantity, amount, made, due);

    public static OrderLine Service(long id, decimal quantity = 1, decimal amount = 500) =>
        Line(id, ProductKind.Service, quantity, amount, made: false, due: null);

    public static OrderLine Fee(long id, decimal amount = 50) =>
        Line(id, ProductKind.Fee, 1, amount, made: false, due: null);

    public static Order Draft(params OrderLine[] lines)
    {
        var order = new Order { Id = 1, CustomerId = CustomerId, OrderDate = new(2026, 3, 1) };
        foreach (var line in lines) order.Lines.Add(line);
        order.Derive(ToDate);
        return order;
    }

    public static Order Confirmed(params OrderLine[] lines) =>
        Draft(lines).Does(static order => order.Confirm(Day(1)));

    public static Shipment Shipment(int day = 5) =>
        new() { Id = day, CustomerId = CustomerId, Number = $"SH-{day}", ShippedAt = Day(day) };

    public static Receipt Receipt(decimal amount, int day = 2) => new()
    {
        Id = day,
        CustomerId = CustomerId,
        Date = ToDate(Day(day)),
        Amount = Money.Of(amount),
        Method = "银行转账",
    };

    /// <summary>Quantities by line id.</summary>
    public static Dictionary<long, Quantity> Of(params (long LineId, decimal Quantity)[] parts) =>
        parts.ToDictionary(static part => part.LineId, static part => Quantity.Of(part.Quantity));

    /// <summary>The rule must accept; everything is derived anew, as a save does.</summary>
    public static Order Does(this Order order, Func<Order, Refusal?> rule)
    {
        Assert.Null(rule(order)?.Code);
        order.Derive(ToDate);
        return order;
    }

    /// <summary>The rule must refuse with this code and change nothing.</summary>
    public static void Refuses(this Order order, string code, Func<Order, Refusal?> rule)
    {
        var before = order.Facts();

        Assert.Equal(code, rule(order)?.Code);

        order.Derive(ToDate);
        Assert.Equal(before, order.Facts());
    }

    public static Order Ships(this Order order, Shipment shipment, params (long LineId, decimal Quantity)[] parts) =>
        order.Does(o => o.Ship(shipment, parts.Length == 0 ? null : Of(parts), null));

    /// <summary>Signs the shipment; parts name what was taken of a line, the rest is taken in full.</summary>
    public static Order Signs(
        this Order order, Shipment shipment, int day = 8, params (long LineId, decimal Quantity)[] parts) =>
        order.Does(_ => shipment.Sign(
            Of(parts).ToDictionary(static part => part.Key, static part => new SignedQuantity(part.Value, Quantity.Zero)),
            Day(day), "张三"));

    public static Order Delivered(this Order order)
    {
        var shipment = Shipment();
        return order.Ships(shipment).Signs(shipment);
    }

    public static Order Pays(this Order order, decimal amount, int day = 2) =>
        order.Does(o => Receipt(amount, day).Allocate(o, Money.Of(amount), Day(day)));

    /// <summary>All that is stored of the order, as one text that can be compared.</summary>
    public static string Facts(this Order order) => string.Join('|', order.Status, order.Shipping, order.Payment,
        order.Flags, order.DueDate, order.Total, order.Net, order.Receivable, order.Received, order.Cost,
        order.PaymentDueOn, order.StartedAt, order.ReadyAt, order.ShippedAt, order.ReceivedAt, order.SettledAt,
        order.ConfirmedAt, order.HeldAt, order.CancelledAt, order.GateOverride, order.CreditOverride, order.Revision,
        order.Work.Count, order.Goods.Count, order.Allocations.Count, string.Join(',', order.Lines.Select(static line =>
            $"{line.Id}:{line.Cancelled}/{line.Made}/{line.IsStarted}/{line.Shipped}/{line.Signed}")));

    private static OrderLine Line(long id, ProductKind kind, decimal quantity, decimal amount, bool made, int? due) => new()
    {
        Id = id,
        OrderId = 1,
        Position = (int)id,
        ProductName = $"产品{id}",
        Kind = kind,
        IsMade = made,
        Quantity = Quantity.Of(quantity),
        Amount = Money.Of(amount),
        UnitPrice = UnitPrice.From(Money.Of(amount), Quantity.Of(quantity), 0),
        TaxRateBp = 1_300,
        UnitCost = UnitPrice.Of(60),
        DueDate = due is { } day ? new(2026, 4, day) : null,
    };
}
