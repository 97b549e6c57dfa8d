using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Journal;

namespace OrderLedger.App.Access;

/// <summary>Whom a secret stands for: the session of a browser or the token of a program.</summary>
/// <remarks>What is known is kept for <see cref="KeptFor"/>: the longest that a changed right, a disabled account or an ended
/// session of another node goes unnoticed (S15 asks for five seconds).</remarks>
public sealed class Sessions(Book book, TimeProvider clock)
{
    /// <summary>Names the token row of a session; no token of a program can have it.</summary>
    internal const string TokenName = "/session";

    public static readonly TimeSpan SessionLife = TimeSpan.FromDays(14);
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(3);
    private const int KnownMax = 10_000;
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, DateTime> _used = [];

    /// <summary>The actor, or null: no such secret, revoked, expired, or the account is disabled.</summary>
    /// <param name="isSession">From the cookie; else a bearer token. One never passes for the other.</param>
    public async ValueTask<Actor?> FindAsync(string secret, bool isSession, CancellationToken cancellation)
    {
        var (now, key) = (clock.GetUtcNow(), isSession ? "s" + secret : "t" + secret);
        if (_known.TryGetValue(key, out var known) && known.Until > now) return known.Actor;

        var actor = await ReadAsync(Secrets.Hash(secret), isSession, now.UtcDateTime, cancellation);
        if (actor is null)
        {
            _known.TryRemove(key, out _);
            return null;
        }
        if (_known.Count >= KnownMax) _known.Clear();
        _known[key] = new(actor, now + KeptFor);
        return actor;
    }

    /// <summary>Tokens of programs used since the last call, with when; <see cref="NoteTokenUse"/> writes them down.</summary>
    internal IReadOnlyDictionary<long, DateTime> TakeUsed()
    {
        var taken = new Dictionary<long, DateTime>();
        foreach (var id in _used.Keys)
        {
            if (_used.TryRemove(id, out var at)) taken[id] = at;
        }
        return taken;
    }

    /// <summary>After a change of accounts on this node: ask the book again.</summary>
    public void Forget() => _known.Clear();

    /// <summary>Adds a session to the user, and drops the expired ones.</summary>
    internal static string Open(User user, DateTime now)
    {
        foreach (var old in user.Tokens.Where(t => t.Name == TokenName && t.CreatedAt < now - SessionLife).ToList())
            user.Tokens.Remove(old);
        var secret = Secrets.New();
        user.Tokens.Add(new() { UserId = user.Id, Name = TokenName, Hash = Secrets.Hash(secret), CreatedAt = now });
        return secret;
    }

    private async Task<Actor?> ReadAsync(string hash, bool isSession, DateTime now, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var found = await db.Users.AsNoTracking().Where(static u => !u.IsDisabled)
            .SelectMany(static u => u.Tokens, static (u, t) => new { User = u, Token = t })
            .Where(x => x.Token.Hash == hash && !x.Token.IsRevoked)
            .Select(static x => new { x.User.Id, x.User.Name, x.User.Role, TokenId = x.Token.Id, TokenName = x.Token.Name, x.Token.CreatedAt })
            .FirstOrDefaultAsync(cancellation);
        if (found is null || isSession != (found.TokenName == TokenName)) return null;
        if (isSession && found.CreatedAt < now - SessionLife) return null;
        if (!isSession) _used[found.TokenId] = now;
        return new(found.Id, found.Name, found.Role, isSession ? Via.Web : Via.Api);
    }

    private sealed record Known(Actor Actor, DateTimeOffset Until);
}
