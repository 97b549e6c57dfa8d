using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Access;

/// <summary>A new account. Without a password it works by tokens only.</summary>
public sealed class AddUser(Ledger ledger)
{
    public sealed record Input(string Name, Role Role, string? Password = null);

    public async Task<Outcome<UserView>> RunAsync(Actor actor, Input input, CancellationToken cancellation)
    {
        if (actor.May(Right.Users) is { } forbidden) return forbidden;
        if (input.Password is not null && Passwords.Check(input.Password) is { } weak) return weak;
        var hash = input.Password is null ? null : await Passwords.HashAsync(input.Password, cancellation);
        if (hash is { Accepted: false }) return hash.Refusal;

        return await ledger.WriteAsync<UserView>(actor, "user.add", async write =>
        {
            var user = UserWrites.New(input.Name, input.Role, hash?.Value);
            if (UserWrites.Check(user) is { } refusal) return refusal;
            if (await write.Db.Users.AnyAsync(u => u.NameKey == user.NameKey, cancellation))
                return Refusal.NotAllowed("user.name-taken", user.Name).At("Name");
            write.Db.Users.Add(user);
            await write.SaveAsync(cancellation);
            return UserView.Of(user, write.Now);
        }, cancellation);
    }
}

/// <summary>Closes an account, or opens it again. Its sessions end, its tokens stop; what it did stays.</summary>
public sealed class DisableUser(Ledger ledger, Sessions sessions)
{
    public async Task<Outcome<UserView>> RunAsync(
        Actor actor, string name, bool isDisabled, CancellationToken cancellation)
    {
        var done = await ledger.WriteAsync(
            actor, isDisabled ? "user.disable" : "user.enable", write => write.UserAsync(name, async user =>
        {
            if (isDisabled && await write.IsLastOwnerAsync(user, cancellation) is { } refusal) return refusal;
            user.IsDisabled = isDisabled;
            user.EndSessions();
            return null;
        }, cancellation), cancellation);
        sessions.Forget();
        return done;
    }
}

/// <summary>Forgets the wrong passwords of an account, so that it may try again at once.</summary>
public sealed class UnlockUser(Ledger ledger)
{
    public Task<Outcome<UserView>> RunAsync(Actor actor, string name, CancellationToken cancellation) =>
        ledger.WriteAsync(actor, "user.unlock", write => write.UserAsync(name, static user =>
        {
            (user.FailedSignIns, user.LockedUntil) = (0, null);
            return Task.FromResult<Refusal?>(null);
        }, cancellation), cancellation);
}

/// <summary>Gives an account other rights; its sessions end.</summary>
public sealed class ChangeRole(Ledger ledger, Sessions sessions)
{
    public async Task<Outcome<UserView>> RunAsync(Actor actor, string name, Role role, CancellationToken cancellation)
    {
        var done = await ledger.WriteAsync(actor, "user.role", write => write.UserAsync(name, async user =>
        {
            if (role != Role.Owner && await write.IsLastOwnerAsync(user, cancellation) is { } refusal) return refusal;
            user.Role = role;
            user.EndSessions();
            return null;
        }, cancellation), cancellation);
        sessions.Forget();
        return done;
    }
}
