using OrderLedger.App.Customers;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Customers;

public sealed class FollowUpTests : LedgerTest
{
    private static readonly DateOnly Day = new(2026, 11, 23);

    [Fact]
    public async Task What_is_due_is_listed_the_longest_overdue_first_until_it_is_done()
    {
        var (a, b) = (await Do.CustomerAsync("A"), await Do.CustomerAsync("B"));
        Accepted(await Write(a.Id, "下周再问", Day.AddDays(1)));
        var today = Accepted(await Write(a.Id, "报价后回访", Day));
        Accepted(await Write(b.Id, "催款", Day.AddDays(-9)));
        Accepted(await Write(b.Id, "只是记录", null));

        Assert.Equal(["催款", "报价后回访"], (await DueAsync(People.Owner)).Select(static f => f.Note));
        Accepted(await new FinishFollowUp(Book.Ledger).RunAsync(People.Owner, today.Id, today.Version, Cancellation));
        Assert.Equal(["催款"], (await DueAsync(People.Owner)).Select(static f => f.Note));
        Refused(await new FinishFollowUp(Book.Ledger).RunAsync(People.Owner, today.Id, null, Cancellation), RefusalKind.NotAllowed, "follow-up.done");
        Refused(await new FinishFollowUp(Book.Ledger).RunAsync(People.Owner, today.Id, 1, Cancellation), RefusalKind.Stale, "follow-up.stale");
        Assert.Equal(["报价后回访", "下周再问"], (await new FollowUpQueries(Book.Book).OfAsync(People.Owner, a.Id, Cancellation))!.Select(static f => f.Note));
    }

    [Fact]
    public async Task A_salesperson_follows_up_the_own_customers_only()
    {
        var other = await Do.CustomerAsync("B", new(Salesperson: "周强"));
        var followUp = Accepted(await Write(other.Id, "催款", Day));

        Assert.Empty(await DueAsync(People.Lin));
        Assert.Null(await new FollowUpQueries(Book.Book).OfAsync(People.Lin, other.Id, Cancellation));
        Refused(await new WriteFollowUp(Book.Ledger).RunAsync(People.Lin, other.Id, new("好"), Cancellation), RefusalKind.NotFound, "customer.not-found");
        Refused(await new FinishFollowUp(Book.Ledger).RunAsync(People.Lin, followUp.Id, null, Cancellation), RefusalKind.NotFound, "follow-up.not-found");
        Refused(await new WriteFollowUp(Book.Ledger).RunAsync(People.Viewer, other.Id, new("好"), Cancellation), RefusalKind.Forbidden, "access.forbidden");
    }

    [Fact]
    public async Task Nothing_said_and_a_slip_of_the_pen_are_refused()
    {
        var customer = await Do.CustomerAsync();

        Refused(await Write(customer.Id, " ", Day), RefusalKind.Invalid, "follow-up.empty", "Note");
        Refused(await Write(customer.Id, "好", new(2206, 1, 1)), RefusalKind.Invalid, "follow-up.date-range", "NextOn");
        Refused(await Write(customer.Id, new string('长', 2_001), Day), RefusalKind.Invalid, "follow-up.too-long", "Note");
    }

    private Task<Outcome<FollowUpView>> Write(long customer, string note, DateOnly? next) =>
        new WriteFollowUp(Book.Ledger).RunAsync(People.Owner, customer, new(note, next), Cancellation);

    private Task<IReadOnlyList<FollowUpView>> DueAsync(App.Access.Actor reader) => new FollowUpQueries(Book.Book).DueAsync(reader, Day, Cancellation);
}
