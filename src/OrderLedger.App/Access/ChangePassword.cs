using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Access;

/// <summary>A new password: the own one with the old in hand, or any by who manages accounts. Every session ends.</summary>
public sealed class ChangePassword(Ledger ledger, Sessions sessions, SignIn signIn)
{
    /// <param name="Current">Needed for the own password; checked, and counted, as a sign-in.</param>
    public sealed record Input(string Name, string Password, string? Current = null);

    public async Task<Outcome<UserView>> RunAsync(Actor actor, Input input, CancellationToken cancellation)
    {
        var isOwn = actor.UserId is not null && TextFolding.Key(actor.Name) == TextFolding.Key(input.Name);
        if (!isOwn && actor.May(Right.Users) is { } forbidden) return forbidden;
        if (Passwords.Check(input.Password) is { } weak) return weak;
        if (isOwn)
        {
            var known = await signIn.RunAsync(actor.Name, input.Current ?? "", cancellation);
            if (!known.Accepted) return known.Refusal.At("Current");
        }
        var hash = await Passwords.HashAsync(input.Password, cancellation);
        if (!hash.Accepted) return hash.Refusal;

        var done = await ledger.WriteAsync<UserView>(actor, "user.password", async write =>
        {
            if (await write.FindUserAsync(input.Name, cancellation) is not { } user)
                return Refusal.NotFound("user.not-found", input.Name).At("Name");
            user.PasswordHash = hash.Value;
            (user.FailedSignIns, user.LockedUntil) = (0, null);
            user.EndSessions();
            await write.SaveAsync(cancellation);
            return UserView.Of(user, write.Now);
        }, cancellation);
        sessions.Forget();
        return done;
    }
}
