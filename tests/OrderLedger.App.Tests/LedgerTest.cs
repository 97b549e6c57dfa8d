using OrderLedger.App.Access;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests;

/// <summary>A test with a book of its own, which must hold every invariant when the test ends.</summary>
public abstract class LedgerTest : IAsyncLifetime
{
    protected LedgerOnDisk Book { get; private set; } = null!;

    internal Verbs Do { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Book = await LedgerOnDisk.CreateAsync();
        Do = new(Book);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            Assert.Empty(await Invariants.BrokenAsync(Book));
        }
        finally
        {
            await Book.DisposeAsync();
        }
    }

    protected static T Accepted<T>(Outcome<T> outcome)
        where T : notnull
    {
        Assert.True(outcome.Accepted, $"Refused: {outcome.Refusal}");
        return outcome.Value;
    }

    protected static Refusal Refused<T>(Outcome<T> outcome, RefusalKind kind, string code, string? field = null)
        where T : notnull
    {
        Assert.False(outcome.Accepted, $"Accepted, and should be refused as {code}.");
        Assert.Equal((kind, code), (outcome.Refusal.Kind, outcome.Refusal.Code));
        if (field is not null) Assert.Equal(field, outcome.Refusal.Field);
        return outcome.Refusal;
    }

    /// <summary>Every role but these is refused, and leaves nothing behind.</summary>
    internal async Task OnlyAsync<T>(IReadOnlyList<Role> allowed, Func<Actor, Task<Outcome<T>>> verb)
        where T : notnull
    {
        var before = await Book.CountAsync("journal");
        foreach (var actor in People.OfEveryRole.Where(actor => !allowed.Contains(actor.Role)))
            Refused(await verb(actor), RefusalKind.Forbidden, "access.forbidden");
        Assert.Equal(before, await Book.CountAsync("journal"));

        foreach (var actor in People.OfEveryRole.Where(actor => allowed.Contains(actor.Role)))
            Assert.NotEqual(RefusalKind.Forbidden, (await verb(actor)).Refusal?.Kind);
    }
}
