using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Orders;

public sealed class ConfirmOrderTests : LedgerTest
{
    [Fact]
    public async Task Confirming_makes_the_draft_an_order()
    {
        var draft = await DraftAsync(await Do.CustomerAsync());
        Book.Clock.Now += TimeSpan.FromHours(1);

        var order = Accepted(await Do.Confirm(draft.Id));

        var stored = await Book.StoredAsync(order.Id);
        Assert.Equal((OrderStatus.Confirmed, Book.Clock.Now.UtcDateTime), (stored.Status, stored.ConfirmedAt));
        Assert.Equal(0, stored.Revision);
    }

    [Fact]
    public async Task It_is_refused_twice_without_lines_and_after_cancelling()
    {
        var customer = await Do.CustomerAsync();
        var empty = Accepted(await Do.Place(new(customer.Id, Confirm: false)));
        var order = await Do.OrderAsync(customer, (1, 1));
        var cancelled = await DraftAsync(customer);
        Accepted(await Do.Cancel(cancelled.Id));

        Refused(await Do.Confirm(empty.Id), RefusalKind.NotAllowed, "order.no-lines");
        Refused(await Do.Confirm(order.Id), RefusalKind.NotAllowed, "order.confirmed");
        Refused(await Do.Confirm(cancelled.Id), RefusalKind.NotAllowed, "order.cancelled");
        Refused(await Do.Confirm(999), RefusalKind.NotFound, "order.not-found");
    }

    [Fact]
    public async Task Only_the_owner_and_sales_confirm()
    {
        var draft = await DraftAsync(await Do.CustomerAsync("HS", new(Salesperson: People.Lin.Name)));

        await OnlyAsync([Role.Owner, Role.Sales], by => Do.Confirm(draft.Id, by: by));
    }

    [Fact]
    public async Task A_stale_reader_and_a_foreign_salesperson_are_refused()
    {
        var draft = await DraftAsync(await Do.CustomerAsync("HS", new(Salesperson: People.Zhou.Name)));
        Accepted(await Do.Amend(draft.Id, new(Remark: "改")));

        Refused(await Do.Confirm(draft.Id, new(SeenVersion: draft.Version)), RefusalKind.Stale, "order.stale");
        Refused(await Do.Confirm(draft.Id, by: People.Lin), RefusalKind.NotFound, "order.not-found");
    }

    [Fact]
    public async Task The_credit_limit_counts_what_others_still_owe()
    {
        var customer = await Do.CustomerAsync("HS", new(CreditLimit: Money.Of(100)));
        var first = await Do.OrderAsync(customer, (1, 90));
        var draft = await DraftAsync(customer, price: 20);
        Refused(await Do.Confirm(draft.Id), RefusalKind.NotAllowed, "order.credit-exceeded");
        Refused(await Do.Confirm(draft.Id, new("急"), People.Lin), RefusalKind.NotFound, "order.not-found");

        Accepted(await Do.Pay(first.Id, new(Money.Of(10), "现金")));

        Assert.Empty(Accepted(await Do.Confirm(draft.Id)).Flags);
    }

    [Fact]
    public async Task Over_the_limit_the_reason_is_kept()
    {
        var customer = await Do.CustomerAsync("HS", new(CreditLimit: Money.Of(10)));
        var draft = await DraftAsync(customer, price: 20);

        var order = Accepted(await Do.Confirm(draft.Id, new("老板同意")));

        Assert.Equal([OrderFlags.OverCredit], order.Flags);
        Assert.Equal("老板同意", (await Book.StoredAsync(order.Id)).CreditOverride);
    }

    private async Task<OrderView> DraftAsync(CustomerView customer, decimal price = 5) =>
        Accepted(await Do.Place(new(customer.Id, Confirm: false, Lines: Verbs.Lines((1, price)))));
}
