using OrderLedger.App.Access;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Customers;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Access;

/// <summary>What a reader may not see is not told sideways either (S2, I36).</summary>
public sealed class HiddenOrdersTests : LedgerTest
{
    [Fact]
    public async Task The_number_of_anothers_order_does_not_tell_its_id()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(with: new(Salesperson: People.Zhou.Name)), (1, 10));

        var refusal = Refused(await new OrderQueries(Book.Book).FindByNumberAsync(People.Lin, order.Number!, Cancellation),
            RefusalKind.NotFound, "order.not-found");

        Assert.Equal([order.Number!], refusal.Facts);
    }

    [Fact]
    public async Task A_receipt_over_two_salespeople_tells_each_the_own_part()
    {
        var customer = await Do.CustomerAsync(with: new(Salesperson: People.Lin.Name));
        var own = await Do.OrderAsync(customer, (1, 10));
        var other = Accepted(await Do.Place(new(customer.Id, Salesperson: People.Zhou.Name, Lines: Verbs.Lines((1, 77)))));
        var receipt = Accepted(await Do.Receive(new(Money.Of(87), "现金", customer.Id,
            Allocations: [new(own.Id, Money.Of(10)), new(other.Id, Money.Of(77))])));
        var queries = new ReceiptQueries(Book.Book, new CustomerQueries(Book.Book));

        var found = Accepted(await queries.FindAsync(People.Lin, receipt.Id, Cancellation));
        var listed = await queries.ListAsync(People.Lin, customer.Id, 0, 10, Cancellation);
        var history = await new History(Book.Book).OfAsync(People.Lin, "order", own.Id, 10, Cancellation);

        Assert.Equal([new AllocationView(own.Id, Money.Of(10))], found.Allocations);
        Assert.Equal([new AllocationView(own.Id, Money.Of(10))], listed.Rows[0].Allocations);
        Assert.Equal(2, Accepted(await queries.FindAsync(People.Finance, receipt.Id, Cancellation)).Allocations.Count);
        var told = history.SelectMany(static set => set.Fields).Where(static f => f.Entity == "allocation").ToList();
        Assert.Contains(told, f => f.Field == "OrderId" && f.New.GetInt64() == own.Id);
        Assert.DoesNotContain(told, f => f.Field == "OrderId" && f.New.GetInt64() == other.Id);
        Assert.DoesNotContain(told, static f => f.Field == "Amount" && f.New.GetDecimal() == 77m);
    }

    [Fact]
    public async Task Who_sees_no_prices_sees_neither_the_condition_of_shipping_nor_the_flags()
    {
        var customer = await Do.CustomerAsync(with: new(ShipGate: 0.3m));
        var order = await Do.OrderAsync(customer, (1, 10));
        Accepted(await Do.Pay(order.Id, new(Money.Of(10), "现金")));
        Accepted(await Do.Cancel(order.Id));
        var history = new History(Book.Book);

        Assert.Null(Accepted(await new CustomerQueries(Book.Book).FindAsync(People.Warehouse, customer.Id, Cancellation)).ShipGateBp);
        Assert.Contains("Flags", await FieldsAsync(People.Finance));
        Assert.DoesNotContain("Flags", await FieldsAsync(People.Warehouse));

        async Task<IEnumerable<string>> FieldsAsync(Actor reader) =>
            (await history.OfAsync(reader, "order", order.Id, 20, Cancellation)).SelectMany(static set => set.Fields)
                .Select(static field => field.Field);
    }
}
