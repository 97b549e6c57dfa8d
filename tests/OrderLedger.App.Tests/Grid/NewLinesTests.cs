using OrderLedger.App.Grid;
using OrderLedger.App.Orders;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Grid;

public sealed class NewLinesTests : GridTest
{
    [Fact]
    public async Task Rows_become_lines_beside_changed_and_taken_ones_in_one_change_set_that_undo_takes_back()
    {
        await Do.ProductAsync("FL-80", 99);
        var (first, second) = (One.Lines[0], One.Lines[1]);

        var result = Accepted(await ChangeAsync(new()
        {
            Rows = LedgerRows.Lines,
            Changes = [Cell(One, "quantity", 12, line: 0)],
            NewLines =
            [
                Line(One, ("product", "FL-80"), ("quantity", "２"), ("lineDueDate", "5/1"), ("lineRemark", " 急 ")),
                Line(One, ("product", "改轴"), ("quantity", 3), ("amount", "¥3,000"), ("unit", "根"), ("discount", "")),
                Line(Orders[1], ("sku", "FL-80"), ("quantity", 1), ("unitPrice", 90)),
            ],
            GoneLines = [Gone(One, 1)],
        }));

        Assert.Equal((13, "", 0), (result.Applied, Told(result), result.Joined.Count));
        Assert.Equal([One.Id, Orders[1].Id], result.Orders);
        var (one, two) = (await Book.StoredAsync(One.Id), await Book.StoredAsync(Orders[1].Id));
        Assert.Equal([(first.Product, 12m), ("FL-80", 2m), ("改轴", 3m)], one.Lines.OrderBy(static l => l.Position)
            .Select(static l => (l.Sku ?? l.ProductName, l.Quantity.Value)));
        Assert.Equal((new DateOnly(2026, 5, 1), "急", Money.Of(198)), one.Lines.Where(static l => l.Sku == "FL-80")
            .Select(static l => (l.DueDate!.Value, l.Remark, l.Amount)).Single());
        Assert.Equal((Money.Of(60 + 198 + 3000), 1), (one.Total, one.Revision));
        Assert.Equal(Money.Of(14 + 90), two.Total);
        Assert.Equal("ledger.change", await VerbAsync(result.ChangeSet));

        var undone = await UndoneAsync(result.ChangeSet);
        Assert.Empty(undone.Kept);
        Assert.Equal([first.Id, second.Id], (await Book.StoredAsync(One.Id)).Lines.Select(static l => l.Id).Order());
        Assert.Equal(One.Total, (await Book.StoredAsync(One.Id)).Total);
        Assert.Empty((await UndoneAsync(undone.Id)).Kept);
        Assert.Equal(one.Total, (await Book.StoredAsync(One.Id)).Total);
    }

    [Fact]
    public async Task Every_row_that_cannot_be_a_line_is_told_by_its_cell_and_nothing_is_written()
    {
        Accepted(await Do.Ship(Orders[2].Id));
        var sets = await SetsAsync();
        var wrong = new ChangeCells.Input
        {
            Rows = LedgerRows.Lines,
            Changes = [Cell(One, "quantity", 5, line: 0)],
            NewLines =
            [
                Line(One, ("product", "没有的"), ("quantity", 1)), Line(One, ("quantity", 1), ("unitPrice", 2)),
                Line(One, ("product", "货"), ("unitPrice", 2)), Line(One, ("product", "货"), ("quantity", "一些"), ("unitPrice", 2)),
                Line(One, ("product", "货"), ("quantity", 1), ("shipped", 1)), Line(One, ("product", "好的"), ("quantity", 1), ("unitPrice", 1)),
                Line(One with { Id = 999_999 }, ("product", "货"), ("quantity", 1), ("unitPrice", 1)),
                Line(One, ("product", "货"), ("quantity", 3), ("unitPrice", 2), ("amount", 7)),
            ],
            GoneLines = [Gone(Orders[2], 0), Gone(Orders[1], 0)],
        };
        const string Wrong = "line0:product.not-found:product line1:line.product-missing:product line2:line.quantity-not-positive:quantity "
            + "line3:cell.number-unreadable:quantity line4:cell.field-fixed:shipped line6:order.not-found: line7:line.amount-mismatch:amount "
            + "gone0:line.has-facts: gone1:order.no-lines:";

        foreach (var preview in new[] { true, false })
        {
            var result = Accepted(await ChangeAsync(wrong with { Preview = preview }));
            Assert.Equal((null, Wrong), (result.ChangeSet, Told(result)));
        }
        Assert.Equal(sets, await SetsAsync());
        Assert.Equal(2, (await Book.StoredAsync(One.Id)).Lines.Count);
    }

    [Fact]
    public async Task Pasted_rows_of_lines_join_the_order_whose_number_they_carry_and_the_others_become_orders()
    {
        ChangeCells.Input pasted = new()
        {
            Rows = LedgerRows.Lines,
            NewOrders =
            [
                Row(("number", One.Number), ("customer", "客户HS"), ("status", "订单确认"), ("product", "甲"),
                    ("quantity", 1), ("unitPrice", 2), ("dueDate", "2026-06-01")),
                Row(("number", "N-9"), ("customer", "HS"), ("product", "乙"), ("quantity", 2), ("unitPrice", 3)),
                Row(("customer", "HS"), ("product", "丙"), ("quantity", 3), ("unitPrice", 4)),
                Row(("number", $" {One.Number} "), ("product", "丁"), ("quantity", 4), ("unitPrice", 5)),
            ],
        };

        var preview = Accepted(await ChangeAsync(pasted with { Preview = true }));
        Assert.Equal("", Told(preview));
        Assert.Equal([new(0, One.Id), new(3, One.Id)], preview.Joined);
        var result = Accepted(await ChangeAsync(pasted));

        Assert.Equal(3, result.Orders.Count);
        Assert.Equal(5, await Book.CountAsync("orders"));
        var one = await Book.StoredAsync(One.Id);
        Assert.Equal((4, new DateOnly(2026, 6, 1)), (one.Lines.Count, one.Lines.Single(static l => l.ProductName == "甲").DueDate));
        var asOrders = Accepted(await ChangeAsync(pasted with { Rows = LedgerRows.Orders, NewOrders = [.. pasted.NewOrders.Take(1)] }));
        Assert.Equal("0:order.number-taken", Codes(asOrders));
        Assert.Empty((await UndoneAsync(result.ChangeSet)).Kept);
        Assert.Equal((3, 2), (await Book.CountAsync("orders"), (await Book.StoredAsync(One.Id)).Lines.Count));
    }

    [Fact]
    public async Task A_pasted_line_that_says_something_else_of_its_order_is_refused_at_that_cell()
    {
        var result = Accepted(await ChangeAsync(new()
        {
            Rows = LedgerRows.Lines, Preview = true,
            NewOrders =
            [
                Row(("number", One.Number), ("customer", "别人"), ("product", "甲"), ("quantity", 1), ("unitPrice", 2)),
                Row(("number", One.Number), ("status", "已付款"), ("product", "甲"), ("quantity", 1), ("unitPrice", 2)),
                Row(("number", One.Number), ("product", "甲"), ("quantity", 1), ("unitPrice", 2)),
            ],
        }));

        Assert.Equal("row0:cell.not-of-line:customer row1:cell.not-of-line:status", Told(result));
    }

    [Fact]
    public async Task Who_may_place_no_orders_adds_no_lines_and_a_stranger_finds_no_order()
    {
        var line = Line(One, ("product", "货"), ("quantity", 1));

        var maker = Accepted(await ChangeAsync(new() { NewLines = [line], GoneLines = [Gone(One, 0)] }, People.Workshop));
        Assert.Equal("line0:access.forbidden: gone0:access.forbidden:", Told(maker));
        var stranger = Accepted(await ChangeAsync(new()
        {
            Rows = LedgerRows.Lines, NewLines = [line with { Fields = [.. line.Fields, .. Row(("unitPrice", 1))] }],
            NewOrders = [Row(("number", One.Number), ("customer", "HS"), ("product", "货"), ("quantity", 1), ("unitPrice", 1))],
        }, People.Zhou));
        Assert.Contains("line0:order.not-found:", Told(stranger), StringComparison.Ordinal);
        Assert.Empty(stranger.Joined);
        Assert.Equal("cell.none", (await ChangeAsync(new())).Refusal!.Code);
        Assert.Equal("cell.too-many", (await ChangeAsync(new() { NewLines = [.. Enumerable.Repeat(line, ChangeCells.NewRowsMax + 1)] })).Refusal!.Code);
    }

    private static ChangeCells.NewLine Line(OrderView order, params (string Field, object? Value)[] cells) =>
        new() { OrderId = order.Id, Fields = Row(cells) };

    private static ChangeCells.GoneLine Gone(OrderView order, int line) => new() { OrderId = order.Id, LineId = order.Lines[line].Id };

    /// <summary>Each problem with its place, its code and its column.</summary>
    private static string Told(ChangeCells.Result result) => string.Join(' ', result.Problems
        .Select(static p => (Place: PlaceOf(p), p.Code, p.Field)).OrderBy(static p => p.Place)
        .Select(static p => $"{p.Place.Kind switch { 1 => "line", 2 => "gone", 0 => "row", _ => "cell" }}{p.Place.Index}:{p.Code}:{p.Field}"));

    private static (int Kind, int Index) PlaceOf(CellProblem p) => p.NewLine is { } line ? (1, line)
        : p.GoneLine is { } gone ? (2, gone)
        : p.NewOrder is { } row ? (0, row) : (-1, p.Index ?? -1);
}
