using OrderLedger.App.Data;
using OrderLedger.App.Grid;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Grid;

public sealed class ChangeCellsTests : GridTest
{
    [Fact]
    public async Task Cells_of_many_orders_are_one_change_set_that_undo_takes_back()
    {
        var result = Accepted(await TypeAsync(
            Cell(Orders[0], "customerPo", "PO-1"), Cell(Orders[0], "quantity", "１２", line: 0), Cell(Orders[0], "amount", "¥1,200.00", line: 1),
            Cell(Orders[1], "dueDate", "2026年5月1日"), Cell(Orders[1], "discount", "5%", line: 0), Cell(Orders[2], "lineDueDate", "5/1", line: 0),
            Cell(Orders[2], "unitPrice", 1.5m, line: 0), Cell(Orders[2], "lineRemark", " 急 ", line: 0)));

        Assert.Equal((8, ""), (result.Applied, Codes(result)));
        Assert.Equal(Orders.Select(static o => o.Id), result.Orders);
        var (first, second, third) = (await Book.StoredAsync(Orders[0].Id), await Book.StoredAsync(Orders[1].Id), await Book.StoredAsync(Orders[2].Id));
        Assert.Equal(("PO-1", 1), (first.CustomerPo, first.Revision));
        Assert.Equal(Money.Of(1260), first.Total);
        Assert.Equal((new DateOnly(2026, 5, 1), Money.Of(13.3m)), (second.DueDate, second.Total));
        Assert.Equal((new DateOnly(2026, 5, 1), Money.Of(4.5m), "急"), (third.DueDate, third.Total, third.Lines[0].Remark));
        Assert.Equal("ledger.change", await VerbAsync(result.ChangeSet));

        var undone = await UndoneAsync(result.ChangeSet);
        Assert.Empty(undone.Kept);
        Assert.Equal(Orders.Select(static o => o.Total),
            [(await Book.StoredAsync(Orders[0].Id)).Total, (await Book.StoredAsync(Orders[1].Id)).Total, (await Book.StoredAsync(Orders[2].Id)).Total]);
        Assert.Empty((await UndoneAsync(undone.Id)).Kept);
        Assert.Equal(("PO-1", Money.Of(1260)), ((await Book.StoredAsync(One.Id)).CustomerPo, (await Book.StoredAsync(One.Id)).Total));
    }

    [Theory]
    [InlineData("1", 100)]
    [InlineData("１", 100)]
    [InlineData("13", 1_300)]
    [InlineData("0.13", 1_300)]
    [InlineData("0.5%", 50)]
    [InlineData("100%", 10_000)]
    [InlineData("0", 0)]
    public async Task Without_a_sign_one_and_more_is_percent(string typed, int basisPoints)
    {
        Assert.Equal("", Codes(Accepted(await TypeAsync(Cell(One, "taxRate", typed, line: 0)))));

        Assert.Equal(basisPoints, (await Book.StoredAsync(One.Id)).Lines.Single(l => l.Id == One.Lines[0].Id).TaxRateBp);
    }

    [Fact]
    public async Task A_due_date_that_would_change_nothing_is_refused_rather_than_lost()
    {
        Accepted(await Do.Ship(One.Id));

        var result = Accepted(await TypeAsync(Cell(One, "dueDate", "2026-05-01")));

        Assert.Equal("0:cell.due-shipped", Codes(result));
    }

    [Fact]
    public async Task Another_product_brings_its_own_facts_until_the_line_is_worked_on()
    {
        var product = await Do.ProductAsync("FL-80", 99, isMade: true, cost: 3);
        var price = One.Lines[0].UnitPrice;

        var result = Accepted(await TypeAsync(Cell(One, "product", "FL-80", line: 0)));

        var line = (await Book.StoredAsync(One.Id)).Lines.Single(l => l.Id == One.Lines[0].Id);
        Assert.Equal((product.Id, "FL-80", product.Name, true), (line.ProductId, line.Sku, line.ProductName, line.IsMade));
        Assert.Equal((price, UnitPrice.Of(3)), (line.UnitPrice, line.UnitCost));
        Accepted(await Do.Start(One.Id));
        Assert.Equal("0:line.product-fixed", Codes(Accepted(await PreviewAsync(Cell(One, "product", "别的", line: 0)))));
        Assert.Equal("0:cell.not-clearable", Codes(Accepted(await PreviewAsync(Cell(Orders[1], "product", "", line: 0)))));
        Assert.Empty((await UndoneAsync(result.ChangeSet)).Kept);
        Assert.Equal((null, "货品1"), (await Book.StoredAsync(One.Id)).Lines.Where(l => l.Id == line.Id).Select(static l => (l.Sku, l.ProductName)).Single());
    }

    [Fact]
    public async Task A_draft_may_go_to_another_customer_unless_its_number_names_one()
    {
        var other = await Do.CustomerAsync("YF", new(Address: "苏州"));
        var draft = Accepted(await Do.Place(new(Customer: "HS", Number: "D-1", Lines: Verbs.Lines((1, 5)), Confirm: false)));

        var moved = Accepted(await TypeAsync(Cell(draft, "customer", "YF", was: draft.CustomerName)));
        var refused = Accepted(await TypeAsync(Cell(One, "customer", "YF"), Cell(Orders[1], "customer", "没有这一家")));

        var stored = await Book.StoredAsync(draft.Id);
        Assert.Equal((other.Id, "YF", "苏州"), (stored.CustomerId, stored.CustomerCode, stored.DeliveryAddress));
        Assert.Equal("0:order.customer-fixed 1:customer.not-found", Codes(refused));
        Assert.Empty((await UndoneAsync(moved.ChangeSet)).Kept);
        Assert.Equal("HS", (await Book.StoredAsync(draft.Id)).CustomerCode);
    }

    [Fact]
    public async Task One_wrong_cell_and_nothing_is_written_but_every_wrong_cell_is_told()
    {
        ChangeCells.Change[] cells =
        [
            Cell(Orders[0], "remark", "好"), Cell(Orders[0], "quantity", "很多", line: 0), Cell(Orders[0], "quantity", 0, line: 1),
            Cell(Orders[0], "terms", "以后再说"), Cell(Orders[0], "orderDate", "2026-03-11"), Cell(Orders[1], "total", 5), Cell(Orders[1], "nonsense", 5),
            Cell(Orders[1], "quantity", 5), Cell(Orders[1], "dueDate", ""), Cell(Orders[1], "dueDate", "5/1"),
            Cell(Orders[1], "amount", "1.005", line: 0),
            Cell(Orders[2], "quantity", 5, line: 0), Cell(Orders[2] with { Id = 999_999 }, "remark", "无"), Cell(Orders[2], "discount", "３０００％", line: 0),
            Cell(Orders[2], "status", "飞走了"), Cell(Orders[2], "remark", new[] { 1 }),
        ];
        const string Wrong = "1:cell.number-unreadable 2:line.quantity-not-positive 3:terms.unreadable 4:order.date-numbered 5:cell.field-fixed "
            + "6:ledger.unknown-field 7:cell.line-missing 8:cell.not-clearable 9:cell.twice 10:cell.too-fine 12:order.not-found "
            + "13:line.discount-range 14:cell.status-unknown 15:cell.unreadable";
        var sets = await SetsAsync();

        var preview = Accepted(await PreviewAsync(cells));
        var refused = Accepted(await TypeAsync(cells));

        Assert.Equal((Wrong, Wrong), (Codes(preview), Codes(refused)));
        Assert.Equal((null, null, sets), (preview.ChangeSet, refused.ChangeSet, await SetsAsync()));
        Assert.Null((await Book.StoredAsync(Orders[0].Id)).Remark);
        Assert.Equal(Quantity.Of(3), (await Book.StoredAsync(Orders[2].Id)).Lines[0].Quantity);
    }

    [Fact]
    public async Task A_preview_says_what_would_change_and_writes_nothing()
    {
        var (sets, journal) = (await SetsAsync(), await Book.CountAsync("journal"));

        var preview = Accepted(await ChangeAsync(new()
        {
            Preview = true, Changes = [Cell(One, "remark", "试"), Cell(One, "status", "已付款", facts: new("现金", new(2026, 3, 10)))],
            NewOrders = [Row(("customer", "客户HS"), ("product", "新货"), ("quantity", 2), ("unitPrice", 3))],
        }));

        Assert.Equal((null, 6, ""), (preview.ChangeSet, preview.Applied, Codes(preview)));
        Assert.Equal((sets, journal), (await SetsAsync(), await Book.CountAsync("journal")));
        Assert.Equal(One.Version, (await Book.StoredAsync(One.Id)).Version);
        var next = Accepted(await Do.Place(new(One.CustomerId, Lines: Verbs.Lines((1, 1)))));
        Assert.EndsWith("004", next.Number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_cell_changed_meanwhile_is_a_conflict_with_theirs_and_other_cells_merge()
    {
        Accepted(await Do.Amend(One.Id, new(Remark: "甲的", CustomerPo: "甲", Lines: [new(One.Lines[0].Id, Quantity: Quantity.Of(11))])));

        var merged = Accepted(await TypeAsync(Cell(One, "address", "乙路", was: "")));
        var sets = await SetsAsync();
        var conflict = Accepted(await TypeAsync(Cell(One, "remark", "乙的", was: ""), Cell(One, "quantity", 12, was: 10, line: 0),
            Cell(One, "dueDate", "2026-06-01")));
        Assert.Equal(sets, await SetsAsync());
        var same = Accepted(await TypeAsync(Cell(One, "remark", "甲的", was: ""), Cell(One, "customerPo", "乙", was: "甲")));
        var forced = Accepted(await TypeAsync(Cell(One, "remark", "乙的", was: "", force: true), Cell(One, "quantity", "12", was: "11.00", line: 0)));

        Assert.NotNull(merged.ChangeSet);
        Assert.Null(conflict.ChangeSet);
        Assert.Equal([new(0, "甲的"), new(1, 11m)], conflict.Conflicts);
        Assert.Equal((1, 2), (same.Applied, forced.Applied));
        var stored = await Book.StoredAsync(One.Id);
        Assert.Equal(("乙的", "乙", "乙路", null), (stored.Remark, stored.CustomerPo, stored.DeliveryAddress, stored.DueDate));
        Assert.Equal(Quantity.Of(12), stored.Lines.Single(l => l.Position == 1).Quantity);
    }

    [Fact]
    public async Task What_is_there_already_changes_nothing_and_a_blank_clears_a_text()
    {
        Accepted(await TypeAsync(Cell(One, "remark", "注"), Cell(One, "spec", "DN50", line: 0)));
        var sets = await SetsAsync();

        var nothing = Accepted(await TypeAsync(Cell(One, "remark", "注 "), Cell(One, "quantity", "10", line: 0)));
        Assert.Equal((null, 0, sets), (nothing.ChangeSet, nothing.Applied, await SetsAsync()));
        Accepted(await TypeAsync(Cell(One, "remark", null), Cell(One, "spec", " ", line: 0)));

        var stored = await Book.StoredAsync(One.Id);
        Assert.Equal((null, null), (stored.Remark, stored.Lines.Single(static l => l.Position == 1).Spec));
    }

    [Fact]
    public async Task A_column_one_may_not_see_does_not_exist_and_orders_of_others_are_not_there()
    {
        Assert.Equal("0:ledger.unknown-field 1:ledger.unknown-field 2:access.forbidden", Codes(Accepted(await TypeAsync(People.Warehouse,
            Cell(One, "unitPrice", 1, line: 0), Cell(One, "paymentMethod", "现金"), Cell(One, "remark", "仓库")))));
        Assert.Equal("0:order.not-found", Codes(Accepted(await TypeAsync(People.Zhou, Cell(One, "remark", "偷看")))));
        Assert.Equal("0:cell.salesperson-own", Codes(Accepted(await TypeAsync(People.Lin, Cell(One, "salesperson", "周强")))));
        var own = Accepted(await TypeAsync(People.Lin, Cell(One, "remark", "自己的")));
        Assert.Empty((await UndoneAsync(own.ChangeSet, People.Lin)).Kept);
    }

    [Fact]
    public async Task Orders_of_one_customer_share_its_credit_in_the_preview_as_when_written()
    {
        Accepted(await Do.SaveCustomer(new(CreditLimit: Money.Of(130)), One.CustomerId));
        // 60 + 14 + 27 = 101 are owed; each of the two alone would fit.
        ChangeCells.Change[] more = [Cell(Orders[0], "quantity", 14, line: 0), Cell(Orders[1], "quantity", 4, line: 0)];

        Assert.Equal("1:order.credit-exceeded", Codes(Accepted(await PreviewAsync(more))));
        Assert.Equal("1:order.credit-exceeded", Codes(Accepted(await TypeAsync(more))));
        var over = Accepted(await ChangeAsync(new() { Changes = more, OverrideReason = "老客户" }));

        Assert.NotNull(over.ChangeSet);
        Assert.True((await Book.StoredAsync(Orders[1].Id)).Flags.HasFlag(OrderFlags.OverCredit));
    }

    [Fact]
    public async Task Bounds_and_one_answer_for_one_key()
    {
        Refused(await TypeAsync(), RefusalKind.Invalid, "cell.none", "Changes");
        Refused(await TypeAsync([.. Enumerable.Repeat(Cell(One, "remark", "多"), ChangeCells.ChangesMax + 1)]), RefusalKind.Invalid, "cell.too-many");
        Refused(await ChangeAsync(new() { Changes = [null!] }), RefusalKind.Invalid, "list.element-missing");
        var once = Once.For(People.Owner, "k", "body");
        ChangeCells.Input input = new() { Changes = [Cell(One, "remark", "一次")] };

        var first = Accepted(await ChangeAsync(input, once: once));
        var again = Accepted(await ChangeAsync(input, once: once));

        Assert.Equal((first.ChangeSet, 1), (again.ChangeSet, again.Applied));
    }
}
