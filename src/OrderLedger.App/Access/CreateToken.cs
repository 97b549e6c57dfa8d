using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Access;

/// <summary>A bearer token for a program that acts as this user. It is shown once; the book keeps its hash.</summary>
public sealed class CreateToken(Ledger ledger)
{
    public sealed record Created(long Id, string UserName, string Name, string Token);

    /// <param name="tokenName">What the token is for.</param>
    public Task<Outcome<Created>> RunAsync(
        Actor actor, string userName, string? tokenName, CancellationToken cancellation) =>
        ledger.WriteAsync<Created>(actor, "user.token-create", async write =>
        {
            if (actor.May(Right.Users) is { } forbidden) return forbidden;
            if (await write.FindUserAsync(userName, cancellation) is not { } user)
                return Refusal.NotFound("user.not-found", userName).At("User");
            if (user.IsDisabled) return Refusal.NotAllowed("user.disabled", user.Name);
            var name = tokenName.OrNull() ?? "api";
            if (name.Length > 100 || name.StartsWith('/')) return Refusal.Invalid("token.name-invalid", name).At("Name");

            var secret = Secrets.New();
            var token = new ApiToken { UserId = user.Id, Name = name, Hash = Secrets.Hash(secret), CreatedAt = write.Now };
            user.Tokens.Add(token);
            await write.SaveAsync(cancellation);
            return new Created(token.Id, user.Name, name, secret);
        }, cancellation);
}

/// <summary>Makes a token worthless.</summary>
public sealed class RevokeToken(Ledger ledger, Sessions sessions)
{
    public async Task<Outcome<UserView>> RunAsync(
        Actor actor, string userName, long tokenId, CancellationToken cancellation)
    {
        var done = await ledger.WriteAsync(actor, "user.token-revoke", write => write.UserAsync(userName, user =>
        {
            var token = user.Tokens.FirstOrDefault(t => t.Id == tokenId && t.Name != Sessions.TokenName);
            if (token is not null) token.IsRevoked = true;
            return Task.FromResult(token is null ? Refusal.NotFound("token.not-found", $"{tokenId}") : null);
        }, cancellation), cancellation);
        sessions.Forget();
        return done;
    }
}
