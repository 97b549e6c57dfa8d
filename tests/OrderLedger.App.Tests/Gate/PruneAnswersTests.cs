using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Gate;

/// <summary>Answers to idempotency keys are kept for more than a day, and not for ever.</summary>
public sealed class PruneAnswersTests : LedgerTest
{
    [Fact]
    public async Task An_answer_is_forgotten_after_two_days_and_not_after_one()
    {
        Accepted(await Do.SaveCustomer(new(Name: "海晟机电")));
        Accepted(await Do.Place(new(Customer: "海晟机电", Lines:
            [new(Product: "法兰", Quantity: Quantity.Of(1), UnitPrice: UnitPrice.Of(1))]), once: Once.For(People.Owner, "k", "b")));

        Book.Clock.Now = SettableClock.Start.AddHours(25);
        Assert.Equal(0, Accepted(await new PruneAnswers(Book.Ledger).RunAsync(Cancellation)).Count);

        Book.Clock.Now = SettableClock.Start.AddHours(50);
        Assert.Equal(1, Accepted(await new PruneAnswers(Book.Ledger).RunAsync(Cancellation)).Count);
    }
}
