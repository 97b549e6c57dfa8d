using OrderLedger.App.Settings;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Orders;

public sealed class NumberingTests : LedgerTest
{
    [Fact]
    public async Task Numbered_at_confirmation_the_numbers_have_no_gap_although_verbs_refuse_in_between()
    {
        await RuleAsync("SO{date:yyyyMMdd}-{seq:4}", NumberScope.Day, atConfirmation: true);
        var customer = await Do.CustomerAsync("HS", new(CreditLimit: Money.Of(1_000)));
        var confirmed = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            // Every third asks for more than the customer's credit, and is refused after it had drawn nothing.
            var draft = Accepted(await Do.Place(new(customer.Id, Confirm: false,
                Lines: Verbs.Lines((1, i % 3 == 2 ? 5_000 : 10)))));
            Assert.Null(draft.Number);
            var outcome = await Do.Confirm(draft.Id);
            if (i % 3 == 2) Refused(outcome, RefusalKind.NotAllowed, "order.credit-exceeded");
            else confirmed.Add(Accepted(outcome).Number!);
        }
        Assert.Equal(Enumerable.Range(1, 8).Select(static n => $"SO20260310-{n:D4}"), confirmed);
    }

    [Fact]
    public async Task A_number_drawn_by_a_refused_work_is_given_back()
    {
        var customer = await Do.CustomerAsync();
        await Do.OrderAsync(customer, (1, 1));
        var outcome = await Book.Ledger.WriteAsync<string>(People.Owner, "test.draw", async write =>
        {
            Assert.Equal(2, await write.NextNumberAsync("order/20260310/hs", Cancellation));
            return Refusal.NotAllowed("test.no");
        }, Cancellation);
        Refused(outcome, RefusalKind.NotAllowed, "test.no");

        Assert.Equal("20260310-HS-002", (await Do.OrderAsync(customer, (1, 1))).Number);
    }

    [Fact]
    public async Task A_typed_number_is_kept_and_lifts_the_sequence()
    {
        var customer = await Do.CustomerAsync();
        await Do.OrderAsync(customer, (1, 1));

        var typed = Accepted(await Do.Place(new(customer.Id, Number: " 20260310-HS-007 ", Lines: Verbs.Lines((1, 1)))));
        var free = Accepted(await Do.Place(new(customer.Id, Number: "老订单-9", Lines: Verbs.Lines((1, 1)))));

        Assert.Equal(("20260310-HS-007", "老订单-9"), (typed.Number, free.Number));
        Assert.Equal("20260310-HS-008", (await Do.OrderAsync(customer, (1, 1))).Number);
    }

    [Theory]
    [InlineData("20260310-HS-001")]
    [InlineData("20260310-hs-001")]
    [InlineData("２０２６０３１０－ＨＳ－００１")]
    public async Task A_number_is_taken_for_ever_whatever_its_width_and_case(string again)
    {
        var customer = await Do.CustomerAsync();
        var order = await Do.OrderAsync(customer, (1, 1));
        Accepted(await Do.Cancel(order.Id));

        Refused(await Do.Place(new(customer.Id, Number: again, Lines: Verbs.Lines((1, 1)))), RefusalKind.NotAllowed,
            "order.number-taken", "Number");
    }

    [Fact]
    public async Task A_full_width_number_in_the_way_is_passed_over()
    {
        var customer = await Do.CustomerAsync();
        Accepted(await Do.Place(new(customer.Id, Number: "２０２６０３１０－ＨＳ－００１", Lines: Verbs.Lines((1, 1)))));

        Assert.Equal("20260310-HS-002", (await Do.OrderAsync(customer, (1, 1))).Number);
    }

    [Fact]
    public async Task The_scope_comes_from_the_date_of_the_document_and_not_from_today()
    {
        var customer = await Do.CustomerAsync();

        var old = Accepted(await Do.Place(new(customer.Id, OrderDate: new(2025, 12, 31), Lines: Verbs.Lines((1, 1)))));
        var now = await Do.OrderAsync(customer, (1, 1));

        Assert.Equal(("20251231-HS-001", "20260310-HS-001"), (old.Number, now.Number));
    }

    [Theory]
    [InlineData("2026-12-31T15:59:59Z", "20261231-HS-001")]
    [InlineData("2026-12-31T16:00:00Z", "20270101-HS-001")]
    public async Task The_day_ends_at_midnight_in_the_zone_of_the_book(string instant, string number)
    {
        Book.Clock.Now = DateTimeOffset.Parse(instant);

        Assert.Equal(number, (await Do.OrderAsync(await Do.CustomerAsync(), (1, 1))).Number);
    }

    [Fact]
    public async Task A_clock_that_jumps_gives_no_number_twice_and_the_journal_keeps_its_order()
    {
        var customer = await Do.CustomerAsync();
        var numbers = new List<string>();
        foreach (var days in new[] { 0, -1, 40, 0, -1, 40 })
        {
            Book.Clock.Now = SettableClock.Start.AddDays(days);
            numbers.Add((await Do.OrderAsync(customer, (1, 1))).Number!);
        }

        Assert.Equal(["20260310-HS-001", "20260309-HS-001", "20260419-HS-001", "20260310-HS-002", "20260309-HS-002",
            "20260419-HS-002"], numbers);
        var journal = await Book.JournalAsync();
        Assert.Equal(journal.Select(static j => j.Seq).Order(), journal.Select(static j => j.Seq));
        Assert.Equal(journal.Select(static j => j.ChangeSetId).Order(), journal.Select(static j => j.ChangeSetId));
    }

    [Fact]
    public async Task A_number_too_long_is_refused()
    {
        var customer = await Do.CustomerAsync();

        Refused(await Do.Place(new(customer.Id, Number: new('9', 101), Lines: Verbs.Lines((1, 1)))),
            RefusalKind.Invalid, "order.number-too-long", "Number");
    }

    private async Task RuleAsync(string pattern, NumberScope scope, bool atConfirmation) =>
        Accepted(await new SaveSettings(
        Book.Ledger, Book.Book).RunAsync(People.Owner, BookSettings.Default with
        {
            OrderNumbers = new(pattern, scope,
            atConfirmation)
        }, Cancellation));
}
