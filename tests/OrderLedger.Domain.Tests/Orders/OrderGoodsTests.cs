using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.Domain.Tests.Orders;

/// <summary>Production, stock and shipping: what moves the status from 1 to 4.</summary>
public sealed class OrderGoodsTests
{
    [Fact]
    public void Made_goods_go_through_production_and_stock_goods_do_not()
    {
        var order = Given.Confirmed(Given.Goods(1, made: true), Given.Goods(2));

        Assert.Equal(OrderStatus.Confirmed, order.Does(static o => o.StartProduction(null, Given.Day(2))).Status);
        Assert.Equal(OrderStatus.InProduction, order.Does(static o => o.Prepare(null, Given.Day(3))).Status);
        Assert.Equal(OrderStatus.ReadyToShip, order.Does(static o => o.FinishProduction(null, Given.Day(4))).Status);

        Assert.Equal((Given.Day(2), Given.Day(4)), (order.StartedAt, order.ReadyAt));
        order.Refuses("order.nothing-to-start", static o => o.StartProduction(null, Given.Day(5)));
        order.Refuses("order.nothing-to-finish", static o => o.FinishProduction(null, Given.Day(5)));
        order.Refuses("order.nothing-to-finish", static o => o.Prepare(null, Given.Day(5)));
    }

    [Fact]
    public void Setting_aside_a_part_of_stock_is_no_production()
    {
        var order = Given.Confirmed(Given.Goods(1)).Does(static o => o.Prepare(Given.Of((1, 4)), Given.Day(2)));

        Assert.Equal((OrderStatus.Confirmed, Quantity.Of(4)), (order.Status, order.Lines[0].Made));
        Assert.Equal(OrderStatus.ReadyToShip, order.Does(static o => o.Prepare(null, Given.Day(3))).Status);
    }

    [Fact]
    public void Only_goods_that_are_made_start_and_only_stock_is_prepared()
    {
        var order = Given.Confirmed(Given.Goods(1, made: true), Given.Goods(2), Given.Service(3));

        order.Refuses("order.nothing-to-start", static o => o.StartProduction([2], Given.Day(2)));
        order.Refuses("order.line-unknown", static o => o.Prepare(Given.Of((1, 1)), Given.Day(2)));
        order.Refuses("order.line-unknown", static o => o.FinishProduction(Given.Of((2, 1)), Given.Day(2)));
        order.Refuses("order.line-unknown", static o => o.FinishProduction(Given.Of((9, 1)), Given.Day(2)));
        Given.Draft(Given.Goods(1, made: true))
            .Refuses("order.not-confirmed", static o => o.StartProduction(null, Given.Day(2)));
    }

    [Fact]
    public void No_more_is_finished_than_was_ordered()
    {
        var order = Given.Confirmed(Given.Goods(1, made: true))
            .Does(static o => o.FinishProduction(Given.Of((1, 7)), Given.Day(2)));

        Assert.Equal(OrderStatus.InProduction, order.Status);
        order.Refuses("order.finish-over-open", static o => o.FinishProduction(Given.Of((1, 3.000001m)), Given.Day(3)));
        order.Refuses("order.finish-over-open", static o => o.FinishProduction(Given.Of((1, 0)), Given.Day(3)));
        Assert.Equal(OrderStatus.ReadyToShip, order.Does(static o => o.FinishProduction(Given.Of((1, 3)), Given.Day(3))).Status);
    }

    [Fact]
    public void Finishing_all_makes_a_line_ready_even_when_a_part_left_unrecorded()
    {
        var order = Given.Confirmed(Given.Goods(1)).Ships(Given.Shipment(), (1, 5));

        Assert.Equal(OrderStatus.ReadyToShip, order.Does(static o => o.Prepare(null, Given.Day(6))).Status);
    }

    [Fact]
    public void A_line_that_has_left_is_neither_started_nor_finished_again()
    {
        var order = Given.Confirmed(Given.Goods(1, made: true), Given.Goods(2, made: true)).Ships(Given.Shipment(), (1, 10));

        order.Does(static o => o.StartProduction(null, Given.Day(6))).Does(static o => o.FinishProduction(null, Given.Day(7)));

        Assert.All(order.Work, static work => Assert.Equal(2, work.OrderLineId));
        Assert.Equal((OrderStatus.ReadyToShip, Given.Day(7)), (order.Status, order.ReadyAt));
    }

    [Fact]
    public void Goods_leave_in_parts_and_the_status_follows_the_slowest()
    {
        var order = Given.Confirmed(Given.Goods(1), Given.Goods(2)).Ships(Given.Shipment(5), (1, 10), (2, 9.999999m));

        Assert.Equal((OrderStatus.Confirmed, ShippingBadge.Partial), (order.Status, order.Shipping));
        Assert.Null(order.ShippedAt);

        order.Ships(Given.Shipment(6));

        Assert.Equal((OrderStatus.Shipped, ShippingBadge.Shipped), (order.Status, order.Shipping));
        Assert.Equal((Given.Day(6), Given.Day(6)), (order.ShippedAt, order.ReadyAt));
        order.Refuses("order.too-late", static o => o.Ship(Given.Shipment(7), null, null));
    }

    [Fact]
    public void No_more_leaves_than_is_open()
    {
        var order = Given.Confirmed(Given.Goods(1), Given.Fee(2)).Ships(Given.Shipment(), (1, 8));

        order.Refuses("order.ship-over-open", static o => o.Ship(Given.Shipment(6), Given.Of((1, 2.000001m)), null));
        order.Refuses("order.ship-over-open", static o => o.Ship(Given.Shipment(6), Given.Of((1, 0)), null));
        order.Refuses("order.line-unknown", static o => o.Ship(Given.Shipment(6), Given.Of((2, 1)), null));
        order.Refuses("order.nothing-open", static o => o.Ship(Given.Shipment(6), Given.Of(), null));
        order.Refuses("shipment.other-customer", static o => o.Ship(new Shipment { CustomerId = 8 }, null, null));
        Given.Draft(Given.Goods(1)).Refuses("order.not-confirmed", static o => o.Ship(Given.Shipment(), null, null));
    }

    [Fact]
    public void The_ship_gate_opens_with_money_or_with_a_reason()
    {
        var order = Given.Draft(Given.Goods(1));
        order.ShipGateBp = 3_000;
        order.Does(static o => o.Confirm(Given.Day(1))).Pays(299.99m);
        order.Refuses("order.ship-gate", static o => o.Ship(Given.Shipment(), null, " "));
        order.Refuses("order.ship-over-open", static o => o.Ship(Given.Shipment(), Given.Of((1, 11)), "急单"));

        order.Does(static o => o.Ship(Given.Shipment(5), Given.Of((1, 4)), "急单"));
        Assert.Equal((OrderFlags.ShippedBeforeGate, "急单"), (order.Flags, order.GateOverride));

        Assert.Equal(OrderStatus.Shipped, order.Pays(0.01m, 3).Ships(Given.Shipment(6)).Status);
    }

    [Fact]
    public void A_shipment_may_carry_lines_of_several_orders_of_one_customer()
    {
        var shipment = Given.Shipment();
        var (first, second) = (Given.Confirmed(Given.Goods(1)), Given.Confirmed(Given.Goods(2)));

        first.Ships(shipment);
        second.Ships(shipment);
        Assert.Null(shipment.Sign(new Dictionary<long, SignedQuantity>(), Given.Day(8), null));
        first.Derive(Given.ToDate);
        second.Derive(Given.ToDate);

        Assert.Equal((OrderStatus.Received, OrderStatus.Received), (first.Status, second.Status));
    }

    [Fact]
    public void The_order_is_due_when_its_earliest_open_line_is()
    {
        var shipment = Given.Shipment();
        var order = Given.Confirmed(Given.Goods(1, due: 20), Given.Goods(2, due: 10), Given.Goods(3));
        Assert.Equal(new(2026, 4, 10), order.DueDate);

        order.Ships(shipment, (1, 10), (3, 10)).Does(static o => o.CloseRest("停产"));

        Assert.Equal(new(2026, 4, 20), order.DueDate);
    }
}
