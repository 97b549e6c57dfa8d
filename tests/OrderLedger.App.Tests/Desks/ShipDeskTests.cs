using OrderLedger.App.ChangeSets;
using OrderLedger.App.Desks;
using OrderLedger.App.Orders;
using OrderLedger.App.Shipping;
using OrderLedger.App.Tests.ReadModel;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using static OrderLedger.App.Tests.Desks.DeskBook;

namespace OrderLedger.App.Tests.Desks;

public sealed class ShipDeskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_can_leave_stands_by_due_date_with_what_is_to_be_packed()
    {
        await using var book = await CreateAsync();
        var part = await PlaceAsync(book, "C1", 4, ("F1", 10), ("G1", 5));
        await PrepareAsync(book, part.Id);
        var whole = await PlaceAsync(book, "C2", -1, ("G1", 3));
        await PrepareAsync(book, whole.Id);
        await PlaceAsync(book, "C2", 1, ("F1", 2));

        var ready = await new ShipDesk(book.Model).ReadAsync(Store, new(), Cancellation);
        var all = await new ShipDesk(book.Model).ReadAsync(Store, new(All: true), Cancellation);

        Assert.Equal([(whole.Id, false), (part.Id, true)], ready.Rows.Select(static row => (row.Id, row.IsPart)));
        Assert.Equal([("法兰", Quantity.Of(10), Quantity.Zero), ("密封垫", Quantity.Of(5), Quantity.Of(5))],
            ready.Rows[1].Lines.Select(static line => (line.Product, line.Open, line.Finished)));
        Assert.Equal((2L, 3L, 2L, 1L), (ready.Count, all.Count, ready.Ready, ready.Unfinished));
        Assert.Equal((1L, 3L), (ready.Orders[DueSpan.Late], all.Orders[DueSpan.All]));
    }

    [Fact]
    public async Task Many_leave_with_their_own_numbers_as_one_change_and_come_back_together()
    {
        await using var book = await CreateAsync();
        var one = await PlaceAsync(book, "C1", 0, ("F1", 10), ("G1", 5));
        await PrepareAsync(book, one.Id);
        var two = await PlaceAsync(book, "C2", 0, ("G1", 3));
        await PrepareAsync(book, two.Id);
        var unfinished = await PlaceAsync(book, "C2", 0, ("F1", 2));
        var held = await PlaceAsync(book, "C2", 0, ("G1", 2));
        await BookWithModel.DoneAsync(new HoldOrder(book.Ledger).RunAsync(BookWithModel.Owner, held.Id, new("缺料"), Cancellation));

        var done = await BookWithModel.DoneAsync(new ShipMany(book.Ledger).RunAsync(Store, new(
        [
            new(one.Id, "顺丰速运", "SF001"), new(two.Id, "德邦快递", "0012", 2), new(unfinished.Id, "顺丰速运", "SF002"),
            new(held.Id), new(999_999, "顺丰速运", "SF003"),
        ]), Cancellation));

        Assert.Equal((2, 3), (done.Accepted, done.Refused));
        Assert.Equal([null, null, "order.nothing-finished", "order.on-hold", "order.not-found"], done.Orders.Select(static o => o.Code));
        var (first, second) = (await FindAsync(book, one.Id), await FindAsync(book, two.Id));
        Assert.Equal((ShippingBadge.Partial, "SF001"), (first.Shipping, Assert.Single(first.Shipments).TrackingNumber));
        Assert.Equal((OrderStatus.Shipped, "0012", 2), (second.Status, second.Shipments[0].TrackingNumber, second.Shipments[0].Packages));
        Assert.Equal(2, (await book.QueryAsync(new() { Filter = "trackingNumber is not empty", Limit = 0 })).Count);

        var undone = await new UndoChangeSet(book.Ledger).RunAsync(Store, done.ChangeSet!.Value, Cancellation);
        Assert.True(undone.Accepted, undone.Refusal?.Code);
        Assert.Equal(OrderStatus.ReadyToShip, (await FindAsync(book, two.Id)).Status);
    }

    [Fact]
    public async Task All_ships_what_nobody_reported_and_an_order_named_twice_is_refused()
    {
        await using var book = await CreateAsync();
        var order = await PlaceAsync(book, "C1", 0, ("F1", 10));
        var twice = await PlaceAsync(book, "C1", 0, ("G1", 1));

        var done = await BookWithModel.DoneAsync(new ShipMany(book.Ledger).RunAsync(
            Store, new([new(order.Id, All: true), new(twice.Id, "自送", All: true), new(twice.Id, "自提", All: true)]), Cancellation));

        Assert.Equal([null, "event.order-twice"], done.Orders.Select(static o => o.Code));
        Assert.Equal(OrderStatus.Shipped, (await FindAsync(book, order.Id)).Status);
        Assert.Equal(RefusalKind.Forbidden, (await new ShipMany(book.Ledger).RunAsync(Workshop, new([new(order.Id)]), Cancellation)).Refusal?.Kind);
    }

    private static Task<OrderView> PrepareAsync(BookWithModel book, long order) =>
        BookWithModel.DoneAsync(new PrepareGoods(book.Ledger).RunAsync(Store, order, new(), Cancellation));

    private static async Task<OrderView> FindAsync(BookWithModel book, long id) =>
        (await new OrderQueries(book.Book).FindAsync(BookWithModel.Owner, id, Cancellation)).Value!;
}
