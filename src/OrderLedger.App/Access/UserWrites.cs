using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;

namespace OrderLedger.App.Access;

/// <summary>Steps that the verbs of accounts share.</summary>
internal static class UserWrites
{
    private const int NameMax = 40;

    public static User New(string name, Role role, string? passwordHash) => new()
    {
        Name = name.Trim(), NameKey = TextFolding.Key(name), Role = role, PasswordHash = passwordHash,
    };

    public static Refusal? Check(User user) => user.Name.Length is 0 or > NameMax
        ? Refusal.Invalid("user.name-length", $"{NameMax}").At("Name") : null;

    /// <summary>The frame of every change of an account: right, load, rule, view.</summary>
    /// <param name="rule">Changes the user; null when accepted.</param>
    public static async Task<Outcome<UserView>> UserAsync(
        this Write write, string name, Func<User, Task<Refusal?>> rule, CancellationToken cancellation)
    {
        if (write.Actor.May(Right.Users) is { } forbidden) return forbidden;
        var found = await write.FindUserAsync(name, cancellation);
        if (found is null) return Refusal.NotFound("user.not-found", name).At("Name");
        if (await rule(found) is { } refusal) return refusal;

        await write.SaveAsync(cancellation);
        return UserView.Of(found, write.Now);
    }

    public static Task<User?> FindUserAsync(this Write write, string name, CancellationToken cancellation)
    {
        var key = TextFolding.Key(name);
        return write.Db.Users.Include(static u => u.Tokens).FirstOrDefaultAsync(u => u.NameKey == key, cancellation);
    }

    /// <summary>Ends every session of the user; tokens of programs live on while the account does.</summary>
    public static void EndSessions(this User user)
    {
        var sessions = user.Tokens.Where(static t => t.Name == Sessions.TokenName).ToList();
        foreach (var session in sessions) user.Tokens.Remove(session);
    }

    /// <summary>A book without an owner could never be managed again.</summary>
    public static async Task<Refusal?> IsLastOwnerAsync(this Write write, User user, CancellationToken cancellation) =>
        user is { Role: Role.Owner, IsDisabled: false } && !await write.Db.Users.AnyAsync(
            u => u.Role == Role.Owner && !u.IsDisabled && u.Id != user.Id, cancellation)
            ? Refusal.NotAllowed("user.last-owner", user.Name) : null;
}
