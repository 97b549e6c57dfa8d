using OrderLedger.Domain.Orders;

namespace OrderLedger.Domain.Tests.Orders;

/// <summary>Confirm, hold, amend, cancel, close the rest: who may when (table of domain.md §4).</summary>
public sealed class OrderEventTests
{
    [Fact]
    public void A_draft_with_a_line_is_confirmed_once()
    {
        var order = Given.Draft(Given.Goods(1));
        Assert.True(order.IsDraft);

        order.Does(static o => o.Confirm(Given.Day(1)));

        Assert.Equal((OrderStatus.Confirmed, false), (order.Status, order.IsDraft));
        order.Refuses("order.confirmed", static o => o.Confirm(Given.Day(2)));
        Given.Draft().Refuses("order.no-lines", static o => o.Confirm(Given.Day(1)));
        Given.Draft(Given.Goods(1)).Does(static o => o.Cancel(Given.Day(1), "错单"))
            .Refuses("order.cancelled", static o => o.Confirm(Given.Day(2)));
    }

    [Fact]
    public void Going_over_the_credit_limit_leaves_a_flag() => Assert.Equal(OrderFlags.OverCredit,
        Given.Draft(Given.Goods(1)).Does(static o => o.Confirm(Given.Day(1), "老板同意")).Flags);

    [Fact]
    public void A_number_is_given_once()
    {
        var order = Given.Draft(Given.Goods(1));
        Assert.Equal("#1", order.Label);

        order.GiveNumber("Ａ-01");

        Assert.Equal(("Ａ-01", "a-01"), (order.Label, order.NumberKey));
        Assert.Throws<InvalidOperationException>(() => order.GiveNumber("A-02"));
    }

    [Fact]
    public void Nothing_is_made_or_shipped_while_on_hold()
    {
        var order = Given.Confirmed(Given.Goods(1, made: true), Given.Goods(2))
            .Does(static o => o.Hold(Given.Day(2), "等图纸"));

        Assert.Equal((OrderFlags.OnHold, OrderStatus.Confirmed), (order.Flags, order.Status));
        order.Refuses("order.on-hold", static o => o.Hold(Given.Day(3), "再等"));
        order.Refuses("order.on-hold", static o => o.StartProduction(null, Given.Day(3)));
        order.Refuses("order.on-hold", static o => o.FinishProduction(null, Given.Day(3)));
        order.Refuses("order.on-hold", static o => o.Prepare(null, Given.Day(3)));
        order.Refuses("order.on-hold", static o => o.Ship(Given.Shipment(), null, "急"));

        order.Does(static o => o.Resume()).Does(static o => o.StartProduction(null, Given.Day(3)));
        order.Refuses("order.not-on-hold", static o => o.Resume());
    }

    [Fact]
    public void Only_a_running_order_is_held_and_for_a_reason()
    {
        Given.Draft(Given.Goods(1)).Refuses("order.not-confirmed", static o => o.Hold(Given.Day(2), "等"));
        Given.Confirmed(Given.Goods(1)).Refuses("order.reason-missing", static o => o.Hold(Given.Day(2), " "));
        Given.Confirmed(Given.Goods(1)).Delivered().Refuses("order.too-late", static o => o.Hold(Given.Day(9), "等"));
    }

    [Fact]
    public void An_order_is_cancelled_while_nothing_has_left_the_house()
    {
        var prepared = Given.Confirmed(Given.Goods(1)).Does(static o => o.Prepare(null, Given.Day(2)));
        prepared.Refuses("order.reason-missing", static o => o.Cancel(Given.Day(3), ""));

        prepared.Does(static o => o.Cancel(Given.Day(3), "客户不要"));

        Assert.Equal(OrderStatus.Cancelled, prepared.Status);
        prepared.Refuses("order.cancelled", static o => o.Cancel(Given.Day(4), "又取消"));
        prepared.Refuses("order.cancelled", static o => o.Ship(Given.Shipment(), null, null));
        prepared.Refuses("order.cancelled", static o => o.MayAmend());
        Given.Confirmed(Given.Goods(1)).Ships(Given.Shipment(), (1, 3))
            .Refuses("order.delivered", static o => o.Cancel(Given.Day(6), "不要了"));
        Given.Confirmed(Given.Goods(1)).Ships(Given.Shipment())
            .Refuses("order.too-late", static o => o.Cancel(Given.Day(6), "不要了"));
    }

    [Fact]
    public void A_void_shipment_delivered_nothing_so_the_order_can_be_cancelled()
    {
        var shipment = Given.Shipment();
        var order = Given.Confirmed(Given.Goods(1)).Ships(shipment);
        shipment.IsVoid = true;
        order.Derive(Given.ToDate);

        Assert.Equal(OrderStatus.Confirmed, order.Status);
        Assert.Equal(OrderStatus.Cancelled, order.Does(static o => o.Cancel(Given.Day(6), "没发出")).Status);
    }

    [Fact]
    public void A_cancelled_order_owes_costs_and_earns_nothing_and_its_money_is_to_be_returned()
    {
        var order = Given.Confirmed(Given.Goods(1)).Pays(300).Does(static o => o.Cancel(Given.Day(3), "不要了"));

        Assert.Equal((Money.Zero, Money.Zero, Money.Zero), (order.Receivable, order.Cost, order.Profit));
        Assert.Equal(Money.Of(1_000), order.Total);
        Assert.Equal((PaymentBadge.Over, OrderFlags.RefundDue), (order.Payment, order.Flags));
        Assert.Null(order.PaymentDueOn);
    }

    [Fact]
    public void Closing_the_rest_ends_an_order_at_what_was_delivered()
    {
        var shipment = Given.Shipment();
        var order = Given.Confirmed(Given.Goods(1), Given.Goods(2)).Ships(shipment, (1, 4)).Signs(shipment);
        order.Refuses("order.reason-missing", static o => o.CloseRest(" "));

        order.Does(static o => o.CloseRest("停产"));

        Assert.Equal((OrderStatus.Received, Money.Of(400)), (order.Status, order.Receivable));
        Assert.Equal(Money.Of(2_000), order.Total);
        Assert.Equal(OrderStatus.Paid, order.Pays(400).Status);
    }

    [Fact]
    public void There_must_be_a_rest_and_something_must_have_left()
    {
        Given.Confirmed(Given.Goods(1)).Refuses("order.nothing-shipped", static o => o.CloseRest("停产"));
        Given.Confirmed(Given.Goods(1)).Ships(Given.Shipment()).Refuses("order.nothing-open", static o => o.CloseRest("停产"));
        Given.Confirmed(Given.Goods(1)).Delivered().Refuses("order.too-late", static o => o.CloseRest("停产"));
        Given.Draft(Given.Goods(1)).Refuses("order.not-confirmed", static o => o.CloseRest("停产"));
    }

    [Fact]
    public void An_order_is_amended_until_it_is_paid()
    {
        var draft = Given.Draft(Given.Goods(1));
        Assert.Null(draft.MayAmend());
        draft.Amended();
        Assert.Equal(0, draft.Revision);

        var received = Given.Confirmed(Given.Goods(1)).Delivered();
        Assert.Null(received.MayAmend());
        received.Amended();
        Assert.Equal(1, received.Revision);

        received.Pays(1_000).Refuses("order.too-late", static o => o.MayAmend());
    }

    [Fact]
    public void A_line_never_falls_below_what_was_shipped()
    {
        var order = Given.Confirmed(Given.Goods(1)).Ships(Given.Shipment(), (1, 6));

        order.Lines[0].Quantity = Quantity.Of(6);
        Assert.Null(order.Check());
        order.Lines[0].Quantity = Quantity.Of(5);
        Assert.Equal(("line.below-shipped", "Lines[0].Quantity"), (order.Check()?.Code, order.Check()?.Field));
    }

    [Fact]
    public void What_no_order_can_be_is_refused_by_line()
    {
        Assert.Equal("line.product-missing", Changed(static l => l.ProductName = ""));
        Assert.Equal("line.quantity-not-positive", Changed(static l => l.Quantity = Quantity.Zero));
        Assert.Equal("line.amount-negative", Changed(static l => l.Amount = new(-1)));
        Assert.Equal("line.price-negative", Changed(static l => l.UnitPrice = new(-1)));
        Assert.Equal("line.discount-range", Changed(static l => l.DiscountBp = 10_001));
        Assert.Equal("line.tax-rate-range", Changed(static l => l.TaxRateBp = -1));
        Assert.Equal("line.below-shipped", Changed(static l => l.Cancelled = new(-1)));
        var long_ = Given.Draft([.. Enumerable.Range(1, Order.LinesMax + 1).Select(static id => Given.Fee(id))]);
        Assert.Equal("order.too-many-lines", long_.Check()?.Code);
        var planless = Given.Draft(Given.Goods(1));
        planless.Terms = "以后再说";
        Assert.Equal(("terms.unreadable", "Terms"), (planless.Check()?.Code, planless.Check()?.Field));
    }

    private static string? Changed(Action<OrderLine> change)
    {
        var order = Given.Draft(Given.Goods(1));
        change(order.Lines[0]);
        return order.Check()?.Code;
    }
}
