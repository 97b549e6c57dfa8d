using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Orders;

public abstract class OneOrderTest : LedgerTest
{
    protected OrderView Order { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Order = await Do.OrderAsync(await Do.CustomerAsync("HS", new(Salesperson: People.Lin.Name)), (10, 5),
            (4, 2.5m));
    }

    /// <summary>Missing orders, stale readers and foreign salespeople are refused alike by every event.</summary>
    internal async Task GuardedAsync(Func<long, Actor, long?, Task<Outcome<OrderView>>> verb)
    {
        Refused(await verb(999, People.Owner, null), RefusalKind.NotFound, "order.not-found");
        Refused(await verb(Order.Id, People.Owner, Order.Version - 1), RefusalKind.Stale, "order.stale");
        Refused(await verb(Order.Id, People.Zhou with { Role = Role.Sales }, null), RefusalKind.NotFound,
            "order.not-found");
    }
}

public sealed class HoldOrderTests : OneOrderTest
{
    [Fact]
    public async Task A_held_order_is_flagged_and_gets_no_work_and_no_shipment()
    {
        Accepted(await Do.Hold(Order.Id, "等确认"));

        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((OrderFlags.OnHold, "等确认", OrderStatus.Confirmed), (stored.Flags, stored.HoldReason,
            stored.Status));
        Refused(await Do.Ship(Order.Id), RefusalKind.NotAllowed, "order.on-hold");
        Refused(await Do.Prepare(Order.Id), RefusalKind.NotAllowed, "order.on-hold");
        Refused(await Do.Start(Order.Id), RefusalKind.NotAllowed, "order.on-hold");
        Refused(await Do.Finish(Order.Id), RefusalKind.NotAllowed, "order.on-hold");
    }

    [Fact]
    public async Task It_needs_a_reason_and_a_running_order()
    {
        Refused(await Do.Hold(Order.Id, " "), RefusalKind.Invalid, "order.reason-missing", "Reason");
        Accepted(await Do.Hold(Order.Id));
        Refused(await Do.Hold(Order.Id), RefusalKind.NotAllowed, "order.on-hold");
        await GuardedAsync((id, by, seen) => Do.Hold(id, "无", by, seen));
    }

    [Fact]
    public Task Every_department_may_hold_and_a_reader_may_not() => OnlyAsync(
        [Role.Owner, Role.Sales, Role.Production, Role.Warehouse, Role.Finance], by => Do.Hold(Order.Id, by: by));
}

public sealed class ResumeOrderTests : OneOrderTest
{
    [Fact]
    public async Task A_resumed_order_ships_again()
    {
        Accepted(await Do.Hold(Order.Id));

        Accepted(await Do.Resume(Order.Id));

        Assert.Equal((OrderFlags.None, null), ((await Book.StoredAsync(Order.Id)).Flags,
            (await Book.StoredAsync(Order.Id)).HoldReason));
        Accepted(await Do.Ship(Order.Id));
    }

    [Fact]
    public async Task What_is_not_held_cannot_be_resumed()
    {
        Refused(await Do.Resume(Order.Id), RefusalKind.NotAllowed, "order.not-on-hold");
        await GuardedAsync((id, by, seen) => Do.Resume(id, by, seen));
    }

    [Fact]
    public Task Every_department_may_resume_and_a_reader_may_not() => OnlyAsync(
        [Role.Owner, Role.Sales, Role.Production, Role.Warehouse, Role.Finance], by => Do.Resume(Order.Id, by));
}

public sealed class CancelOrderTests : OneOrderTest
{
    [Fact]
    public async Task A_cancelled_order_owes_nothing_and_its_money_is_on_account()
    {
        var paid = Accepted(await Do.Pay(Order.Id, new(Money.Of(25), "现金")));

        Accepted(await Do.Cancel(Order.Id, "不要了"));

        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((OrderStatus.Cancelled, Money.Zero, Money.Zero, "不要了"),
            (stored.Status, stored.Receivable, stored.Received, stored.CancelReason));
        Assert.Equal(Order.Number, stored.Number);
        var receipt = await Book.ReadAsync(db => db.Receipts.FindAsync([paid.Receipts![0].ReceiptId], Cancellation)
            .AsTask());
        Assert.Equal(Money.Of(25), receipt!.Unallocated);
    }

    [Fact]
    public async Task Goods_that_have_left_the_house_stand_in_the_way_until_the_shipment_is_void()
    {
        var shipped = Accepted(await Do.Ship(Order.Id, new([new(Order.Lines[0].Id, Quantity.Of(1))])));
        Refused(await Do.Cancel(Order.Id), RefusalKind.NotAllowed, "order.delivered");

        Accepted(await Do.VoidShipment(shipped.Shipments[0].Id));

        Accepted(await Do.Cancel(Order.Id));
    }

    [Fact]
    public async Task It_needs_a_reason_and_happens_once()
    {
        Refused(await Do.Cancel(Order.Id, ""), RefusalKind.Invalid, "order.reason-missing", "Reason");
        Accepted(await Do.Cancel(Order.Id));
        Refused(await Do.Cancel(Order.Id), RefusalKind.NotAllowed, "order.cancelled");
        await GuardedAsync((id, by, seen) => Do.Cancel(id, "无", by, seen));
    }

    [Fact]
    public Task Only_the_owner_and_sales_cancel() =>
        OnlyAsync([Role.Owner, Role.Sales], by => Do.Cancel(Order.Id, by: by));
}

public sealed class CloseRestTests : OneOrderTest
{
    [Fact]
    public async Task The_rest_is_cancelled_and_what_was_signed_and_paid_ends_the_order()
    {
        Accepted(await Do.Ship(Order.Id, new([new(Order.Lines[0].Id, Quantity.Of(6))])));
        Accepted(await Do.Sign(Order.Id));
        Accepted(await Do.Pay(Order.Id, new(Money.Of(30), "现金")));

        Accepted(await Do.CloseRest(Order.Id));

        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((OrderStatus.Paid, Money.Of(30), Money.Of(60)), (stored.Status, stored.Receivable, stored.Total));
        Assert.Equal([Quantity.Of(4), Quantity.Of(4)], stored.Lines.OrderBy(static l => l.Position)
            .Select(static l => l.Cancelled));
    }

    [Fact]
    public async Task Without_a_shipment_it_is_a_cancellation_and_refused()
    {
        Refused(await Do.CloseRest(Order.Id), RefusalKind.NotAllowed, "order.nothing-shipped");
        Refused(await Do.CloseRest(Order.Id, ""), RefusalKind.Invalid, "order.reason-missing");
        await GuardedAsync((id, by, seen) => Do.CloseRest(id, "无", by, seen));
        Accepted(await Do.Ship(Order.Id));
        Refused(await Do.CloseRest(Order.Id), RefusalKind.NotAllowed, "order.nothing-open");
        Accepted(await Do.Sign(Order.Id));
        Refused(await Do.CloseRest(Order.Id), RefusalKind.NotAllowed, "order.too-late");
    }

    [Fact]
    public Task Only_the_owner_and_sales_close_the_rest() =>
        OnlyAsync([Role.Owner, Role.Sales], by => Do.CloseRest(Order.Id, by: by));
}
