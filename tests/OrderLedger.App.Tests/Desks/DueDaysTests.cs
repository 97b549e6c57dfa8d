using OrderLedger.App.Desks;
using OrderLedger.App.Orders;
using OrderLedger.App.Tests.ReadModel;
using OrderLedger.Domain.Orders;
using static OrderLedger.App.Tests.Desks.DeskBook;

namespace OrderLedger.App.Tests.Desks;

public sealed class DueDaysTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_day_counts_what_is_due_by_where_it_stands()
    {
        await using var book = await CreateAsync();
        await PlaceAsync(book, "C1", -3, ("G1", 1));
        await PlaceAsync(book, "C1", 2, ("G1", 1));
        var gone = await PlaceAsync(book, "C2", 2, ("G1", 1));
        await book.ShipAsync(gone.Id);
        await PlaceAsync(book, "C2", 40, ("G1", 1));
        var dropped = await PlaceAsync(book, "C2", 2, ("G1", 1));
        await BookWithModel.DoneAsync(new CancelOrder(book.Ledger).RunAsync(BookWithModel.Owner, dropped.Id, new("不要了"), Cancellation));

        var due = await ReadAsync(book, new(Today.AddDays(-7), Today.AddDays(7)));

        Assert.Equal([Today.AddDays(-3), Today.AddDays(2)], due.Days.Keys.Order());
        var day = due.Days[Today.AddDays(2)];
        Assert.Equal((2L, 1L), (day.Count, day.Open));
        Assert.Equal([(OrderStatus.Confirmed, 1L), (OrderStatus.Shipped, 1L)], day.Statuses);
        Assert.Equal(1, due.Late);
    }

    [Fact]
    public async Task A_salesperson_sees_the_own_days_and_anybody_may_ask_for_one_salesperson()
    {
        await using var book = await CreateAsync();
        await book.PlaceAsync(new PlaceOrder.Input(Customer: "C1", Salesperson: "陈宇", DueDate: Today), ("G1", 1));
        await book.PlaceAsync(new PlaceOrder.Input(Customer: "C2", Salesperson: "周敏", DueDate: Today.AddDays(-1)), ("G1", 1));

        var own = await new DueDays(book.Model).ReadAsync(Sales, new(Today.AddDays(-7), Today), Cancellation);
        var asked = await ReadAsync(book, new(Today.AddDays(-7), Today, "周敏"));

        Assert.Equal((Today, 0L), (Assert.Single(own.Days).Key, own.Late));
        Assert.Equal((Today.AddDays(-1), 1L), (Assert.Single(asked.Days).Key, asked.Late));
    }

    [Fact]
    public async Task Too_long_a_span_is_cut_to_its_first_days()
    {
        await using var book = await CreateAsync();
        await PlaceAsync(book, "C1", 0, ("G1", 1));
        await PlaceAsync(book, "C1", 300, ("G1", 1));

        Assert.Equal([Today], (await ReadAsync(book, new(Today, Today.AddDays(400)))).Days.Keys);
    }

    private static Task<DueDays.Result> ReadAsync(BookWithModel book, DueDays.Question question) =>
        new DueDays(book.Model).ReadAsync(BookWithModel.Owner, question, Cancellation);
}
