using OrderLedger.App.ChangeSets;
using OrderLedger.App.Tests.Orders;

namespace OrderLedger.App.Tests.ChangeSets;

public sealed class HistoryTests : OneOrderTest
{
    [Fact]
    public async Task The_list_of_changes_says_of_which_order_and_not_of_a_colleagues()
    {
        Accepted(await Do.Amend(Order.Id, new(Remark: "甲"), People.Lin));
        var history = new History(Book.Book);
        var set = (await history.RecentAsync(People.Lin, 1, Cancellation))[0].Id;

        Assert.Equal(new("order", Order.Id, Order.Number!), (await history.AboutAsync(People.Lin, [set], Cancellation))[set]);
        Accepted(await Do.Amend(Order.Id, new(Salesperson: "别人")));
        Assert.Empty(await history.AboutAsync(People.Lin, [set], Cancellation));
    }
}
