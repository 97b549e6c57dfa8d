using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Orders;
using OrderLedger.App.Tests.ReadModel;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Customers;

public sealed class CustomerProductsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Free_lines_stand_by_their_name_beside_products()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var customer = await book.CustomerAsync("宁波海晟", code: "C1");
        var product = await book.ProductAsync("法兰", "F1", 10);
        await book.PlaceAsync("C1", ("F1", 1));
        for (var i = 0; i < 2; i++)
        {
            await BookWithModel.DoneAsync(new PlaceOrder(book.Ledger).RunAsync(BookWithModel.Owner, new(Customer: "C1",
                Lines: [Free("安装", 100), Free("吊装", 7)]), Cancellation));
        }

        var rows = await Of(book).OfCustomerAsync(BookWithModel.Owner, customer.Id, 10, Cancellation);

        Assert.Equal([(null, "安装", 2L, Money.Of(200)), (null, "吊装", 2L, Money.Of(14)), (product.Id, "法兰", 1L, Money.Of(10))],
            rows.Select(static row => (row.Id, row.Name, row.Orders, row.Amount!.Value)));
    }

    [Fact]
    public async Task A_salesperson_sees_what_was_bought_in_the_own_orders_only()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var customer = await book.CustomerAsync("宁波海晟", code: "C1", salesperson: "陈宇");
        await book.ProductAsync("法兰", "F1", 10);
        await book.ProductAsync("阀门", "V1", 50);
        await book.PlaceAsync("C1", ("F1", 1));
        await book.PlaceAsync(new PlaceOrder.Input(Customer: "C1", Salesperson: "周敏"), ("V1", 1));

        var rows = await Of(book).OfCustomerAsync(new(6, "陈宇", Role.Sales, Via.Web), customer.Id, 10, Cancellation);

        Assert.Equal(["法兰"], rows.Select(static row => row.Name));
    }

    private static CustomerProducts Of(BookWithModel book) => new(book.Model, new(book.Book));

    private static LineInput Free(string name, decimal price) =>
        new(Product: name, Quantity: Quantity.Of(1), UnitPrice: UnitPrice.Of(price));
}
