using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.Domain.Tests.Shipping;

/// <summary>Signing in full, short or not at all, and what becomes of the difference.</summary>
public sealed class ShipmentTests
{
    [Fact]
    public void A_full_sign_off_receives_the_order()
    {
        var order = Given.Confirmed(Given.Goods(1)).Delivered();

        Assert.Equal((OrderStatus.Received, ShippingBadge.Signed), (order.Status, order.Shipping));
        Assert.Equal((Given.Day(5), Given.Day(8)), (order.ShippedAt, order.ReceivedAt));
        Assert.Equal(OrderFlags.None, order.Flags);
    }

    [Fact]
    public void A_short_sign_off_raises_a_flag_until_somebody_decides()
    {
        var (order, shipment) = Short(8);

        Assert.Equal((OrderStatus.Shipped, ShippingBadge.PartlySigned), (order.Status, order.Shipping));
        Assert.Equal(OrderFlags.Shortfall, order.Flags);
        Assert.Equal(Quantity.Of(2), shipment.Lines[0].Shortfall);
        order.Refuses("order.settlement-missing", static o => o.SettleShortfall(ShortfallSettlement.Open));
    }

    [Fact]
    public void What_is_sent_again_is_open_again()
    {
        var (order, _) = Short(8);

        order.Does(static o => o.SettleShortfall(ShortfallSettlement.Resend));
        Assert.Equal((OrderFlags.None, Quantity.Of(2)), (order.Flags, order.Lines[0].Unshipped));
        Assert.True(order.Status < OrderStatus.Shipped);
        Assert.Equal(Money.Of(1_000), order.Receivable);

        var again = Given.Shipment(10);
        Assert.Equal(OrderStatus.Received, order.Ships(again).Signs(again, 12).Status);
        order.Refuses("order.no-shortfall", static o => o.SettleShortfall(ShortfallSettlement.Cancel));
    }

    [Fact]
    public void A_cancelled_difference_is_neither_delivered_nor_owed()
    {
        var (order, _) = Short(8);

        order.Does(static o => o.SettleShortfall(ShortfallSettlement.Cancel));

        Assert.Equal((OrderStatus.Received, Money.Of(800)), (order.Status, order.Receivable));
        Assert.Equal(OrderStatus.Paid, order.Pays(800).Status);
    }

    [Fact]
    public void Goods_refused_at_the_door_are_short_too()
    {
        var shipment = Given.Shipment();
        var order = Given.Confirmed(Given.Goods(1)).Ships(shipment)
            .Does(_ => shipment.Sign(Taken(0, 10), Given.Day(8), null));

        Assert.Equal((OrderFlags.Shortfall, ShippingBadge.Shipped), (order.Flags, order.Shipping));
        Assert.Equal(Quantity.Of(10), shipment.Lines[0].Rejected);
    }

    [Fact]
    public void Nobody_signs_for_more_than_came_or_twice_or_early()
    {
        var shipment = Given.Shipment();
        var order = Given.Confirmed(Given.Goods(1)).Ships(shipment);

        order.Refuses("shipment.signed-over-shipped", _ => shipment.Sign(Taken(10.000001m), Given.Day(8), null));
        order.Refuses("shipment.signed-over-shipped", _ => shipment.Sign(Taken(9, 2), Given.Day(8), null));
        order.Refuses("shipment.signed-over-shipped", _ => shipment.Sign(Taken(-1), Given.Day(8), null));
        order.Refuses("shipment.signed-before-shipped", _ => shipment.Sign(Taken(10), Given.Day(4), null));
        order.Refuses("shipment.line-unknown", _ => shipment.Sign(
            new Dictionary<long, SignedQuantity> { [9] = new(Quantity.Of(1), Quantity.Zero) }, Given.Day(8), null));

        order.Signs(shipment);
        order.Refuses("shipment.signed", _ => shipment.Sign(Taken(10), Given.Day(9), null));
    }

    [Fact]
    public void A_void_shipment_counts_for_nothing_and_is_not_signed()
    {
        var shipment = Given.Shipment();
        var order = Given.Confirmed(Given.Goods(1)).Ships(shipment);
        shipment.IsVoid = true;
        order.Derive(Given.ToDate);

        Assert.Equal((OrderStatus.Confirmed, Quantity.Zero), (order.Status, order.Lines[0].Shipped));
        order.Refuses("shipment.void", _ => shipment.Sign(Taken(10), Given.Day(8), null));
    }

    private static (Order Order, Shipment Shipment) Short(decimal signed)
    {
        var shipment = Given.Shipment();
        return (Given.Confirmed(Given.Goods(1)).Ships(shipment).Signs(shipment, 8, (1, signed)), shipment);
    }

    private static Dictionary<long, SignedQuantity> Taken(decimal signed, decimal rejected = 0) =>
        new() { [1] = new(Quantity.Of(signed), Quantity.Of(rejected)) };
}
