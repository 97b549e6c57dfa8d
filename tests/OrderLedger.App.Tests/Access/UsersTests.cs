using OrderLedger.App.Access;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Access;

/// <summary>Accounts: who makes and changes them, and what is kept of their secrets.</summary>
public sealed class UsersTests : LedgerTest
{
    private const string Password = "correct horse battery";

    private Sessions Sessions => new(Book.Book, Book.Clock);
    private SignIn SignIn => new(Book.Ledger);

    [Fact]
    public async Task Only_the_owner_makes_and_changes_accounts()
    {
        Accepted(await AddAsync("甲", Role.Sales));
        Role[] owner = [Role.Owner];

        await OnlyAsync(owner, by => new AddUser(Book.Ledger).RunAsync(by, new("乙", Role.Viewer), Cancellation));
        await OnlyAsync(owner, by => new DisableUser(Book.Ledger, Sessions).RunAsync(by, "甲", isDisabled: true, Cancellation));
        await OnlyAsync(owner, by => new DisableUser(Book.Ledger, Sessions).RunAsync(by, "甲", isDisabled: false, Cancellation));
        await OnlyAsync(owner, by => new ChangeRole(Book.Ledger, Sessions).RunAsync(by, "甲", Role.Finance, Cancellation));
        await OnlyAsync(owner, by => new UnlockUser(Book.Ledger).RunAsync(by, "甲", Cancellation));
        await OnlyAsync(owner, by => new CreateToken(Book.Ledger).RunAsync(by, "甲", "erp", Cancellation));
        await OnlyAsync(owner, by => new RevokeToken(Book.Ledger, Sessions).RunAsync(by, "甲", 1, Cancellation));
        await OnlyAsync(owner, by => new UserQueries(Book.Book, Book.Clock).ListAsync(by, Cancellation));
        await OnlyAsync(owner, by => new ChangePassword(Book.Ledger, Sessions, SignIn).RunAsync(by, new("甲", Password), Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一")]
    public async Task A_name_is_neither_empty_nor_endless(string name) =>
        Refused(await AddAsync(name, Role.Sales), RefusalKind.Invalid, "user.name-length", "Name");

    [Theory]
    [InlineData("Wang")]
    [InlineData("wang")]
    [InlineData(" ＷＡＮＧ ")]
    public async Task A_name_is_given_once_whatever_its_case_and_width(string again)
    {
        Accepted(await AddAsync("Wang", Role.Sales));

        Refused(await AddAsync(again, Role.Owner), RefusalKind.NotAllowed, "user.name-taken", "Name");
    }

    [Fact]
    public async Task Neither_password_nor_token_nor_session_can_be_read_from_the_book()
    {
        Accepted(await AddAsync("甲", Role.Owner, Password));
        var token = Accepted(await new CreateToken(Book.Ledger).RunAsync(People.Owner, "甲", "erp", Cancellation));
        var session = Accepted(await SignIn.RunAsync("甲", Password, Cancellation)).Session;

        foreach (var table in new[] { "users", "api_tokens", "journal", "change_sets" })
        {
            var text = string.Join('\n', (await Book.RowsAsync($"SELECT * FROM {table}")).SelectMany(static r => r));
            foreach (var secret in new[] { Password, token.Token, session }) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
        var hash = Assert.IsType<string>((await Book.RowsAsync("SELECT password_hash FROM users"))[0][0]);
        Assert.StartsWith("pbkdf2-sha512$220000$", hash, StringComparison.Ordinal);
        Assert.DoesNotContain((await Book.JournalAsync()), entry => entry.Rows.Contains(hash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closed_account_signs_in_by_no_way_and_comes_back_whole()
    {
        Accepted(await AddAsync("甲", Role.Sales, Password));
        var token = Accepted(await new CreateToken(Book.Ledger).RunAsync(People.Owner, "甲", "erp", Cancellation)).Token;
        var session = Accepted(await SignIn.RunAsync("甲", Password, Cancellation)).Session;
        var sessions = Sessions;
        Assert.NotNull(await sessions.FindAsync(token, isSession: false, Cancellation));
        Assert.NotNull(await sessions.FindAsync(session, isSession: true, Cancellation));

        Assert.True(Accepted(await new DisableUser(Book.Ledger, sessions).RunAsync(People.Owner, "甲", true, Cancellation)).IsDisabled);
        Assert.Null(await sessions.FindAsync(token, isSession: false, Cancellation));
        Assert.Null(await sessions.FindAsync(session, isSession: true, Cancellation));
        Refused(await SignIn.RunAsync("甲", Password, Cancellation), RefusalKind.Forbidden, "access.sign-in-refused");
        Refused(await SignIn.ByLinkAsync("甲", Cancellation), RefusalKind.Forbidden, "access.sign-in-refused");
        Refused(await new CreateToken(Book.Ledger).RunAsync(People.Owner, "甲", "x", Cancellation), RefusalKind.NotAllowed, "user.disabled");

        Accepted(await new DisableUser(Book.Ledger, sessions).RunAsync(People.Owner, "甲", false, Cancellation));
        Assert.NotNull(await sessions.FindAsync(token, isSession: false, Cancellation));
        Assert.Null(await sessions.FindAsync(session, isSession: true, Cancellation));
        Accepted(await SignIn.RunAsync("甲", Password, Cancellation));
    }

    [Fact]
    public async Task Another_node_notices_within_five_seconds_that_an_account_was_closed()
    {
        Accepted(await AddAsync("甲", Role.Sales, Password));
        var session = Accepted(await SignIn.RunAsync("甲", Password, Cancellation)).Session;
        var elsewhere = Sessions;
        Assert.NotNull(await elsewhere.FindAsync(session, isSession: true, Cancellation));

        Accepted(await new ChangeRole(Book.Ledger, Sessions).RunAsync(People.Owner, "甲", Role.Viewer, Cancellation));
        Book.Clock.Now += TimeSpan.FromSeconds(5);

        Assert.Null(await elsewhere.FindAsync(session, isSession: true, Cancellation));
    }

    [Fact]
    public async Task A_session_ends_after_two_weeks_and_a_token_does_not()
    {
        Accepted(await AddAsync("甲", Role.Sales, Password));
        var token = Accepted(await new CreateToken(Book.Ledger).RunAsync(People.Owner, "甲", "erp", Cancellation)).Token;
        var session = Accepted(await SignIn.RunAsync("甲", Password, Cancellation)).Session;

        Book.Clock.Now += Sessions.SessionLife - TimeSpan.FromMinutes(1);
        Assert.NotNull(await Sessions.FindAsync(session, isSession: true, Cancellation));
        Book.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.Null(await Sessions.FindAsync(session, isSession: true, Cancellation));
        Assert.NotNull(await Sessions.FindAsync(token, isSession: false, Cancellation));
    }

    [Fact]
    public async Task The_own_password_needs_the_old_one_and_ends_every_session()
    {
        var id = Accepted(await AddAsync("甲", Role.Sales, Password)).Id;
        var session = Accepted(await SignIn.RunAsync("甲", Password, Cancellation)).Session;
        var (own, change) = (People.Lin with { UserId = id, Name = "甲" }, new ChangePassword(Book.Ledger, Sessions, SignIn));

        Refused(await change.RunAsync(own, new("甲", "another password"), Cancellation), RefusalKind.Forbidden,
            "access.sign-in-refused", "Current");
        Refused(await change.RunAsync(own, new("甲", "short", Password), Cancellation), RefusalKind.Invalid, "password.too-short");
        Assert.NotNull(await Sessions.FindAsync(session, isSession: true, Cancellation));
        Accepted(await change.RunAsync(own, new("甲", "another password", Password), Cancellation));

        Assert.Null(await Sessions.FindAsync(session, isSession: true, Cancellation));
        Assert.False((await SignIn.RunAsync("甲", Password, Cancellation)).Accepted);
        Assert.True((await SignIn.RunAsync("甲", "another password", Cancellation)).Accepted);
    }

    [Fact]
    public async Task Guesses_are_forgotten_after_five_quiet_minutes_and_not_before()
    {
        Accepted(await AddAsync("甲", Role.Sales, Password));
        for (var i = 0; i < SignIn.GuessesMax; i++) Assert.False((await SignIn.RunAsync("甲", "wrong wrong", Cancellation)).Accepted);

        Book.Clock.Now += TimeSpan.FromMinutes(4);
        Assert.False((await SignIn.RunAsync("甲", Password, Cancellation)).Accepted);
        Assert.True(Accepted(await new UserQueries(Book.Book, Book.Clock).ListAsync(People.Owner, Cancellation))[0].IsLocked);
        Book.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.True((await SignIn.RunAsync("甲", Password, Cancellation)).Accepted);
    }

    [Fact]
    public async Task Of_two_owners_who_close_each_other_at_once_one_stays()
    {
        Accepted(await AddAsync("甲", Role.Owner));
        Accepted(await AddAsync("乙", Role.Owner));

        var done = await Task.WhenAll(
            new DisableUser(Book.Ledger, Sessions).RunAsync(People.Owner, "甲", true, Cancellation),
            new ChangeRole(Book.Ledger, Sessions).RunAsync(People.Owner, "乙", Role.Viewer, Cancellation));

        Assert.Single(done, static d => d.Accepted);
        Refused(done.Single(static d => !d.Accepted), RefusalKind.NotAllowed, "user.last-owner");
    }

    private Task<Outcome<UserView>> AddAsync(string name, Role role, string? password = null) =>
        new AddUser(Book.Ledger).RunAsync(People.Owner, new(name, role, password), Cancellation);
}
