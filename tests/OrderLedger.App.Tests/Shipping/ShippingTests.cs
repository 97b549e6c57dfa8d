using OrderLedger.App.Access;
using OrderLedger.App.Settings;
using OrderLedger.App.Shipping;
using OrderLedger.App.Tests.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Tests.Shipping;

public sealed class ShipOrderTests : OneOrderTest
{
    [Fact]
    public async Task Part_of_an_order_leaves_and_then_the_rest()
    {
        var part = Accepted(await Do.Ship(Order.Id, new([new(Order.Lines[0].Id, Quantity.Of(3.5m))], "顺丰速运", "SF0012",
            Packages: 2)));
        Assert.Equal(ShippingBadge.Partial, (await Book.StoredAsync(Order.Id)).Shipping);
        Assert.Equal(("SH20260310-001", "SF0012"), (part.Shipments[0].Number, part.Shipments[0].TrackingNumber));

        Accepted(await Do.Ship(Order.Id));

        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((OrderStatus.Shipped, ShippingBadge.Shipped), (stored.Status, stored.Shipping));
        Assert.Equal([Quantity.Of(10), Quantity.Of(4)], stored.Lines.OrderBy(static l => l.Position)
            .Select(static l => l.Shipped));
        Assert.Equal(2, await Book.CountAsync("shipments"));
    }

    [Fact]
    public async Task More_than_open_and_what_makes_no_sense_is_refused_and_takes_no_number()
    {
        var line = Order.Lines[0].Id;
        (ShipOrder.Input Input, RefusalKind Kind, string Code)[] wrong =
        [
            (new([new(line, Quantity.Of(10.000001m))]), RefusalKind.NotAllowed, "order.ship-over-open"),
            (new([new(line, Quantity.Of(0))]), RefusalKind.NotAllowed, "order.ship-over-open"),
            (new([new(line, Quantity.Of(-1))]), RefusalKind.NotAllowed, "order.ship-over-open"),
            (new([new(999, Quantity.Of(1))]), RefusalKind.Invalid, "order.line-unknown"),
            (new([new(line, Quantity.Of(1)), new(line, Quantity.Of(1))]), RefusalKind.Invalid, "order.line-twice"),
            (new(ShippedAt: SettableClock.Start.UtcDateTime.AddDays(1)), RefusalKind.Invalid, "shipment.in-future"),
            (new(Override: true), RefusalKind.Invalid, "order.reason-missing"),
        ];
        foreach (var (input, kind, code) in wrong) Refused(await Do.Ship(Order.Id, input), kind, code);
        Assert.Equal(0, await Book.CountAsync("shipments"));

        Assert.Equal("SH20260310-001", Accepted(await Do.Ship(Order.Id)).Shipments[0].Number);
        Refused(await Do.Ship(Order.Id), RefusalKind.NotAllowed, "order.too-late");
    }

    [Fact]
    public async Task Drafts_and_cancelled_orders_do_not_ship()
    {
        var draft = Accepted(await Do.Place(new(Order.CustomerId, Confirm: false, Lines: Verbs.Lines((1, 1)))));
        Refused(await Do.Ship(draft.Id), RefusalKind.NotAllowed, "order.not-confirmed");
        Accepted(await Do.Cancel(Order.Id));
        Refused(await Do.Ship(Order.Id), RefusalKind.NotAllowed, "order.cancelled");
    }

    [Fact]
    public async Task Missing_and_stale_orders_are_refused()
    {
        Refused(await Do.Ship(999), RefusalKind.NotFound, "order.not-found");
        Refused(await Do.Ship(Order.Id, new(SeenVersion: 99)), RefusalKind.Stale, "order.stale");
    }

    [Fact]
    public Task Only_the_owner_and_the_warehouse_ship() => OnlyAsync([Role.Owner, Role.Warehouse],
        by => Do.Ship(Order.Id, new([new(Order.Lines[0].Id, Quantity.Of(1))]), by));

    [Fact]
    public async Task Before_the_gate_is_met_it_needs_an_override_with_a_reason()
    {
        var customer = await Do.CustomerAsync("GATE", new(ShipGate: 0.3m));
        var order = await Do.OrderAsync(customer, (10, 10), (1, 1));
        Refused(await Do.Ship(order.Id), RefusalKind.NotAllowed, "order.ship-gate");
        Refused(await Do.Ship(order.Id, new(Override: true, Reason: "急"), People.Warehouse), RefusalKind.Forbidden,
            "access.forbidden");
        Accepted(await Do.Ship(order.Id, new([new(order.Lines[1].Id, Quantity.Of(1))], Override: true, Reason: "老客户")));
        Assert.Equal(OrderFlags.ShippedBeforeGate, (await Book.StoredAsync(order.Id)).Flags);
        Refused(await Do.Ship(order.Id), RefusalKind.NotAllowed, "order.ship-gate");

        Accepted(await Do.Pay(order.Id, new(Money.Of(30.3m), "银行转账")));

        Accepted(await Do.Ship(order.Id, by: People.Warehouse));
    }

    [Fact]
    public async Task A_number_that_an_older_rule_has_given_already_is_passed_over()
    {
        Accepted(await Do.Ship(Order.Id, new([new(Order.Lines[0].Id, Quantity.Of(1))])));
        Accepted(await new SaveSettings(Book.Ledger, Book.Book).RunAsync(People.Owner, BookSettings.Default with
        {
            ShipmentNumbers = NumberRule.DefaultShipment with { Scope = NumberScope.Year },
        }, Cancellation));

        var shipped = Accepted(await Do.Ship(Order.Id));

        Assert.Equal(["SH20260310-001", "SH20260310-002"], shipped.Shipments.Select(static s => s.Number).Order(StringComparer.Ordinal));
    }
}

public sealed class SignShipmentTests : OneOrderTest
{
    [Fact]
    public async Task The_last_sign_off_of_a_prepaid_order_passes_received_and_lands_on_paid()
    {
        Accepted(await Do.Pay(Order.Id, new(Money.Of(60), "微信")));
        Accepted(await Do.Ship(Order.Id));
        Book.Clock.Now += TimeSpan.FromDays(2);

        Accepted(await Do.Sign(Order.Id, new(Signer: " 张三 ")));

        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((OrderStatus.Paid, ShippingBadge.Signed, "张三"), (stored.Status, stored.Shipping, stored.Goods[0]
            .Shipment.Signer));
        Assert.Equal((Book.Clock.Now.UtcDateTime, SettableClock.Start.UtcDateTime),
            (stored.ReceivedAt, stored.SettledAt));
    }

    [Fact]
    public async Task Payment_and_delivery_end_alike_in_whatever_order_they_come()
    {
        Accepted(await Do.Ship(Order.Id));
        Accepted(await Do.Sign(Order.Id));
        Assert.Equal(OrderStatus.Received, (await Book.StoredAsync(Order.Id)).Status);

        Accepted(await Do.Pay(Order.Id, new(Money.Of(60), "微信")));

        Assert.Equal(OrderStatus.Paid, (await Book.StoredAsync(Order.Id)).Status);
    }

    [Fact]
    public async Task Taken_short_the_order_waits_for_a_decision()
    {
        Accepted(await Do.Ship(Order.Id));

        Accepted(await Do.Sign(Order.Id, new(Lines: [new(Order.Lines[0].Id, Quantity.Of(8), Quantity.Of(1))])));

        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((OrderStatus.Shipped, ShippingBadge.PartlySigned, OrderFlags.Shortfall),
            (stored.Status, stored.Shipping, stored.Flags));
    }

    [Fact]
    public async Task What_was_not_shipped_cannot_be_signed()
    {
        Refused(await Do.Sign(Order.Id), RefusalKind.NotAllowed, "order.nothing-to-sign");
        Accepted(await Do.Ship(Order.Id, new([new(Order.Lines[0].Id, Quantity.Of(3))])));
        var line = Order.Lines[0].Id;
        Refused(await Do.Sign(Order.Id, new(Lines: [new(line, Quantity.Of(4))])), RefusalKind.Invalid,
            "shipment.signed-over-shipped");
        Refused(await Do.Sign(Order.Id, new(Lines: [new(line, Quantity.Of(2), Quantity.Of(2))])), RefusalKind.Invalid,
            "shipment.signed-over-shipped");
        Refused(await Do.Sign(Order.Id, new(Lines: [new(Order.Lines[1].Id, Quantity.Of(1))])), RefusalKind.Invalid,
            "shipment.line-unknown");
        Refused(await Do.Sign(Order.Id, new(SignedAt: Book.Clock.Now.UtcDateTime.AddHours(1))), RefusalKind.Invalid,
            "shipment.in-future");
        Refused(await Do.Sign(Order.Id, new(SignedAt: Book.Clock.Now.UtcDateTime.AddHours(-1))), RefusalKind.Invalid,
            "shipment.signed-before-shipped");
        Refused(await Do.Sign(Order.Id, new(SeenVersion: Order.Version)), RefusalKind.Stale, "order.stale");
        Accepted(await Do.Ship(Order.Id));
        Refused(await Do.Sign(Order.Id, new(Lines: [new(line, Quantity.Of(1))])), RefusalKind.Invalid,
            "order.sign-which");
        Accepted(await Do.Sign(Order.Id));
        Refused(await Do.Sign(Order.Id), RefusalKind.NotAllowed, "order.nothing-to-sign");
    }

    [Fact]
    public async Task Only_the_owner_and_the_warehouse_sign()
    {
        Accepted(await Do.Ship(Order.Id));

        await OnlyAsync([Role.Owner, Role.Warehouse], by => Do.Sign(Order.Id, by: by));
    }
}

public sealed class SettleShortfallTests : OneOrderTest
{
    private async Task TakenShortAsync()
    {
        Accepted(await Do.Ship(Order.Id));
        Accepted(await Do.Sign(Order.Id, new(Lines: [new(Order.Lines[0].Id, Quantity.Of(8))])));
    }

    [Fact]
    public async Task Sent_again_the_quantity_is_open_again()
    {
        await TakenShortAsync();

        Accepted(await Do.SettleShortfall(Order.Id, ShortfallSettlement.Resend));

        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((ShippingBadge.Partial, OrderFlags.None), (stored.Shipping, stored.Flags));
        Accepted(await Do.Ship(Order.Id));
        Accepted(await Do.Sign(Order.Id));
        Assert.Equal(OrderStatus.Received, (await Book.StoredAsync(Order.Id)).Status);
    }

    [Fact]
    public async Task Cancelled_the_customer_owes_less()
    {
        await TakenShortAsync();

        Accepted(await Do.SettleShortfall(Order.Id, ShortfallSettlement.Cancel));

        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((OrderStatus.Received, Money.Of(50)), (stored.Status, stored.Receivable));
        Refused(await Do.VoidShipment(stored.Goods[0].ShipmentId), RefusalKind.NotAllowed, "shipment.settled");
    }

    [Fact]
    public async Task Without_a_shortfall_or_a_decision_it_is_refused()
    {
        Refused(await Do.SettleShortfall(Order.Id, ShortfallSettlement.Resend), RefusalKind.NotAllowed,
            "order.no-shortfall");
        await TakenShortAsync();
        Refused(await Do.SettleShortfall(Order.Id, ShortfallSettlement.Open), RefusalKind.Invalid,
            "order.settlement-missing");
        await OnlyAsync([Role.Owner, Role.Sales], by => Do.SettleShortfall(Order.Id, ShortfallSettlement.Resend, by));
    }
}

public sealed class VoidShipmentTests : OneOrderTest
{
    [Fact]
    public async Task A_void_shipment_counts_for_nothing()
    {
        var shipped = Accepted(await Do.Ship(Order.Id));
        Accepted(await Do.Sign(Order.Id));

        Accepted(await Do.VoidShipment(shipped.Shipments[0].Id));

        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((OrderStatus.Confirmed, ShippingBadge.None), (stored.Status, stored.Shipping));
        Assert.Equal("SH20260310-002", Accepted(await Do.Ship(Order.Id)).Shipments.Single(static s => !s.IsVoid)
            .Number);
    }

    [Fact]
    public async Task It_needs_a_reason_and_happens_once()
    {
        var shipped = Accepted(await Do.Ship(Order.Id)).Shipments[0].Id;
        Refused(await Do.VoidShipment(999), RefusalKind.NotFound, "shipment.not-found");
        Refused(await Do.VoidShipment(shipped, " "), RefusalKind.Invalid, "order.reason-missing", "Reason");
        Refused(await Do.VoidShipment(shipped, seen: 99), RefusalKind.Stale, "shipment.stale");
        await OnlyAsync([Role.Owner, Role.Warehouse], by => Do.VoidShipment(shipped, by: by));
        Refused(await Do.VoidShipment(shipped), RefusalKind.NotAllowed, "shipment.void");
    }
}
