using System.Text;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Import;
using OrderLedger.App.Import.Reading;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Import;

/// <summary>From a file to orders with their facts, and back.</summary>
public sealed class ImportWorkbookTests : LedgerTest
{
    private const string Head = "订单编号,客户名称,下单日期,产品名称,数量,单价,状态,已收金额\n";

    private ImportWorkbook Import => new(Book.Ledger, Book.Book);

    private static Workbook File(string rows, string head = Head)
    {
        var opened = WorkbookReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(head + rows)), "订单.csv");
        return Accepted(opened);
    }

    private async Task<ImportResult> RunAsync(string rows) =>
        Accepted(await Import.RunAsync(People.Owner, File(rows), new(), null, Cancellation));

    private async Task<Order> OrderAsync(string number) => await Book.StoredAsync(
        Accepted(await new OrderQueries(Book.Book).FindByNumberAsync(People.Owner, number, Cancellation)).Id);

    [Fact]
    public async Task Rows_of_one_number_are_one_order_with_the_sum_of_its_lines()
    {
        var result = await RunAsync("A-1,海晟机电,2026-01-05,法兰,10,3.5,,\nA-1,海晟机电,2026-01-05,阀体,2,100,,\n");

        Assert.Equal(new ImportCounts(1, 0, 0, 0, 0), result.Orders);
        Assert.Equal((1, 2), (result.NewCustomers, result.NewProducts));
        var order = await OrderAsync("a-1");
        Assert.Equal((OrderStatus.Confirmed, Money.Of(235)), (order.Status, order.Total));
    }

    [Theory]
    [InlineData("1", 100)]
    [InlineData("13", 1_300)]
    [InlineData("0.13", 1_300)]
    [InlineData("1%", 100)]
    [InlineData("100%", 10_000)]
    public async Task A_rate_without_a_sign_is_percent_from_one_on(string written, int basisPoints)
    {
        Accepted(await Import.RunAsync(People.Owner, File($"A-1,海晟机电,2026-01-05,法兰,10,3.5,{written}\n",
            "订单编号,客户名称,下单日期,产品名称,数量,单价,税率\n"), new(), null, Cancellation));

        Assert.Equal(basisPoints, (await OrderAsync("A-1")).Lines[0].TaxRateBp);
    }

    [Fact]
    public async Task Repeating_a_file_changes_nothing()
    {
        const string rows = "A-1,海晟机电,2026-01-05,法兰,10,3.5,已付款,\nA-2,云帆包装,2026-01-06,彩盒,5,2,已发货,4\n";
        await RunAsync(rows);
        var before = await Book.CountAsync("journal");

        var again = await RunAsync(rows);

        Assert.Equal(new ImportCounts(0, 0, 2, 0, 0), again.Orders);
        Assert.Null(again.ChangeSetId);
        Assert.Equal(before, await Book.CountAsync("journal"));
    }

    [Fact]
    public async Task A_status_word_and_money_become_facts()
    {
        await RunAsync("A-1,海晟机电,2026-01-05,法兰,10,3.5,已付款,\nA-2,海晟机电,2026-01-06,法兰,5,2,已发货,4\n");

        var (paid, shipped) = (await OrderAsync("A-1"), await OrderAsync("A-2"));
        Assert.Equal((OrderStatus.Paid, Money.Of(35)), (paid.Status, paid.Received));
        Assert.Equal((OrderStatus.Shipped, Money.Of(4)), (shipped.Status, shipped.Received));
    }

    [Fact]
    public async Task One_unreadable_row_refuses_its_whole_order_and_the_rows_add_up()
    {
        var result = await RunAsync("A-1,海晟机电,2026-01-05,法兰,一些,3.5,,\nA-1,海晟机电,2026-01-05,阀体,2,100,,\n"
            + "A-2,,2026-01-05,阀体,2,100,,\nC-3,海晟机电,2026-01-05,阀体,-2,100,,\nA-4,海晟机电,2026-01-05,阀体,2,100,,\n");

        Assert.Equal((1, 3), (result.Orders.New, result.Orders.Unreadable));
        Assert.Equal(5, result.Rows.Imported + result.Refused.Values.Sum());
        Assert.Equal((2, 1, 1), (result.Refused["import.number-unreadable"], result.Refused["import.customer-missing"],
            result.Refused["import.credit-note"]));
        Assert.Equal(2, result.Problems[0].Row);
    }

    [Fact]
    public async Task More_received_than_the_total_is_a_contradiction_that_writes_nothing()
    {
        var result = await RunAsync("A-1,海晟机电,2026-01-05,法兰,10,3.5,,99\n");

        Assert.Equal((0, 1), (result.Orders.New, result.Refused["import.received-over-total"]));
        Assert.Equal(0, await Book.CountAsync("orders"));
    }

    [Fact]
    public async Task A_changed_quantity_amends_the_order_and_a_dry_run_only_says_so()
    {
        await RunAsync("A-1,海晟机电,2026-01-05,法兰,10,3.5,,\n");
        const string changed = "A-1,海晟机电,2026-01-05,法兰,12,3.5,,\n";

        var preview = Accepted(await Import.PreviewAsync(People.Owner, File(changed), new(), Cancellation));
        Assert.Equal((1, Money.Of(35)), (preview.Orders.Changed, (await OrderAsync("A-1")).Total));

        await RunAsync(changed);
        Assert.Equal(Money.Of(42), (await OrderAsync("A-1")).Total);
    }

    [Fact]
    public async Task A_preview_says_field_by_field_what_the_book_has_and_what_the_file_says()
    {
        await RunAsync("A-1,海晟机电,2026-01-05,法兰,10,3.5,,\nA-1,海晟机电,2026-01-05,阀体,2,100,,\nA-2,海晟机电,2026-01-06,法兰,1,5,,\n");

        var preview = Accepted(await Import.PreviewAsync(People.Owner,
            File("A-1,海晟机电,2026-01-05,法兰,12,3.5,已付款,\nA-1,海晟机电,2026-01-05,阀体,2,100,,\nA-2,海晟机电,2026-01-06,法兰,1,5,,2\n"),
            new(), Cancellation));

        Assert.Equal(["A-1", "A-2"], preview.Changes.Select(static change => change.Number));
        Assert.Equal([new("quantity", 1, "法兰", "10", "12"), new("amount", 1, "法兰", "35", "42"),
            new("total", null, null, "235", "242"), new("status", null, null, "confirmed", "paid"),
            new("received", null, null, "0", "242")], preview.Changes[0].Fields);
        Assert.Equal(4, preview.Changes[1].Row);
        Assert.Equal([new("received", null, null, "0", "2")], preview.Changes[1].Fields);
    }

    [Fact]
    public async Task Every_column_says_what_becomes_of_its_values()
    {
        var preview = Accepted(await Import.PreviewAsync(People.Owner,
            File("A-1,海晟机电,2026-01-05,法兰,10,3.5,139,5,x\n", "订单编号,客户,下单日期,产品名称,数量,单价,电话,未收金额,甲乙丙\n"),
            new(), Cancellation));

        Assert.Equal([ImportUse.OnlyWhenNew, ImportUse.NotUsed, ImportUse.NotUsed], preview.Columns.Skip(6).Select(static c => c.Use));
        Assert.All(preview.Columns.Take(6), static column => Assert.Equal(ImportUse.Used, column.Use));
    }

    [Fact]
    public async Task An_import_is_undone_whole()
    {
        var result = await RunAsync("A-1,海晟机电,2026-01-05,法兰,10,3.5,已付款,\nA-2,云帆包装,2026-01-06,彩盒,5,2,已发货,4\n");

        var undo = Accepted(await new UndoChangeSet(Book.Ledger).RunAsync(People.Owner, result.ChangeSetId!.Value, Cancellation));

        Assert.Empty(undo.Kept);
        foreach (var table in new[] { "orders", "order_lines", "customers", "products", "shipments", "receipts", "allocations" })
            Assert.Equal(0, await Book.CountAsync(table));
    }

    [Fact]
    public async Task Of_many_imported_orders_those_that_were_talked_about_since_stay()
    {
        var set = (await RunAsync(string.Concat(Enumerable.Range(1, 5).Select(static i => $"T-{i},海晟机电,2026-01-05,法兰,10,3.5,,\n")))).ChangeSetId!.Value;
        var (noted, filed) = ((await OrderAsync("T-2")).Id, (await OrderAsync("T-4")).Id);
        Accepted(await new WriteComment(Book.Ledger).RunAsync(People.Owner, noted, new("催货"), Cancellation));
        Accepted(await new AttachFile(Book.Ledger).RunAsync(People.Owner, filed, new("图.png", new byte[] { 1 }), Cancellation));

        var undone = Accepted(await new UndoChangeSet(Book.Ledger).RunAsync(People.Owner, set, Cancellation));

        Assert.Equal(new[] { noted, filed }.Order(), undone.Kept.Where(static k => k is { Entity: "order", Why: "built-upon" })
            .Select(static k => k.Id).Order());
        Assert.Equal(2, await Book.CountAsync("orders"));
    }

    [Fact]
    public async Task Only_who_may_import_imports() =>
        await OnlyAsync([Role.Owner], by => Import.RunAsync(by, File("A-9,某客户,2026-01-05,法兰,1,1,,\n"), new(), null, Cancellation));

    [Fact]
    public async Task A_table_without_a_number_is_refused() => Refused(
        await Import.RunAsync(People.Owner, File("海晟机电,法兰,1,2\n", "客户名称,产品名称,数量,单价\n"), new(), null, Cancellation),
        RefusalKind.Invalid, "import.no-number-column");

    [Fact]
    public async Task A_row_beyond_all_measure_is_a_problem_of_its_order_and_not_a_fault()
    {
        const string head = "订单编号,客户名称,下单日期,产品名称,数量,金额,折扣,单价,成本,运费,已收金额\n";
        var result = Accepted(await Import.RunAsync(People.Owner, File("A-1,海晟机电,2026-01-05,法兰,0.000001,1000000,99.99,,,,\n"
            + "A-2,海晟机电,2026-01-05,法兰,2000000000,1,,,,,\nA-3,海晟机电,2026-01-05,法兰,0.0000001,1,,,,,\n"
            + "A-4,海晟机电,2026-01-05,法兰,1000000000,,,89000000000,,,\nA-5,海晟机电,2026-01-05,法兰,1,1,,,,,\n", head), new(), null, Cancellation));

        Assert.Equal((1, 4), (result.Orders.New, result.Refused["import.number-unreadable"]));
    }

    [Fact]
    public async Task The_same_key_imports_once_and_gives_the_same_answer()
    {
        const string rows = "A-1,海晟机电,2026-01-05,法兰,10,3.5,,\n";
        var once = new App.Data.Once("1:key", "hash");
        var first = Accepted(await Import.RunAsync(People.Owner, File(rows), new(), null, Cancellation, once));
        var second = Accepted(await Import.RunAsync(People.Owner, File(rows), new(), null, Cancellation, once));

        Assert.Equal((first.ChangeSetId, new ImportCounts(1, 0, 0, 0, 0)), (second.ChangeSetId, second.Orders));
        Assert.Equal(1, await Book.ReadAsync(db => Task.FromResult(db.Orders.Count())));
    }

    [Fact]
    public async Task Paid_in_words_beside_less_received_is_a_contradiction()
    {
        var result = await RunAsync("A-1,海晟机电,2026-01-05,法兰,10,100,已付款,300\nA-2,海晟机电,2026-01-05,法兰,10,100,完成,1000\n");

        Assert.Equal((1, 1), (result.Orders.New, result.Refused["import.paid-with-rest"]));
        Assert.Equal(Money.Of(1_000), (await OrderAsync("A-2")).Received);
        await RunAsync("A-3,海晟机电,2026-01-05,法兰,10,100,,300\n");
        var again = await RunAsync("A-3,海晟机电,2026-01-05,法兰,10,100,已付款,300\n");
        Assert.Equal((1, Money.Of(300)), (again.Orders.Conflicts, (await OrderAsync("A-3")).Received));
    }

    [Fact]
    public async Task What_was_received_for_a_cancelled_order_is_on_the_customer_s_account()
    {
        await RunAsync("A-1,海晟机电,2026-01-05,法兰,10,100,,300\n");
        const string rows = "A-1,海晟机电,2026-01-05,法兰,10,100,已取消,300\nA-2,海晟机电,2026-01-05,法兰,10,100,已取消,200\n";
        var result = await RunAsync(rows);

        Assert.Equal((1, 1), (result.Orders.New, result.Orders.Changed));
        foreach (var number in new[] { "A-1", "A-2" })
            Assert.Equal((OrderStatus.Cancelled, Money.Zero), ((await OrderAsync(number)).Status, (await OrderAsync(number)).Received));
        var receipts = await Book.ReadAsync(db => db.Receipts.OrderBy(static r => r.Id).ToListAsync(Cancellation));
        Assert.Equal([Money.Of(300), Money.Of(200)], receipts.Select(static r => r.Unallocated));
        Assert.Null((await RunAsync(rows)).ChangeSetId);
    }

    [Fact]
    public async Task What_people_changed_since_an_import_is_a_conflict_until_the_file_is_said_to_win()
    {
        const string file = "A-1,海晟机电,2026-01-05,法兰,10,100,,\nA-2,海晟机电,2026-01-05,法兰,10,100,,\n";
        await RunAsync(file);
        var order = await OrderAsync("A-1");
        Accepted(await Do.Amend(order.Id, new(Remark: "急", Lines: [new(order.Lines[0].Id, UnitPrice: UnitPrice.Of(90))])));
        var journal = await Book.CountAsync("journal");

        var preview = Accepted(await Import.PreviewAsync(People.Owner, File(file), new(), Cancellation));
        var kept = await RunAsync(file);
        Assert.Equal((new ImportCounts(0, 0, 1, 1, 0), preview.Orders), (kept.Orders, kept.Orders));
        Assert.Equal(("import.changed-in-book", "Quantity"), (kept.Problems[0].Code, kept.Problems[0].Raw));
        Assert.Equal(2, kept.Rows.Imported + kept.Rows.Refused);
        Assert.Equal((journal, Money.Of(900)), (await Book.CountAsync("journal"), (await OrderAsync("A-1")).Total));

        Accepted(await Import.RunAsync(People.Owner, File(file), new(Overwrite: true), null, Cancellation));
        Assert.Equal((Money.Of(1_000), "急"), ((await OrderAsync("A-1")).Total, (await OrderAsync("A-1")).Remark));
        Assert.Equal(new ImportCounts(0, 0, 2, 0, 0), (await RunAsync(file)).Orders);
    }

    [Fact]
    public async Task A_field_that_nobody_else_changed_follows_the_file()
    {
        await RunAsync("A-1,海晟机电,2026-01-05,法兰,10,100,,\n");
        Accepted(await Do.Amend((await OrderAsync("A-1")).Id, new(Remark: "急")));

        Assert.Equal(1, (await RunAsync("A-1,海晟机电,2026-01-05,法兰,12,100,已发货,\n")).Orders.Changed);

        var order = await OrderAsync("A-1");
        Assert.Equal((Money.Of(1_200), "急", OrderStatus.Shipped), (order.Total, order.Remark, order.Status));
    }

    [Fact]
    public async Task A_shipment_that_people_took_back_does_not_leave_again()
    {
        const string file = "A-1,海晟机电,2026-01-05,法兰,10,100,已发货,\n";
        await RunAsync(file);
        Accepted(await Do.VoidShipment((await OrderAsync("A-1")).Goods[0].ShipmentId));

        Assert.Equal(1, (await RunAsync(file)).Orders.Conflicts);

        Assert.Equal(OrderStatus.Confirmed, (await OrderAsync("A-1")).Status);
    }
}
