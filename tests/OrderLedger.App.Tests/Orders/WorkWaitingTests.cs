using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Orders;
using OrderLedger.App.Tests.ReadModel;

namespace OrderLedger.App.Tests.Orders;

public sealed class WorkWaitingTests
{
    [Fact]
    public async Task Everybody_is_told_what_waits_of_what_one_may_see()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟", salesperson: "陈宇");
        await book.CustomerAsync("苏州云帆", salesperson: "周敏");
        await book.ProductAsync("法兰", "F1", price: 10);
        await book.PlaceAsync("宁波海晟", ("F1", 1));
        await book.PlaceAsync("苏州云帆", ("F1", 1));
        await book.PlaceAsync("苏州云帆", ("F1", 2));
        var verb = new WorkWaiting(book.Model, book.Book, book.Clock);

        var all = await verb.ForAsync(BookWithModel.Owner, TestContext.Current.CancellationToken);
        var own = await verb.ForAsync(new(2, "陈宇", Role.Sales, Via.Web), TestContext.Current.CancellationToken);
        var unpriced = await verb.ForAsync(new(3, "仓库", Role.Warehouse, Via.Web), TestContext.Current.CancellationToken);

        Assert.Equal((3, 3, 2, 1), (all.Of("all"), all.Of("toProduce"), all.Customers, all.Products));
        Assert.Equal((1, 1, 1), (own.Of("all"), own.Of("toProduce"), own.Customers));
        Assert.Equal((3, null), (unpriced.Of("all"), unpriced.Of("paymentOverdue")));
        Assert.Equal((0, null), (unpriced.Of("ship"), unpriced.Of("owe")));
        Assert.Equal((0L, 0L), (all.Of("ship"), all.Of("owe")));
    }
}
