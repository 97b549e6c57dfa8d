using OrderLedger.App.Customers;
using OrderLedger.App.Desks;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.Shipping;
using OrderLedger.App.Tests.ReadModel;
using OrderLedger.Domain;
using static OrderLedger.App.Tests.Desks.DeskBook;

namespace OrderLedger.App.Tests.Desks;

public sealed class OweDeskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_overdue_stands_first_with_the_age_of_the_debt()
    {
        await using var book = await CreateAsync();
        await OweAsync(book, "C2", 50, termDays: 0);
        var late = await OweAsync(book, "C1", 20, termDays: 0, ago: 40);
        await OweAsync(book, "C1", 3, termDays: 60);
        await RecordAsync(book, "C2", 70m);

        var owing = await ReadAsync(book, new());
        var overdue = await ReadAsync(book, new(OweDesk.Who.Overdue));
        var account = await ReadAsync(book, new(OweDesk.Who.OnAccount));

        Assert.Equal(["宁波海晟", "苏州云帆"], owing.Rows.Select(static row => row.Customer));
        var first = owing.Rows[0];
        Assert.Equal((Money.Of(230), Money.Of(200), Money.Of(30), Money.Of(200)),
            (first.Sums.Owed, first.Sums.Overdue, first.Sums.NotDue, first.Sums.Days60));
        Assert.Equal((2L, (DateOnly?)Today.AddDays(-40)), (first.Orders, first.Oldest));
        Assert.Equal((2L, 1L, 1L), (owing.Totals.Owing, owing.Totals.Overdue, owing.Totals.WithAccount));
        Assert.Equal((Money.Of(730), Money.Of(70)), (owing.Totals.Sums.Owed, owing.Totals.Sums.OnAccount));
        Assert.Equal("宁波海晟", Assert.Single(overdue.Rows).Customer);
        Assert.Equal(("苏州云帆", Money.Of(70)), (account.Rows[0].Customer, account.Rows[0].Sums.OnAccount));
        Assert.Equal(Money.Of(70), Assert.Single(await new ReceiptQueries(book.Book, new CustomerQueries(book.Book))
            .OnAccountAsync(BookWithModel.Owner, account.Rows[0].CustomerId, Cancellation)).Unallocated);

        await book.PayAsync(late, 200m);
        Assert.Empty((await ReadAsync(book, new(OweDesk.Who.Overdue))).Rows);
    }

    [Fact]
    public async Task Sums_are_those_of_the_ledger_whoever_reads()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var work = new RandomWork(book, new Random(11));
        await work.BeginAsync();
        for (var i = 0; i < 60; i++) await work.StepAsync();
        foreach (var reader in new[] { BookWithModel.Owner, Viewer, Sales })
        {
            var ledger = await book.QueryAsync(new()
            {
                Filter = "outstanding > 0 and status != draft", Columns = ["outstanding"], Totals = true, Limit = 0,
            }, reader);
            var owing = (await new OweDesk(book.Model).ReadAsync(reader, new(), Cancellation)).Value!;

            Assert.Equal(ledger.Totals!["outstanding"], owing.Totals.Sums.Owed.Amount);
            Assert.Equal(owing.Totals.Sums.Owed, owing.Rows.Aggregate(Money.Zero, static (sum, row) => sum + row.Sums.Owed));
            Assert.All(owing.Rows, static row => Assert.Equal(row.Sums.Owed, row.Sums.NotDue + row.Sums.Overdue));
            Assert.All(owing.Rows, static row => Assert.Equal(row.Sums.Overdue,
                row.Sums.Days30 + row.Sums.Days60 + row.Sums.Days90 + row.Sums.Older));
        }
    }

    [Fact]
    public async Task Who_sees_no_prices_is_refused_and_a_salesperson_sees_neither_debts_nor_money_of_others()
    {
        await using var book = await CreateAsync();
        await OweAsync(book, "C2", 5, termDays: 0);
        await RecordAsync(book, "C2", 9m);
        await OweAsync(book, "C1", 7, termDays: 0, salesperson: "陈宇");

        Assert.Equal(RefusalKind.Forbidden, (await new OweDesk(book.Model).ReadAsync(Store, new(), Cancellation)).Refusal?.Kind);
        var own = (await new OweDesk(book.Model).ReadAsync(Sales, new(), Cancellation)).Value!;

        Assert.Equal("宁波海晟", Assert.Single(own.Rows).Customer);
        Assert.Equal((1L, 0L, Money.Zero), (own.Totals.Owing, own.Totals.WithAccount, own.Totals.Sums.OnAccount));
        Assert.Empty((await new OweDesk(book.Model).ReadAsync(Sales, new(OweDesk.Who.OnAccount), Cancellation)).Value!.Rows);
        Assert.Equal("苏州云帆", Assert.Single((await ReadAsync(book, new(Q: "yunfan"))).Rows).Customer);
    }

    private static async Task<OweDesk.Result> ReadAsync(BookWithModel book, OweDesk.Question question) =>
        (await new OweDesk(book.Model).ReadAsync(BookWithModel.Owner, question, Cancellation)).Value!;

    /// <summary>Shipped today or some days ago, and due so many days after.</summary>
    private static async Task<long> OweAsync(
        BookWithModel book, string customer, decimal quantity, int termDays, int ago = 0, string? salesperson = null)
    {
        var order = await book.PlaceAsync(new PlaceOrder.Input(Customer: customer, Salesperson: salesperson,
            Terms: $"100@ship+{termDays}"), ("G1", quantity));
        var at = book.Clock.GetUtcNow().UtcDateTime.AddDays(-ago);
        await BookWithModel.DoneAsync(new ShipOrder(book.Ledger).RunAsync(BookWithModel.Owner, order.Id, new(ShippedAt: at), Cancellation));
        return order.Id;
    }

    private static Task<ReceiptView> RecordAsync(BookWithModel book, string customer, decimal amount) => BookWithModel.DoneAsync(
        new RecordReceipt(book.Ledger).RunAsync(BookWithModel.Owner, new(Money.Of(amount), "现金", Customer: customer), Cancellation));
}
