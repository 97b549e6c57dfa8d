using OrderLedger.App.Grid;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Grid;

public sealed class NewOrdersTests : GridTest
{
    [Fact]
    public async Task Surplus_rows_become_orders_in_the_change_set_of_the_paste()
    {
        var result = Accepted(await ChangeAsync(new()
        {
            Changes = [Cell(One, "remark", "改")],
            NewOrders =
            [
                Row(("customer", "客户HS"), ("product", "法兰"), ("quantity", "１,000"), ("unitPrice", "1.2万"), ("dueDate", "2026/5/1"), ("remark", "")),
                Row(("number", "A-1"), ("customerCode", "HS"), ("product", "甲"), ("quantity", 1), ("amount", "¥3.50"), ("status", "草稿")),
                Row(("number", "A-1"), ("product", "乙"), ("quantity", 2), ("total", 8)),
                Row(("customer", "HS"), ("product", "丙"), ("quantity", 1), ("unitPrice", 1), ("status", "已发货")),
            ],
        }));

        Assert.Equal((21, ""), (result.Applied, Codes(result)));
        Assert.Equal(4, result.Orders.Count);
        var (first, second, third) = (await Book.StoredAsync(result.Orders[1]), await Book.StoredAsync(result.Orders[2]),
            await Book.StoredAsync(result.Orders[3]));
        Assert.Equal((Money.Of(12_000_000), new DateOnly(2026, 5, 1), OrderStatus.Confirmed), (first.Total, first.DueDate, first.Status));
        Assert.Equal(("A-1", 2, Money.Of(11.5m), OrderStatus.Draft), (second.Number, second.Lines.Count, second.Total, second.Status));
        Assert.Equal(OrderStatus.Shipped, third.Status);
        Assert.Single(await Book.JournalAsync(), j => j.RootId == One.Id && j.ChangeSetId == result.ChangeSet);

        var undone = await UndoneAsync(result.ChangeSet);
        Assert.Empty(undone.Kept);
        Assert.Equal(3, await Book.CountAsync("orders"));
        Assert.Empty((await UndoneAsync(undone.Id)).Kept);
        Assert.Equal(OrderStatus.Shipped, (await Book.StoredAsync(result.Orders[3])).Status);
    }

    [Fact]
    public async Task A_row_that_cannot_be_an_order_is_told_and_nothing_is_written()
    {
        var sets = await SetsAsync();
        IReadOnlyList<IReadOnlyList<ChangeCells.NewCell>> wrong =
        [
            Row(("customer", "谁也不是"), ("product", "法兰"), ("quantity", 1), ("unitPrice", 1)),
            Row(("customer", "HS"), ("product", "法兰"), ("quantity", 0), ("unitPrice", 1)),
            Row(("customer", "HS"), ("product", "法兰"), ("quantity", "一些"), ("received", 1)),
            Row(("customer", "HS"), ("product", "好的"), ("quantity", 1), ("unitPrice", 1)),
            Row(("customer", "HS"), ("product", "货"), ("quantity", 1), ("unitPrice", 1), ("status", "已付款")),
            Row(("number", One.Number), ("customer", "HS"), ("product", "货"), ("quantity", 1), ("unitPrice", 1)),
            Row(("number", "B"), ("customer", "HS"), ("product", "货"), ("quantity", 1), ("unitPrice", 1)),
            Row(("number", "B"), ("customer", "别人"), ("product", "货"), ("quantity", 1), ("unitPrice", 1)),
        ];
        const string Wrong = "0:customer.not-found 1:line.quantity-not-positive 2:cell.number-unreadable 2:cell.field-fixed 4:needs-facts "
            + "5:order.number-taken 7:cell.two-customers";

        foreach (var preview in new[] { true, false })
        {
            var result = Accepted(await ChangeAsync(new() { NewOrders = wrong, Preview = preview }));
            Assert.Equal((null, Wrong), (result.ChangeSet, Codes(result)));
            Assert.Equal(["customer", "quantity", "quantity", "received", "status", "number", "customer"],
                result.Problems.OrderBy(static p => p.NewOrder).Select(static p => p.Field));
        }
        Assert.Equal(sets, await SetsAsync());
        Assert.Equal(3, await Book.CountAsync("orders"));
    }
}
