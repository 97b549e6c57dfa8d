using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Access;

/// <summary>One account, without anything secret.</summary>
/// <param name="IsLocked">Too many wrong passwords in the last minutes.</param>
public sealed record UserView(long Id, string Name, Role Role, bool IsDisabled, bool IsLocked, bool HasPassword,
    IReadOnlyList<TokenView> Tokens)
{
    internal static UserView Of(User user, DateTime now) => new(user.Id, user.Name, user.Role, user.IsDisabled,
        SignIn.IsLocked(user, now), user.PasswordHash is not null,
        [.. user.Tokens.Where(static t => t.Name != Sessions.TokenName).OrderBy(static t => t.Id)
            .Select(static t => new TokenView(t.Id, t.Name, t.CreatedAt, t.LastUsedAt, t.IsRevoked))]);
}

/// <param name="LastUsedAt">UTC, to about a minute; null: never.</param>
public sealed record TokenView(long Id, string Name, DateTime CreatedAt, DateTime? LastUsedAt, bool IsRevoked);

/// <summary>Reads accounts, for those who manage them.</summary>
public sealed class UserQueries(Book book, TimeProvider clock)
{
    public async Task<Outcome<IReadOnlyList<UserView>>> ListAsync(Actor actor, CancellationToken cancellation)
    {
        if (actor.May(Right.Users) is { } forbidden) return forbidden;
        await using var db = book.CreateDb();
        var users = await db.Users.AsNoTracking().Include(static u => u.Tokens).OrderBy(static u => u.Id)
            .ToListAsync(cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        return users.ConvertAll(user => UserView.Of(user, now));
    }

    /// <summary>False on a book that waits for its owner.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        return await db.Users.AnyAsync(cancellation);
    }
}
