using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.Access;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Customers;
using OrderLedger.App.Grid;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.ReadModel;
using OrderLedger.App.Shipping;
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

    [Fact]
    public async Task The_history_of_an_order_tells_only_its_own_part_of_what_happened_to_many()
    {
        var own = await Do.OrderAsync(await Do.CustomerAsync("A", new(Salesperson: People.Lin.Name)), (1, 10));
        var other = await Do.OrderAsync(await Do.CustomerAsync("B", new(Salesperson: People.Zhou.Name)), (1, 77));
        Accepted(await new ShipMany(Book.Ledger).RunAsync(People.Owner,
            new([new(own.Id, "顺丰", "SF-OWN", All: true), new(other.Id, "德邦", "DB-OTHER", All: true)]), Cancellation));
        await using (var model = new LedgerReadModel(Book.Book, Book.Clock, NullLogger<LedgerReadModel>.Instance))
        {
            Assert.Equal(2, Accepted(await new BulkEvent(Book.Ledger, model).RunAsync(People.Owner, new()
            {
                Event = "pay", OrderIds = [own.Id, other.Id], Said = JsonSerializer.SerializeToElement(new { method = "现金" }),
            }, Cancellation)).Accepted);
        }

        var sets = await new History(Book.Book).OfAsync(People.Lin, "order", own.Id, 10, Cancellation);
        var whole = await new History(Book.Book).OfAsync(People.Owner, "order", other.Id, 10, Cancellation);

        Assert.Equal(["order.pay", "order.ship", "order.place"], sets.Select(static set => set.Verb));
        Assert.Equal(["SF-OWN"], Texts(sets, "TrackingNumber"));
        Assert.Equal(["DB-OTHER"], Texts(whole, "TrackingNumber"));
        Assert.Equal([10m], sets.SelectMany(static set => set.Fields).Where(static f => f is { Entity: "receipt", Field: "Amount" })
            .Select(static f => f.New.GetDecimal()));
        Assert.DoesNotContain(sets.SelectMany(static set => set.Fields), f => f.Field == "CustomerId" && f.New.ToString() == $"{other.CustomerId}");

        static IEnumerable<string?> Texts(IEnumerable<ChangeSetView> sets, string field) =>
            sets.SelectMany(static set => set.Fields).Where(f => f.Field == field).Select(static f => f.New.GetString());
    }

    [Fact]
    public async Task What_was_released_since_stays_in_the_history_of_its_order()
    {
        var customer = await Do.CustomerAsync();
        var order = await Do.OrderAsync(customer, (1, 10));
        var next = await Do.OrderAsync(customer, (1, 20));
        var receipt = Accepted(await Do.Receive(new(Money.Of(30), "现金", customer.Id,
            Allocations: [new(order.Id, Money.Of(10)), new(next.Id, Money.Of(20))])));
        Accepted(await Do.Release(receipt.Id, order.Id));

        var sets = await new History(Book.Book).OfAsync(People.Owner, "order", order.Id, 10, Cancellation);

        Assert.Equal(["receipt.release", "receipt.record"],
            sets.Where(static set => set.Fields.Any(static f => f.Entity == "allocation")).Select(static set => set.Verb));
    }
}
