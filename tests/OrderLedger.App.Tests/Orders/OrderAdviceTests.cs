using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Orders;
using OrderLedger.App.Tests.ReadModel;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Orders;

public sealed class OrderAdviceTests
{
    private static readonly Actor Chen = new(6, "陈宇", Role.Sales, Via.Web);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Codes_and_names_are_known_with_the_price_this_customer_paid_last()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var (customer, product) = await SoldAsync(book);

        var advice = await AskAsync(book, new(customer, Lines: [new(Product: "ｆ1"), new(Product: "法兰"), new(Product: "没有的")]));

        Assert.Equal([product, product, null], advice.Lines.Select(static line => line.ProductId));
        Assert.Equal((UnitPrice.Of(10), UnitPrice.Of(9), BookWithModel.Today),
            (advice.Lines[0].Price!.Value, advice.Lines[0].LastPrice!.Value, advice.Lines[0].LastDate!.Value));
    }

    [Theory]
    [InlineData("9", false)]
    [InlineData("9.08", false)]
    [InlineData("9.2", true)]
    [InlineData("8.5", true)]
    public async Task A_price_outside_of_what_the_customer_paid_is_doubted(string price, bool isOff)
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var (customer, _) = await SoldAsync(book);

        var advice = await AskAsync(book, new(customer, Lines: [Line("F1", 5, decimal.Parse(price, CultureInfo.InvariantCulture))]));

        Assert.Equal(isOff ? ["advice.price-off-usual"] : [], advice.Warnings.Select(static warning => warning.Code));
    }

    [Fact]
    public async Task Below_cost_is_told_to_who_sees_cost_only()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var customer = await book.CustomerAsync("宁波海晟", code: "C1", salesperson: "陈宇");
        await book.ProductAsync("法兰", "F1", 10, cost: 9);
        // 10.00 with 13 % tax is 8.85 without.
        var input = new OrderAdvice.Input(customer.Id, Lines: [Line("F1", 1, 10)]);

        Assert.Equal(["advice.below-cost"], (await AskAsync(book, input)).Warnings.Select(static warning => warning.Code));
        Assert.Empty((await AskAsync(book, input, Chen)).Warnings);
    }

    [Fact]
    public async Task An_order_of_the_same_total_in_the_same_week_may_be_the_same_order()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var (customer, _) = await SoldAsync(book);
        var input = new OrderAdvice.Input(customer, BookWithModel.Today, Lines: [Line("F1", 2, 9)]);

        Assert.Single((await AskAsync(book, input)).Twins);
        Assert.Empty((await AskAsync(book, input with { OrderDate = BookWithModel.Today.AddDays(8) })).Twins);
        Assert.Empty((await AskAsync(book, input with { Lines = [Line("F1", 3, 9)] })).Twins);
        Assert.Single((await AskAsync(book, input with { Lines = [Line("F1", 3, 9)], Total = Money.Of(18) })).Twins);
    }

    [Fact]
    public async Task The_same_purchase_number_is_the_same_order_whatever_its_total_and_an_order_is_no_twin_of_itself()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var (customer, _) = await SoldAsync(book);
        var order = await book.PlaceAsync(new PlaceOrder.Input(Customer: "C1", CustomerPo: "PO-7"), ("F1", 1));

        Assert.Equal([order.Id], (await AskAsync(book, new(customer, CustomerPo: " PO-7"))).Twins.Select(static twin => twin.Id));
        Assert.Empty((await AskAsync(book, new(customer, CustomerPo: "PO-7", OrderId: order.Id))).Twins);
    }

    [Fact]
    public async Task What_a_form_itself_has_placed_is_no_twin()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var customer = await book.CustomerAsync("宁波海晟", code: "C1");
        await book.ProductAsync("法兰", "F1", 10);
        var once = App.Data.Once.For(BookWithModel.Owner, "page:1", "body");
        IReadOnlyList<LineInput> lines = [Line("F1", 2, 9)];
        await BookWithModel.DoneAsync(new PlaceOrder(book.Ledger).RunAsync(BookWithModel.Owner, new(Customer: "C1", Lines: lines), Cancellation, once));
        var input = new OrderAdvice.Input(customer.Id, BookWithModel.Today, Lines: lines);

        Assert.Empty((await Of(book).ReadAsync(BookWithModel.Owner, input, Cancellation, once)).Value!.Twins);
        Assert.Single((await AskAsync(book, input)).Twins);
    }

    [Fact]
    public async Task A_salesperson_learns_nothing_of_orders_and_customers_of_others()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var mine = await book.CustomerAsync("宁波海晟", code: "C1", salesperson: "陈宇");
        var other = await book.CustomerAsync("苏州云帆", code: "C2", salesperson: "周敏");
        await book.ProductAsync("法兰", "F1", 10);
        await book.PlaceAsync(new PlaceOrder.Input(Customer: "C1", Salesperson: "周敏"), ("F1", 1));
        await book.PlaceAsync(new PlaceOrder.Input(Customer: "C2", Salesperson: "陈宇"), ("F1", 1));
        IReadOnlyList<LineInput> lines = [Line("F1", 1, 3)];

        foreach (var customer in new[] { mine.Id, other.Id })
        {
            var advice = await AskAsync(book, new(customer, BookWithModel.Today, Lines: lines, Total: Money.Of(10)), Chen);
            Assert.Equal((0, 0, 0, null), (advice.Twins.Count, advice.Former.Count, advice.Warnings.Count, advice.Lines[0].LastPrice));
        }
        Assert.Equal(RefusalKind.Forbidden, (await Of(book).ReadAsync(new(5, "仓库", Role.Warehouse, Via.Web), new(mine.Id), Cancellation)).Refusal?.Kind);
    }

    /// <summary>Two flanges at 9.00, list price 10.00.</summary>
    private static async Task<(long Customer, long Product)> SoldAsync(BookWithModel book)
    {
        var customer = await book.CustomerAsync("宁波海晟", code: "C1");
        var product = await book.ProductAsync("法兰", "F1", 10);
        await BookWithModel.DoneAsync(new PlaceOrder(book.Ledger).RunAsync(
            BookWithModel.Owner, new(Customer: "C1", Lines: [Line("F1", 2, 9)]), Cancellation));
        return (customer.Id, product.Id);
    }

    private static LineInput Line(string product, decimal quantity, decimal price) =>
        new(Product: product, Quantity: Quantity.Of(quantity), UnitPrice: UnitPrice.Of(price));

    private static OrderAdvice Of(BookWithModel book) => new(book.Book, new(book.Book), new(book.Model));

    private static async Task<OrderAdvice.Result> AskAsync(BookWithModel book, OrderAdvice.Input input, Actor? by = null) =>
        await BookWithModel.DoneAsync(Of(book).ReadAsync(by ?? BookWithModel.Owner, input, Cancellation));
}
