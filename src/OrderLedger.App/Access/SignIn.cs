using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Data.Journal;
using OrderLedger.Domain;

namespace OrderLedger.App.Access;

/// <summary>Who has signed in.</summary>
/// <param name="Session">The secret for the browser's cookie; only its hash is stored.</param>
public sealed record SignedIn(long UserId, string Name, Role Role, string Session);

/// <summary>Name and password for a session.</summary>
/// <remarks>At most <see cref="GuessesMax"/> guesses per account in five minutes, also in parallel: a guess is counted in the
/// write gate before its hash is computed (S9). Every "no" has the same text and costs the same work (S10).</remarks>
public sealed class SignIn(Ledger ledger)
{
    public const int GuessesMax = 10;
    private static readonly TimeSpan GuessesKept = TimeSpan.FromMinutes(5);
    private static readonly Actor Visitor = new(null, "sign-in", Role.Viewer, Via.Web);

    public async Task<Outcome<SignedIn>> RunAsync(string name, string password, CancellationToken cancellation)
    {
        var guess = await ledger.WriteAsync(
            Visitor, "user.guess", write => CountAsync(write, name, cancellation), cancellation);
        if (!guess.Accepted) return guess.Refusal;
        var right = await Passwords.VerifyAsync(password, guess.Value.Hash, cancellation);
        if (!right.Accepted) return right.Refusal;
        if (!right.Value || !guess.Value.Counts) return Refused;

        return await ledger.WriteAsync(Visitor with { Name = guess.Value.Name }, "user.sign-in",
            write => OpenAsync(write, name, guess.Value.Hash, cancellation), cancellation);
    }

    /// <summary>Opens a session for a one-time link that the owner of the machine was given.</summary>
    public Task<Outcome<SignedIn>> ByLinkAsync(string name, CancellationToken cancellation) =>
        ledger.WriteAsync(Visitor with { Name = name }, "user.sign-in", write =>
            OpenAsync(write, name, null, cancellation), cancellation);

    internal static bool IsLocked(User user, DateTime now) => user.FailedSignIns >= GuessesMax && user.LockedUntil > now;

    private static Refusal Refused => Refusal.Forbidden("access.sign-in-refused", $"{GuessesMax}");

    private static async Task<Outcome<Guess>> CountAsync(Write write, string name, CancellationToken cancellation)
    {
        if (await write.FindUserAsync(name, cancellation) is not { } user)
        {
            // A name that nobody has costs a commit too, so that time tells nothing.
            await write.NextNumberAsync("access/unknown-names", cancellation);
            return new Guess("", null, false);
        }
        if (IsLocked(user, write.Now))
        {
            await write.NextNumberAsync("access/unknown-names", cancellation);
            return new Guess(user.Name, user.PasswordHash, false);
        }
        // Only five quiet minutes or a success forget the guesses, so no window of five minutes holds more than ten.
        user.FailedSignIns = user.LockedUntil > write.Now ? user.FailedSignIns + 1 : 1;
        user.LockedUntil = write.Now + GuessesKept;
        return new Guess(user.Name, user.PasswordHash, !user.IsDisabled);
    }

    private static async Task<Outcome<SignedIn>> OpenAsync(
        Write write, string name, string? hash, CancellationToken cancellation)
    {
        var user = await write.FindUserAsync(name, cancellation);
        // The password may have been changed while the old one was being checked.
        if (user is null or { IsDisabled: true } || (hash is not null && user.PasswordHash != hash)) return Refused;

        (user.FailedSignIns, user.LockedUntil) = (0, null);
        var session = Sessions.Open(user, write.Now);
        await write.SaveAsync(cancellation);
        return new SignedIn(user.Id, user.Name, user.Role, session);
    }

    /// <param name="Counts">False: the account is locked or disabled, whatever the password.</param>
    private sealed record Guess(string Name, string? Hash, bool Counts);
}
