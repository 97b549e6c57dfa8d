using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Customers;
using OrderLedger.App.Orders;
using OrderLedger.App.Settings;
using OrderLedger.App.Tests.Orders;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.ChangeSets;

public sealed class UndoChangeSetTests : OneOrderTest
{
    private static readonly string[] Visible =
    [
        "SELECT id, number, status, shipping, payment, flags, total, net, receivable, received, due_date, "
            + "remark, customer_po, held_at, hold_reason, confirmed_at, shipped_at, received_at, settled_at, started_at, "
            + "ready_at, payment_due_on FROM orders ORDER BY id",
        "SELECT id, position, product_name, quantity, unit_price, amount, cancelled, made, "
            + "is_started, shipped, signed FROM order_lines ORDER BY id",
        "SELECT id, order_line_id, kind, quantity, at FROM production_records ORDER BY id",
        "SELECT id, number, signed_at, signer, is_void FROM shipments ORDER BY id",
        "SELECT id, shipment_id, order_line_id, quantity, signed, settlement FROM shipment_lines ORDER BY id",
        "SELECT id, amount, allocated, method, bounced_at FROM receipts ORDER BY id",
        "SELECT id, receipt_id, order_id, amount, at FROM allocations ORDER BY id",
    ];

    private Task<Outcome<UndoChangeSet.Result>> UndoAsync(long id, Actor? by = null) =>
        new UndoChangeSet(Book.Ledger).RunAsync(by ?? People.Owner, id, Cancellation);

    private Task<long> LastAsync() => Book.ReadAsync(static db => db.ChangeSets
        .MaxAsync(static c => c.Id, Cancellation));

    [Fact]
    public async Task Undo_then_redo_is_identity()
    {
        Func<Task>[] intentions =
        [
            async () => Accepted(await Do.Amend(Order.Id, new(Remark: "急", CustomerPo: "PO",
                Lines: [new(Order.Lines[0].Id, Quantity: Quantity.Of(12))]))),
            async () => Accepted(await Do.Amend(Order.Id, new(Lines: [new(Order.Lines[1].Id, Delete: true),
                new(Product: "新", Quantity: Quantity.Of(1), Amount: Money.Of(3))]))),
            async () => Accepted(await Do.Hold(Order.Id)),
            async () => Accepted(await Do.Resume(Order.Id)),
            async () => Accepted(await Do.Prepare(Order.Id)),
            async () => Accepted(await Do.Pay(Order.Id, new(Money.Of(20), "现金"))),
            async () => Accepted(await Do.Ship(Order.Id)),
            async () => Accepted(await Do.Sign(Order.Id)),
            async () => Accepted(await Do.Pay(Order.Id, new((await Book.StoredAsync(Order.Id)).Outstanding, "现金"))),
        ];
        foreach (var (i, intend) in intentions.Index())
        {
            var before = await StateAsync();
            await intend();
            var after = await StateAsync();

            var undone = Accepted(await UndoAsync(await LastAsync()));
            Assert.Empty(undone.Kept);
            Assert.Equal((i, before), (i, await StateAsync()));

            Assert.Empty(Accepted(await UndoAsync(undone.Id)).Kept);
            Assert.Equal((i, after), (i, await StateAsync()));
        }
    }

    [Fact]
    public async Task Cells_changed_since_stay_and_are_listed()
    {
        Accepted(await Do.Amend(Order.Id, new(Remark: "甲", CustomerPo: "PO-1")));
        var first = await LastAsync();
        Accepted(await Do.Amend(Order.Id, new(CustomerPo: "PO-2")));

        var undone = Accepted(await UndoAsync(first));

        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((null, "PO-2"), (stored.Remark, stored.CustomerPo));
        Assert.Equal([new KeptCell("order", Order.Id, "CustomerPo", "changed")], undone.Kept);
    }

    [Fact]
    public async Task Money_taken_back_changes_what_is_derived_from_it()
    {
        Accepted(await Do.Ship(Order.Id));
        Accepted(await Do.Sign(Order.Id));
        Accepted(await Do.Pay(Order.Id, new(Money.Of(60), "现金")));

        Accepted(await UndoAsync(await LastAsync()));

        Assert.Equal((OrderStatus.Received, Money.Zero), ((await Book.StoredAsync(Order.Id)).Status,
            (await Book.StoredAsync(Order.Id)).Received));
        Assert.Equal(0, await Book.CountAsync("receipts"));
    }

    [Fact]
    public async Task A_customer_with_orders_and_a_numbered_order_are_not_undone()
    {
        var placed = await LastAsync();
        var customer = (await Book.RowsAsync("SELECT min(id) FROM change_sets"))[0][0];

        Refused(await UndoAsync(placed), RefusalKind.NotAllowed, "change-set.nothing-left");
        Refused(await UndoAsync((long)customer!), RefusalKind.NotAllowed, "change-set.nothing-left");
    }

    [Fact]
    public async Task What_would_break_the_book_is_refused_whole()
    {
        Accepted(await Do.Amend(Order.Id, new(Lines: [new(Order.Lines[0].Id, Quantity: Quantity.Of(20))])));
        var raised = await LastAsync();
        Accepted(await Do.Ship(Order.Id));

        Refused(await UndoAsync(raised), RefusalKind.NotAllowed, "change-set.undo-breaks");

        Assert.Equal(Money.Of(110), (await Book.StoredAsync(Order.Id)).Total);
    }

    [Fact]
    public async Task A_change_set_is_undone_once_by_the_owner_or_by_whom_it_is()
    {
        Accepted(await Do.Amend(Order.Id, new(Remark: "甲"), People.Lin));
        var set = await LastAsync();
        foreach (var other in new[] { People.Zhou, People.Finance, People.Warehouse })
            Refused(await UndoAsync(set, other), RefusalKind.NotFound, "change-set.not-found");
        Refused(await UndoAsync(set, People.Viewer), RefusalKind.Forbidden, "access.forbidden");
        Refused(await UndoAsync(999_999), RefusalKind.NotFound, "change-set.not-found");

        Accepted(await UndoAsync(set, People.Lin));

        Refused(await UndoAsync(set), RefusalKind.NotAllowed, "change-set.undone");
    }

    [Fact]
    public async Task Who_has_lost_the_right_undoes_nothing_not_even_the_own()
    {
        Accepted(await Do.Amend(Order.Id, new(Remark: "甲"), People.Lin));

        var set = await LastAsync();
        Refused(await UndoAsync(set, People.Lin with { Role = Role.Viewer }), RefusalKind.Forbidden, "access.forbidden");
        Assert.False((await new History(Book.Book).RecentAsync(People.Lin with { Role = Role.Viewer }, 1, Cancellation))[0].IsUndoable);
        Assert.True((await new History(Book.Book).RecentAsync(People.Lin, 1, Cancellation))[0].IsUndoable);
    }

    [Fact]
    public async Task A_confirmation_is_not_undone_under_work_goods_or_money()
    {
        Func<long, Task>[] builds =
        [
            async id => Accepted(await Do.Prepare(id)),
            async id => Accepted(await Do.Ship(id)),
            async id => Accepted(await Do.Pay(id, new(Money.Of(1), "现金"))),
            async id => Accepted(await Do.Hold(id)),
        ];
        foreach (var build in builds)
        {
            var draft = Accepted(await Do.Place(new(Order.CustomerId, Confirm: false, Lines: Verbs.Lines((1, 5)))));
            Accepted(await Do.Confirm(draft.Id));
            var confirmed = await LastAsync();
            await build(draft.Id);

            Refused(await UndoAsync(confirmed), RefusalKind.NotAllowed, "change-set.undo-breaks");
        }
    }

    [Fact]
    public async Task A_number_given_at_confirmation_stays_when_the_confirmation_is_undone()
    {
        Accepted(await new SaveSettings(Book.Ledger, Book.Book).RunAsync(People.Owner,
            BookSettings.Default with { OrderNumbers = NumberRule.Default with { AtConfirmation = true } }, Cancellation));
        var draft = Accepted(await Do.Place(new(Order.CustomerId, Confirm: false, Lines: Verbs.Lines((1, 5)))));
        var number = Accepted(await Do.Confirm(draft.Id)).Number;

        Accepted(await UndoAsync(await LastAsync()));

        var stored = await Book.StoredAsync(draft.Id);
        Assert.NotNull(number);
        Assert.Equal((OrderStatus.Draft, number, TextFolding.Key(number)), (stored.Status, stored.Number, stored.NumberKey));
        Assert.Equal(number, Accepted(await Do.Confirm(draft.Id)).Number);
    }

    [Fact]
    public async Task Goods_do_not_come_back_to_a_cancelled_order()
    {
        Accepted(await Do.Ship(Order.Id));
        Accepted(await Do.VoidShipment((await Book.StoredAsync(Order.Id)).Goods[0].ShipmentId));
        var voided = await LastAsync();
        Accepted(await Do.Cancel(Order.Id));

        Refused(await UndoAsync(voided), RefusalKind.NotAllowed, "change-set.undo-breaks");
    }

    [Fact]
    public async Task A_bounce_is_not_undone_once_other_money_has_paid_the_order()
    {
        var receipt = Accepted(await Do.Receive(new(Money.Of(60), "现金", Order.CustomerId, Allocations: [new(Order.Id, Money.Of(60))])));
        Accepted(await Do.Bounce(receipt.Id));
        var bounced = await LastAsync();
        Accepted(await Do.Pay(Order.Id, new(Money.Of(60), "现金")));

        Refused(await UndoAsync(bounced), RefusalKind.NotAllowed, "change-set.undo-breaks");
    }

    [Fact]
    public async Task A_line_that_is_worked_on_stays_when_the_amendment_that_brought_it_is_undone()
    {
        var product = await Do.ProductAsync("M1", 3, isMade: true);
        var amended = Accepted(await Do.Amend(Order.Id, new(Remark: "加", Lines: [new(ProductId: product.Id, Quantity: Quantity.Of(2))])));
        var set = await LastAsync();
        Accepted(await Do.Start(Order.Id));

        var undone = Accepted(await UndoAsync(set));

        Assert.Contains(new KeptCell("order-line", amended.Lines[2].Id, null, "built-upon"), undone.Kept);
        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((3, null), (stored.Lines.Count, stored.Remark));
        Assert.Contains(stored.Lines, line => line.Id == stored.Work[0].OrderLineId);
    }

    [Fact]
    public async Task Quantity_price_discount_and_amount_are_set_back_together_or_not_at_all()
    {
        var line = Order.Lines[0].Id;
        Accepted(await Do.Amend(Order.Id, new(Lines: [new(line, Quantity: Quantity.Of(12))])));
        var first = await LastAsync();
        Accepted(await Do.Amend(Order.Id, new(Remark: "价", Lines: [new(line, UnitPrice: UnitPrice.Of(6))])));

        Refused(await UndoAsync(first), RefusalKind.NotAllowed, "change-set.nothing-left");

        var stored = (await Book.StoredAsync(Order.Id)).Lines.Single(l => l.Id == line);
        Assert.Equal((Quantity.Of(12), UnitPrice.Of(6), Money.Of(72)), (stored.Quantity, stored.UnitPrice, stored.Amount));
    }

    [Fact]
    public async Task Of_a_chain_of_undos_each_second_one_can_be_undone()
    {
        Accepted(await Do.Amend(Order.Id, new(Remark: "甲")));
        var chain = new List<long> { await LastAsync() };
        for (var i = 0; i < 3; i++)
        {
            chain.Add(Accepted(await UndoAsync(chain[^1])).Id);
            var undoneBy = await Book.ReadAsync(db => db.ChangeSets.Where(c => chain.Contains(c.Id))
                .OrderBy(static c => c.Id).Select(static c => c.UndoneBy).ToListAsync(Cancellation));
            Assert.Equal(chain.Select((_, at) => at < chain.Count - 1 && (chain.Count - 1 - at) % 2 == 1
                ? chain[at + 1] : (long?)null), undoneBy);
        }
    }

    [Fact]
    public async Task Taking_back_needs_the_right_of_the_verb_and_sight_of_the_order()
    {
        Accepted(await Do.Amend(Order.Id, new(Remark: "甲"), People.Lin));
        var set = await LastAsync();
        Refused(await UndoAsync(set, People.Lin with { Role = Role.Warehouse }), RefusalKind.Forbidden, "change-set.not-undoable");
        Accepted(await Do.Amend(Order.Id, new(Salesperson: People.Zhou.Name)));
        Refused(await UndoAsync(set, People.Lin), RefusalKind.Forbidden, "change-set.not-undoable");

        Assert.Equal("甲", (await Book.StoredAsync(Order.Id)).Remark);
    }

    [Fact]
    public async Task What_stands_beside_an_order_or_customer_that_passed_to_another_is_not_taken_back()
    {
        var customer = Order.CustomerId;
        Accepted(await new WriteComment(Book.Ledger).RunAsync(People.Lin, Order.Id, new("催货"), Cancellation));
        var sets = new List<long> { await LastAsync() };
        Accepted(await new AttachFile(Book.Ledger).RunAsync(People.Lin, Order.Id, new("图.png", new byte[] { 1 }), Cancellation));
        sets.Add(await LastAsync());
        Accepted(await new WriteFollowUp(Book.Ledger).RunAsync(People.Lin, customer, new("回访"), Cancellation));
        sets.Add(await LastAsync());
        var undone = Accepted(await UndoAsync(sets[0], People.Lin));
        sets.Add(undone.Id);
        Accepted(await Do.Amend(Order.Id, new(Salesperson: People.Zhou.Name)));
        Accepted(await Do.SaveCustomer(new(Salesperson: People.Zhou.Name), customer));

        foreach (var set in sets.Skip(1)) Refused(await UndoAsync(set, People.Lin), RefusalKind.Forbidden, "change-set.not-undoable");

        Assert.Equal((0L, 1L, 1L), (await Book.CountAsync("comments"), await Book.CountAsync("attachments"), await Book.CountAsync("follow_ups")));
        Accepted(await UndoAsync(sets[1]));
    }

    /// <summary>All that is visible of the book, without versions, which only ever rise.</summary>
    private async Task<string> StateAsync() => string.Join('\n', await Task.WhenAll(Visible.Select(async sql =>
        string.Join('\n', (await Book.RowsAsync(sql)).Select(static row => string.Join('|', row))))));
}
