using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Tests.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

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

    /// <summary>All that is visible of the book, without versions, which only ever rise.</summary>
    private async Task<string> StateAsync() => string.Join('\n', await Task.WhenAll(Visible.Select(async sql =>
        string.Join('\n', (await Book.RowsAsync(sql)).Select(static row => string.Join('|', row))))));
}
