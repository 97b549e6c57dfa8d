using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Grid;

public sealed class StatusCommandTests : GridTest
{
    [Fact]
    public async Task A_status_word_records_the_facts_behind_it_and_undo_takes_them_back()
    {
        var result = Accepted(await TypeAsync(Cell(Orders[0], "status", "已付款", facts: new("银行转账", new(2026, 3, 9))),
            Cell(Orders[1], "status", "shipped", facts: new(Carrier: "顺丰", TrackingNumber: "SF1")), Cell(Orders[2], "status", "待发货")));

        Assert.Equal((3, ""), (result.Applied, Codes(result)));
        var (paid, shipped, ready) = (await Book.StoredAsync(Orders[0].Id), await Book.StoredAsync(Orders[1].Id), await Book.StoredAsync(Orders[2].Id));
        Assert.Equal((OrderStatus.Paid, OrderStatus.Shipped, OrderStatus.ReadyToShip), (paid.Status, shipped.Status, ready.Status));
        Assert.Equal(("银行转账", new DateOnly(2026, 3, 9)), (paid.Allocations[0].Receipt.Method, paid.Allocations[0].Receipt.Date));
        Assert.Equal(("顺丰", "SF1"), (shipped.Goods[0].Shipment.Carrier, shipped.Goods[0].Shipment.TrackingNumber));
        Assert.Equal("ledger.mixed", await VerbAsync(result.ChangeSet));

        Assert.Empty((await UndoneAsync(result.ChangeSet)).Kept);
        foreach (var order in Orders) Assert.Equal(OrderStatus.Confirmed, (await Book.StoredAsync(order.Id)).Status);
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        var result = Accepted(await TypeAsync(Cell(Orders[0], "status", "已付款"), Cell(Orders[1], "status", "已取消"),
            Cell(Orders[2], "status", "paid", facts: new(Method: "现金"))));

        Assert.Equal("0:needs-facts 1:needs-facts 2:needs-facts", Codes(result));
        Assert.Equal(["method date", "reason", "date"], result.Problems.OrderBy(static p => p.Index).Select(static p => string.Join(' ', p.Facts)));
    }

    [Fact]
    public async Task Each_step_needs_its_right_and_its_rule()
    {
        Accepted(await Do.Hold(Orders[1].Id));
        Assert.Equal("0:access.forbidden", Codes(Accepted(await TypeAsync(People.Lin, Cell(One, "status", "已发货")))));
        Assert.Equal("0:order.on-hold 1:order.nothing-to-start", Codes(Accepted(await TypeAsync(
            Cell(Orders[1], "status", "已发货"), Cell(One, "status", "生产中")))));

        var shipped = Accepted(await TypeAsync(People.Warehouse, Cell(One, "status", "已收货")));

        Assert.Equal("ledger.ship", await VerbAsync(shipped.ChangeSet));
        Assert.Equal("0:cell.status-backwards", Codes(Accepted(await TypeAsync(Cell(One, "status", "订单确认")))));
        Assert.Empty((await UndoneAsync(shipped.ChangeSet, People.Warehouse)).Kept);
        var gone = Accepted(await ChangeAsync(new() { Changes = [Cell(One, "status", "已取消")], Reason = "客户不要了" }, People.Lin));
        Assert.NotNull(gone.ChangeSet);
        Assert.Equal("客户不要了", (await Book.StoredAsync(One.Id)).CancelReason);
        Assert.Equal("0:order.cancelled", Codes(Accepted(await TypeAsync(Cell(One, "status", "已发货")))));
    }

    [Fact]
    public async Task A_draft_is_confirmed_on_the_way_and_numbers_are_given_back_when_nothing_is_written()
    {
        var draft = Accepted(await Do.Place(new(One.CustomerId, Confirm: false, Lines: Verbs.Lines((1, 5)))));

        Assert.Equal("1:cell.number-unreadable", Codes(Accepted(await TypeAsync(
            Cell(draft, "status", "已发货"), Cell(One, "quantity", "?", line: 0)))));
        Accepted(await TypeAsync(Cell(draft, "status", "已发货"), Cell(draft, "remark", "先改备注，再发货")));

        var stored = await Book.StoredAsync(draft.Id);
        Assert.Equal((OrderStatus.Shipped, "先改备注，再发货"), (stored.Status, stored.Remark));
        Assert.EndsWith("001", stored.Goods[0].Shipment.Number, StringComparison.Ordinal);
    }
}
