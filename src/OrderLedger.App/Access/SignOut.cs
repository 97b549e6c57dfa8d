using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Access;

/// <summary>Ends one session: its cookie is worth nothing from now on, wherever a copy of it lies.</summary>
public sealed class SignOut(Ledger ledger, Sessions sessions)
{
    public async Task<Outcome<bool>> RunAsync(Actor actor, string session, CancellationToken cancellation)
    {
        var hash = Secrets.Hash(session);
        var ended = await ledger.WriteAsync<bool>(actor, "user.sign-out", async write =>
        {
            var user = await write.Db.Users.Include(static u => u.Tokens)
                .FirstOrDefaultAsync(u => u.Tokens.Any(t => t.Hash == hash), cancellation);
            if (user is null) return false;
            return user.Tokens.Remove(user.Tokens.Single(t => t.Hash == hash));
        }, cancellation);
        sessions.Forget();
        return ended;
    }
}
