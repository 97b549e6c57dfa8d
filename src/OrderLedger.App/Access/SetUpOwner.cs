using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Settings;
using OrderLedger.Domain;

namespace OrderLedger.App.Access;

/// <summary>Makes the first user of a book, its owner, and signs in. Works once, with the token of the book's folder.</summary>
public sealed class SetUpOwner(Ledger ledger, Book book)
{
    /// <param name="Token">From the set-up link that the server prints.</param>
    /// <param name="Company">Name of the company, on documents; may come later.</param>
    public sealed record Input(string? Token, string Name, string Password, string? Company = null);

    public async Task<Outcome<SignedIn>> RunAsync(Input input, CancellationToken cancellation)
    {
        if (!await SetUpToken.IsRightAsync(book.Place.Directory, input.Token, cancellation))
            return Refusal.Forbidden("setup.token-wrong");
        if (Passwords.Check(input.Password) is { } weak) return weak;
        var hash = await Passwords.HashAsync(input.Password, cancellation);
        if (!hash.Accepted) return hash.Refusal;

        var actor = new Actor(null, input.Name.Trim(), Role.Owner, Data.Journal.Via.Web);
        var signedIn = await ledger.WriteAsync(
            actor, "user.set-up", write => SetUpAsync(write, input, hash.Value, cancellation), cancellation);
        if (!signedIn.Accepted) return signedIn;

        SetUpToken.Delete(book.Place.Directory);
        book.ForgetSettings();
        return signedIn;
    }

    private static async Task<Outcome<SignedIn>> SetUpAsync(
        Write write, Input input, string hash, CancellationToken cancellation)
    {
        if (await write.Db.Users.AnyAsync(cancellation)) return Refusal.NotAllowed("setup.done");
        var user = UserWrites.New(input.Name, Role.Owner, hash);
        if (UserWrites.Check(user) is { } refusal) return refusal;
        write.Db.Users.Add(user);
        if (input.Company?.Trim() is { Length: > 0 } company)
        {
            var settings = write.Settings with { Company = write.Settings.Company with { Name = company } };
            await SaveSettings.ApplyAsync(write, settings, cancellation);
        }
        var session = Sessions.Open(user, write.Now);
        await write.SaveAsync(cancellation);
        return new SignedIn(user.Id, user.Name, user.Role, session);
    }
}
