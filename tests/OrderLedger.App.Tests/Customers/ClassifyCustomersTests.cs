using OrderLedger.App.Customers;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Tests.Customers;

/// <summary>The book's rules give the class: importance, frequency, newness.</summary>
public sealed class ClassifyCustomersTests : LedgerTest
{
    private Task<int> ClassifyAsync() => new ClassifyCustomers(Book.Ledger, Book.Book, Book.Clock).RunAsync(null, Cancellation);

    private async Task<string> ClassOfAsync(long id) => Accepted(
        await new CustomerQueries(Book.Book).FindAsync(People.Owner, id, Cancellation)).Class;

    private async Task<long> CustomerWithOrdersAsync(int orders, decimal amount, string? pinned = null)
    {
        var customer = Accepted(await Do.SaveCustomer(new(Name: "海晟机电", Class: pinned)));
        for (var i = 0; i < orders; i++)
        {
            Accepted(await Do.Place(new(CustomerId: customer.Id, OrderDate: new DateOnly(2025, 11, 1).AddDays(i),
                Lines: [new(Product: "法兰", Quantity: Quantity.Of(1), Amount: Money.Of(amount))])));
        }
        return customer.Id;
    }

    [Fact]
    public async Task Many_large_orders_make_a_vip()
    {
        var id = await CustomerWithOrdersAsync(6, 60_000);

        Assert.Equal(1, await ClassifyAsync());
        Assert.Equal(CustomerClasses.Vip, await ClassOfAsync(id));
        Assert.Equal(0, await ClassifyAsync());
    }

    [Fact]
    public async Task An_old_customer_with_little_is_regular()
    {
        var id = await CustomerWithOrdersAsync(1, 10);

        await ClassifyAsync();

        Assert.Equal(CustomerClasses.Regular, await ClassOfAsync(id));
    }

    [Fact]
    public async Task A_class_set_by_hand_stays()
    {
        var id = await CustomerWithOrdersAsync(6, 60_000, CustomerClasses.Regular);

        Assert.Equal(0, await ClassifyAsync());
        Assert.Equal(CustomerClasses.Regular, await ClassOfAsync(id));
    }
}
