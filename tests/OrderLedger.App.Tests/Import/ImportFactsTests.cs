using OrderLedger.App.ChangeSets;
using OrderLedger.App.Import;
using OrderLedger.Domain;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Tests.Import;

/// <summary>What an import says beforehand of the facts it records, and of what the file leaves open or contradicts.</summary>
public sealed class ImportFactsTests : ImportTest
{
    private const string Head = "订单编号,客户名称,下单日期,产品名称,数量,单价,金额,状态,已收金额,未收金额,发货日期,收款日期\n";

    private static ImportWarning? Of(ImportResult result, string code) => result.Warnings.SingleOrDefault(w => w.Code == code);

    [Fact]
    public async Task A_preview_counts_the_receipts_and_shipments_that_the_import_then_records()
    {
        const string rows = Head + "A-1,海晟,2026-01-05,法兰,10,3.5,35,已付款,,,2026-01-08,2026-01-09\n"
            + "A-2,海晟,2026-01-06,法兰,5,2,10,已发货,4,6,2026-01-08,2026-01-09\nA-3,海晟,2026-01-06,法兰,5,2,10,,3,7,,2026-01-09\n"
            + "A-4,海晟,2026-01-06,法兰,5,2,10,,,,,\n";
        var preview = await PreviewAsync(rows);
        var done = await RunAsync(rows);

        Assert.Equal(new ImportFactCounts(3, 2, 3, Money.Of(42)), preview.Facts);
        Assert.Equal(preview.Facts, done.Facts);
        Assert.Equal((2, 3), (await Book.CountAsync("shipments"), await Book.CountAsync("receipts")));
        Assert.Equal(new ImportFactCounts(0, 0, 0, Money.Zero), (await RunAsync(rows)).Facts);
    }

    [Fact]
    public async Task An_order_of_the_book_counts_only_what_is_added()
    {
        await RunAsync(Head + "A-1,海晟,2026-01-05,法兰,10,3.5,35,已发货,5,30,2026-01-08,2026-01-09\n");
        const string paid = Head + "A-1,海晟,2026-01-05,法兰,10,3.5,35,已付款,35,,2026-01-08,2026-01-09\n";

        Assert.Equal(new ImportFactCounts(1, 0, 1, Money.Of(30)), (await PreviewAsync(paid)).Facts);
        Assert.Equal(Money.Of(35), (await RunAsync(paid)) is { Orders.Changed: 1 } ? (await OrderAsync("A-1")).Received : Money.Zero);
    }

    [Fact]
    public async Task The_amount_wins_over_quantity_times_price_and_that_is_said()
    {
        const string rows = Head + "A-1,海晟,2026-01-05,法兰,10,3.5,36,,,,,\nA-2,海晟,2026-01-05,法兰,10,3.5,35,,,,,\n";
        var warning = Of(await PreviewAsync(rows), "import.amount-differs");

        Assert.Equal((1, Money.Of(1)), (warning!.Count, warning.Sum!.Value));
        Assert.Equal((2, "10 × 3.5 = 35.00 ≠ 36.00"), (warning.Places[0].Row, warning.Places[0].Raw));
        await RunAsync(rows);
        Assert.Equal((Money.Of(36), UnitPrice.Of(3.6m)), ((await OrderAsync("A-1")).Total, (await OrderAsync("A-1")).Lines[0].UnitPrice));
    }

    [Fact]
    public async Task Money_and_dates_that_the_file_does_not_say_are_told_to_be_assumed()
    {
        var preview = await PreviewAsync(Head + "A-1,海晟,2026-01-05,法兰,10,3.5,35,完成,,,,\nA-2,海晟,2026-01-05,法兰,1,5,5,已付款,5,0,2026-01-08,2026-01-09\n");

        Assert.Equal((1, Money.Of(35)), (Of(preview, "import.receipt-assumed")!.Count, Of(preview, "import.receipt-assumed")!.Sum!.Value));
        Assert.Equal((1, 1), (Of(preview, "import.receipt-undated")!.Count, Of(preview, "import.shipment-undated")!.Count));
    }

    [Theory]
    [InlineData("待发货,,,2026-01-08", "import.ship-date-unused")]
    [InlineData(",10,20,", "import.outstanding-differs")]
    [InlineData("已发货,10,25,2026-01-04", "import.ship-date-impossible")]
    [InlineData("已发货,10,25,2099-01-04", "import.ship-date-impossible")]
    public async Task What_contradicts_itself_comes_in_and_is_told(string cells, string code)
    {
        var result = await RunAsync(Head + $"A-1,海晟,2026-01-05,法兰,10,3.5,35,{cells},2026-01-09\n");

        Assert.Equal(1, result.Orders.New);
        Assert.Equal(code, Assert.Single(result.Warnings).Code);
    }

    [Fact]
    public async Task Rows_of_an_order_that_disagree_are_told()
    {
        var result = await PreviewAsync(Head + "A-1,海晟,2026-01-05,法兰,1,1,1,待发货,,,,\nA-1,海晟,2026-01-06,阀体,1,1,1,生产中,,,,\n");

        Assert.Contains("待发货 ≠ 生产中", Of(result, "import.rows-differ")!.Places[0].Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("已付款,,5", "import.paid-with-rest")]
    [InlineData("草稿,5,", "import.draft-received")]
    [InlineData(",99,", "import.received-over-total")]
    [InlineData(",-5,", "import.received-negative")]
    public async Task What_cannot_be_is_refused_already_in_the_preview(string cells, string code)
    {
        var rows = Head + $"A-1,海晟,2026-01-05,法兰,10,3.5,35,{cells},,\n";

        Assert.Equal(code, Assert.Single((await PreviewAsync(rows)).Refused).Key);
        var done = await RunAsync(rows);
        Assert.Equal((0, 1, 0), (done.Orders.New, done.Refused[code], done.NewCustomers));
        Assert.Equal((0, 0), (await Book.CountAsync("orders"), await Book.CountAsync("customers")));
    }

    [Fact]
    public async Task A_shipment_without_a_ship_date_remembers_that_its_date_is_assumed()
    {
        await RunAsync(Head + "A-1,海晟,2026-01-05,法兰,10,3.5,35,已发货,,,,\nA-2,海晟,2026-01-05,法兰,10,3.5,35,已签收,,,2026-01-08,\n");

        Assert.Equal((AssumedTimes.Shipped, AssumedTimes.Signed),
            ((await OrderAsync("A-1")).Goods[0].Shipment.Assumed, (await OrderAsync("A-2")).Goods[0].Shipment.Assumed));
    }

    [Fact]
    public async Task A_date_that_nobody_knows_stays_unknown_when_an_import_is_undone_and_done_again()
    {
        var done = await RunAsync(Head + "A-1,海晟,2026-01-05,法兰,10,3.5,35,已发货,,,,\n");
        var undone = Accepted(await new UndoChangeSet(Book.Ledger).RunAsync(People.Owner, done.ChangeSetId!.Value, Cancellation));
        Accepted(await new UndoChangeSet(Book.Ledger).RunAsync(People.Owner, undone.Id, Cancellation));

        Assert.Equal(AssumedTimes.Shipped, (await OrderAsync("A-1")).Goods[0].Shipment.Assumed);
    }
}
