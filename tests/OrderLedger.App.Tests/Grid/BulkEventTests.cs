using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Grid;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Grid;

public sealed class BulkEventTests : GridTest
{
    [Fact]
    public async Task Those_that_may_are_one_change_set_and_the_others_are_listed()
    {
        Accepted(await Do.Hold(Orders[1].Id));
        long[] ids = [Orders[0].Id, Orders[1].Id, Orders[2].Id, 999_999];
        var sets = await SetsAsync();

        var preview = Accepted(await RunAsync(new() { Event = "ship", OrderIds = ids, Preview = true }));
        Assert.Equal((null, sets), (preview.ChangeSet, await SetsAsync()));
        var done = Accepted(await RunAsync(new() { Event = "ship", OrderIds = ids, Said = Json(new { carrier = "顺丰" }) }));

        Assert.Equal((2, 2), (preview.Accepted, preview.Refused));
        Assert.Equal([(true, null), (false, "order.on-hold"), (true, null), (false, "order.not-found")],
            done.Orders.Select(static o => (o.Accepted, o.Code)));
        Assert.Equal(done.Orders.Select(static o => (o.OrderId, o.Number, o.Code)), preview.Orders.Select(static o => (o.OrderId, o.Number, o.Code)));
        Assert.Equal([OrderStatus.Shipped, OrderStatus.Confirmed, OrderStatus.Shipped], await StatusAsync());
        Assert.Equal("order.ship", await VerbAsync(done.ChangeSet));
        Assert.Equal(["001", "002"], (await Book.RowsAsync("SELECT number FROM shipments ORDER BY number")).Select(static r => ((string)r[0]!)[^3..]));

        Assert.Empty((await UndoneAsync(done.ChangeSet)).Kept);
        Assert.All(await StatusAsync(), static status => Assert.Equal(OrderStatus.Confirmed, status));
    }

    [Fact]
    public async Task A_filter_names_the_orders_and_an_empty_call_is_refused()
    {
        var held = Accepted(await RunAsync(new() { Event = "hold", Filter = "total > 20", Said = Json(new { reason = "核价" }) }));
        Assert.Equal((2, 0), (held.Accepted, held.Refused));
        var resumed = Accepted(await RunAsync(new() { Event = "resume", Filter = "", Rows = LedgerRows.Lines }));
        Assert.Equal((2, 1), (resumed.Accepted, resumed.Refused));

        Refused(await RunAsync(new() { Event = "hold" }), RefusalKind.Invalid, "event.no-orders");
        Refused(await RunAsync(new() { Event = "hold", OrderIds = [] }), RefusalKind.Invalid, "event.no-orders");
        Refused(await RunAsync(new() { Event = "dance", OrderIds = [One.Id] }), RefusalKind.Invalid, "event.unknown");
        Refused(await RunAsync(new() { Event = "hold", OrderIds = [One.Id], Said = Json(new { why = 1 }) }), RefusalKind.Invalid, "event.input-unreadable");
        Refused(await RunAsync(new() { Event = "hold", Filter = "nonsense = 1" }), RefusalKind.Invalid, "filter.unknown-field");
        Refused(await RunAsync(new() { Event = "hold", OrderIds = [.. Enumerable.Range(1, 10_001).Select(static i => (long)i)] }),
            RefusalKind.Invalid, "event.too-many");
    }

    [Fact]
    public async Task Every_event_runs_for_many_and_pay_takes_what_each_owes()
    {
        long[] ids = [.. Orders.Select(static o => o.Id)];
        (string Event, object Said, int Accepted)[] story =
        [
            ("confirm", new { }, 0), ("start-production", new { }, 0), ("finish-production", new { }, 0), ("prepare", new { }, 3),
            ("hold", new { reason = "等" }, 3), ("resume", new { }, 3), ("ship", new { }, 3), ("close-rest", new { reason = "x" }, 0),
            ("settle-shortfall", new { settlement = "resend" }, 0), ("pay", new { method = "现金" }, 3), ("pay", new { method = "现金" }, 0),
            ("sign", new { signer = "李工" }, 3), ("cancel", new { reason = "晚了" }, 0),
        ];
        foreach (var (name, said, accepted) in story)
            Assert.Equal((name, accepted), (name, Accepted(await RunAsync(new() { Event = name, OrderIds = ids, Said = Json(said) })).Accepted));
        Assert.All(await StatusAsync(), static status => Assert.Equal(OrderStatus.Paid, status));
    }

    [Fact]
    public async Task It_needs_the_right_of_the_event_and_sees_what_the_actor_sees()
    {
        Refused(await RunAsync(new() { Event = "ship", OrderIds = [One.Id] }, People.Lin), RefusalKind.Forbidden, "access.forbidden");
        var foreign = Accepted(await RunAsync(new() { Event = "hold", OrderIds = [One.Id], Said = Json(new { reason = "x" }) }, People.Zhou));
        Assert.Equal((0, "order.not-found", null), (foreign.Accepted, foreign.Orders[0].Code, foreign.Orders[0].Number));
        Assert.Empty(Accepted(await RunAsync(new() { Event = "hold", Filter = "" }, People.Zhou)).Orders);
        var own = Accepted(await RunAsync(new() { Event = "ship", OrderIds = [One.Id] }, People.Warehouse with { Via = Via.Api }));
        Assert.Empty((await UndoneAsync(own.ChangeSet, People.Warehouse)).Kept);
    }

    [Fact]
    public async Task More_than_a_chunk_of_orders_with_refused_ones_among_them_keeps_the_numbers_without_gaps()
    {
        var ids = Orders.Select(static o => o.Id).ToList();
        for (var i = 0; i < 120; i++) ids.Add((await Do.Place(new(One.CustomerId, Lines: Verbs.Lines((1, 1))))).Value!.Id);
        foreach (var id in ids.Where(static (_, i) => i % 40 == 7)) Accepted(await Do.Hold(id));

        var done = Accepted(await RunAsync(new() { Event = "ship", OrderIds = ids }));

        Assert.Equal((120, 3), (done.Accepted, done.Refused));
        var numbers = (await Book.RowsAsync("SELECT number FROM shipments ORDER BY number")).Select(static r => ((string)r[0]!)[^3..]);
        Assert.Equal(Enumerable.Range(1, 120).Select(static i => $"{i:000}"), numbers);
        Assert.Empty((await UndoneAsync(done.ChangeSet)).Kept);
    }

    [Fact]
    public async Task Who_sees_no_prices_is_told_that_money_is_missing_but_not_how_much()
    {
        var customer = await Do.CustomerAsync("GATE", new(ShipGate: 0.3m));
        var order = await Do.OrderAsync(customer, (1, 777));

        var owner = Accepted(await RunAsync(new() { Event = "ship", OrderIds = [order.Id], Preview = true }));
        var warehouse = Accepted(await RunAsync(new() { Event = "ship", Filter = "", Preview = true }, People.Warehouse));
        var desk = Accepted(await new App.Shipping.ShipMany(Book.Ledger)
            .RunAsync(People.Warehouse, new([new(order.Id, All: true)]), Cancellation));

        Assert.Equal($"order.ship-gate {order.Number} 233.10 0.00", Told(Assert.Single(owner.Orders)));
        Assert.Equal($"order.ship-gate-unmet {order.Number}", Told(Assert.Single(warehouse.Orders, o => o.OrderId == order.Id)));
        Assert.Equal($"order.ship-gate-unmet {order.Number}", Told(Assert.Single(desk.Orders)));
        Assert.Equal([order.Number!],
            Refused(await Do.Ship(order.Id, by: People.Warehouse), RefusalKind.NotAllowed, "order.ship-gate-unmet").Facts);

        static string Told(EventAnswer answer) => string.Join(' ', [answer.Code, .. answer.Facts!]);
    }

    private static JsonElement Json(object said) => JsonSerializer.SerializeToElement(said);

    private async Task<Outcome<BulkEvent.Result>> RunAsync(BulkEvent.Request asked, Actor? by = null)
    {
        await using var model = new LedgerReadModel(Book.Book, Book.Clock, NullLogger<LedgerReadModel>.Instance);
        return await new BulkEvent(Book.Ledger, model).RunAsync(by ?? People.Owner, asked, Cancellation);
    }

    private async Task<List<OrderStatus>> StatusAsync()
    {
        var found = new List<OrderStatus>();
        foreach (var order in Orders) found.Add((await Book.StoredAsync(order.Id)).Status);
        return found;
    }
}
