using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.App.Products;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Tests.Gate;

/// <summary>The gate need not read customers and products for every order, and yet no order is written with an old one.</summary>
public sealed class LentMastersTests : LedgerTest
{
    [Fact]
    public async Task The_next_order_has_the_new_price_whoever_changed_it()
    {
        var customer = await Do.CustomerAsync("HS");
        var product = Accepted(await Do.SaveProduct(new(Name: "法兰", Sku: "F1", Price: UnitPrice.Of(1))));
        await using var other = new Book(Book.Place, NullLogger<Book>.Instance);
        var elsewhere = new SaveProduct(new Ledger(other, Book.Clock));

        Assert.Equal(UnitPrice.Of(1), await PriceAsync());
        Accepted(await Do.SaveProduct(new(Price: UnitPrice.Of(2)), product.Id));
        Assert.Equal(UnitPrice.Of(2), await PriceAsync());
        Accepted(await elsewhere.RunAsync(People.Owner, product.Id, new(Price: UnitPrice.Of(3)), Cancellation));
        Assert.Equal(UnitPrice.Of(3), await PriceAsync());

        async Task<UnitPrice?> PriceAsync() => Accepted(await Do.Place(new(customer.Id,
            Lines: [new(ProductId: product.Id, Quantity: Quantity.Of(1))]))).Lines[0].UnitPrice;
    }

    [Fact]
    public async Task A_customer_suspended_elsewhere_gets_no_order_any_more()
    {
        var customer = await Do.CustomerAsync("HS");
        await Do.OrderAsync(customer, (1, 1));

        await using var other = new Book(Book.Place, NullLogger<Book>.Instance);
        Accepted(await new SaveCustomer(new Ledger(other, Book.Clock))
            .RunAsync(People.Owner, customer.Id, new(Status: CustomerStatus.Suspended), Cancellation));

        Refused(await Do.Place(new(customer.Id, Lines: Verbs.Lines((1, 1)))), RefusalKind.NotAllowed, "customer.not-active");
    }

    [Fact]
    public async Task Orders_of_one_batch_see_what_those_before_them_owe()
    {
        var customer = await Do.CustomerAsync("HS", new(CreditLimit: Money.Of(10)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(
            () => Do.Place(new(customer.Id, Lines: Verbs.Lines((1, 1)))), Cancellation)));

        Assert.Equal(10, outcomes.Count(static outcome => outcome.Accepted));
        Assert.Equal(10, await Book.CountAsync("orders"));
    }
}
