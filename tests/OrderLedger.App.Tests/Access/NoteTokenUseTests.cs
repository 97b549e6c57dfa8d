using OrderLedger.App.Access;

namespace OrderLedger.App.Tests.Access;

public sealed class NoteTokenUseTests : LedgerTest
{
    [Fact]
    public async Task A_used_token_is_noted_once_for_many_uses_and_nobody_did_it()
    {
        var sessions = new Sessions(Book.Book, Book.Clock);
        var verb = new NoteTokenUse(Book.Ledger, sessions);
        Accepted(await new AddUser(Book.Ledger).RunAsync(People.Owner, new("erp", Role.Sales), Cancellation));
        var token = Accepted(await new CreateToken(Book.Ledger).RunAsync(People.Owner, "erp", null, Cancellation));
        Accepted(await new CreateToken(Book.Ledger).RunAsync(People.Owner, "erp", "unused", Cancellation));
        var journal = (await Book.CountAsync("journal"), await Book.CountAsync("change_sets"));

        for (var i = 0; i < 5; i++) Assert.NotNull(await sessions.FindAsync(token.Token, isSession: false, Cancellation));
        Assert.Null(await sessions.FindAsync("nothing", isSession: false, Cancellation));

        Assert.Equal(1, Accepted(await verb.RunAsync(Cancellation)));
        Assert.Equal(0, Accepted(await verb.RunAsync(Cancellation)));
        var tokens = Accepted(await new UserQueries(Book.Book, Book.Clock).ListAsync(People.Owner, Cancellation))[0].Tokens;
        Assert.Equal([SettableClock.Start.UtcDateTime, null], tokens.Select(static t => t.LastUsedAt));
        Assert.Equal(journal, (await Book.CountAsync("journal"), await Book.CountAsync("change_sets")));
    }
}
