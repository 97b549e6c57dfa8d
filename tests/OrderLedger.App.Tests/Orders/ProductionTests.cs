using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Tests.Orders;

/// <summary>An order of 10 made goods, 5 goods from stock and one service.</summary>
public abstract class WorkTest : LedgerTest
{
    protected OrderView Order { get; private set; } = null!;

    internal long Made => Order.Lines[0].Id;

    internal long Stock => Order.Lines[1].Id;

    internal long Service => Order.Lines[2].Id;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var customer = await Do.CustomerAsync();
        var made = await Do.ProductAsync("M", 5, isMade: true);
        var stock = await Do.ProductAsync("S", 3);
        var service = await Do.ProductAsync("F", 100, ProductKind.Service);
        Order = Accepted(await Do.Place(new(customer.Id, Lines: [new(made.Id, Quantity: Quantity.Of(10)),
            new(stock.Id, Quantity: Quantity.Of(5)), new(service.Id, Quantity: Quantity.Of(1))])));
    }

    protected async Task<(OrderStatus Order, IReadOnlyList<Quantity> Made)> StoredAsync()
    {
        var stored = await Book.StoredAsync(Order.Id);
        return (stored.Status, [.. stored.Lines.OrderBy(static l => l.Position).Select(static l => l.Made)]);
    }

    internal static IReadOnlyList<LineQuantity> Some(long line, decimal quantity) => [new(line, Quantity.Of(quantity))];
}

public sealed class StartProductionTests : WorkTest
{
    [Fact]
    public async Task Production_starts_on_what_is_made_and_the_slowest_line_gives_the_status()
    {
        Accepted(await Do.Start(Order.Id));
        Assert.Equal(OrderStatus.Confirmed, (await StoredAsync()).Order);

        Accepted(await Do.Prepare(Order.Id));

        Assert.Equal(OrderStatus.InProduction, (await StoredAsync()).Order);
        Assert.NotNull((await Book.StoredAsync(Order.Id)).StartedAt);
    }

    [Fact]
    public async Task It_is_refused_where_nothing_is_made_or_all_has_begun()
    {
        Refused(await Do.Start(Order.Id, [Stock]), RefusalKind.NotAllowed, "order.nothing-to-start");
        Accepted(await Do.Start(Order.Id, [Made]));
        Refused(await Do.Start(Order.Id), RefusalKind.NotAllowed, "order.nothing-to-start");
        Refused(await Do.Start(Order.Id, seen: Order.Version), RefusalKind.Stale, "order.stale");
        Refused(await Do.Start(999), RefusalKind.NotFound, "order.not-found");
    }

    [Fact]
    public Task Only_the_owner_and_production_start() => OnlyAsync([Role.Owner, Role.Production], by =>
        Do.Start(Order.Id, by: by));

    [Fact]
    public async Task The_workshop_sees_no_price()
    {
        var view = Accepted(await Do.Start(Order.Id, by: People.Workshop));

        Assert.Equal((null, null, null), (view.Total, view.Outstanding, view.Payment));
        Assert.All(view.Lines, static l => Assert.Equal((null, null), (l.UnitPrice, l.Amount)));
    }
}

public sealed class FinishProductionTests : WorkTest
{
    [Fact]
    public async Task Finished_quantities_add_up_until_the_line_is_ready()
    {
        Accepted(await Do.Finish(Order.Id, Some(Made, 4)));
        Accepted(await Do.Finish(Order.Id, Some(Made, 2.5m)));
        Assert.Equal(Quantity.Of(6.5m), (await StoredAsync()).Made[0]);

        Accepted(await Do.Finish(Order.Id));
        Accepted(await Do.Prepare(Order.Id));

        var (order, made) = await StoredAsync();
        Assert.Equal(OrderStatus.ReadyToShip, order);
        Assert.Equal([Quantity.Of(10), Quantity.Of(5), Quantity.Of(1)], made);
    }

    [Fact]
    public async Task More_than_ordered_unknown_lines_and_finished_work_are_refused()
    {
        Refused(await Do.Finish(Order.Id, Some(Made, 10.000001m)), RefusalKind.NotAllowed, "order.finish-over-open");
        Refused(await Do.Finish(Order.Id, Some(Made, 0)), RefusalKind.NotAllowed, "order.finish-over-open");
        Refused(await Do.Finish(Order.Id, Some(Stock, 1)), RefusalKind.Invalid, "order.line-unknown");
        Refused(await Do.Finish(Order.Id, [.. Some(Made, 1), .. Some(Made, 1)]), RefusalKind.Invalid,
            "order.line-twice");
        Accepted(await Do.Finish(Order.Id));
        Refused(await Do.Finish(Order.Id), RefusalKind.NotAllowed, "order.nothing-to-finish");
        Refused(await Do.Finish(Order.Id, seen: Order.Version), RefusalKind.Stale, "order.stale");
    }

    [Fact]
    public Task Only_the_owner_and_production_finish() => OnlyAsync([Role.Owner, Role.Production], by =>
        Do.Finish(Order.Id, by: by));

    [Fact]
    public async Task A_service_alone_is_done_when_it_is_finished()
    {
        var service = await Do.ProductAsync("安装", 80, ProductKind.Service);
        var order = Accepted(await Do.Place(new(Order.CustomerId, Lines: [new(service.Id, Quantity: Quantity.Of(1))])));
        Accepted(await Do.Pay(order.Id, new(Money.Of(80), "现金")));
        Assert.Equal(OrderStatus.Confirmed, (await Book.StoredAsync(order.Id)).Status);

        Accepted(await Do.Finish(order.Id));

        Assert.Equal(OrderStatus.Paid, (await Book.StoredAsync(order.Id)).Status);
    }

    [Fact]
    public async Task A_service_is_finished_also_after_the_goods_have_left_and_nothing_else_is()
    {
        var service = await Do.ProductAsync("安装", 80, ProductKind.Service);
        var goods = await Do.ProductAsync("阀体", 100);
        var order = Accepted(await Do.Place(new(Order.CustomerId,
            Lines: [new(goods.Id, Quantity: Quantity.Of(1)), new(service.Id, Quantity: Quantity.Of(1))])));
        Accepted(await Do.Ship(order.Id));
        var shipped = Accepted(await Do.Sign(order.Id));
        Assert.Contains("finish-production", shipped.AllowedEvents);
        Refused(await Do.Finish(order.Id, [new(order.Lines[0].Id, Quantity.Of(1))]), RefusalKind.Invalid, "order.line-unknown");

        var finished = Accepted(await Do.Finish(order.Id));

        Assert.Equal((OrderStatus.Received, Quantity.Of(1)), (finished.Status, finished.Lines[1].Made));
        Assert.DoesNotContain("finish-production", finished.AllowedEvents);
        Refused(await Do.Finish(order.Id), RefusalKind.NotAllowed, "order.nothing-to-finish");
    }
}

public sealed class PrepareGoodsTests : WorkTest
{
    [Fact]
    public async Task Goods_from_stock_are_set_aside()
    {
        Accepted(await Do.Prepare(Order.Id, Some(Stock, 2)));
        Accepted(await Do.Prepare(Order.Id));

        Assert.Equal([Quantity.Zero, Quantity.Of(5), Quantity.Zero], (await StoredAsync()).Made);
    }

    [Fact]
    public async Task What_is_made_too_much_or_done_is_refused()
    {
        Refused(await Do.Prepare(Order.Id, Some(Made, 1)), RefusalKind.Invalid, "order.line-unknown");
        Refused(await Do.Prepare(Order.Id, Some(Stock, 6)), RefusalKind.NotAllowed, "order.finish-over-open");
        Accepted(await Do.Prepare(Order.Id));
        Refused(await Do.Prepare(Order.Id), RefusalKind.NotAllowed, "order.nothing-to-finish");
        Refused(await Do.Prepare(Order.Id, seen: Order.Version), RefusalKind.Stale, "order.stale");
    }

    [Fact]
    public Task Only_the_owner_and_the_warehouse_prepare() => OnlyAsync([Role.Owner, Role.Warehouse], by =>
        Do.Prepare(Order.Id, by: by));
}
