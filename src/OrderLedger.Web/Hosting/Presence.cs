using System.Collections.Concurrent;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Hosting;

/// <summary>Who looks at which order now. A browser says so every twenty seconds; who falls silent is forgotten. Never written
/// down; where several nodes serve one book, each hears of the looks of the others.</summary>
internal sealed class Presence(TimeProvider clock)
{
    /// <summary>Twice what a browser waits, and a little: one lost message is not a leave.</summary>
    internal static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(45);

    /// <summary>Looks remembered at most; beyond it those that ended go first.</summary>
    private const int LooksMax = 10_000;

    private readonly ConcurrentDictionary<(long Order, long User), (string Name, DateTimeOffset Until)> _looks = [];

    /// <summary>Raised with the order when somebody comes or goes.</summary>
    public event Action<long>? Changed;

    /// <summary>Raised at every look and leave of this node, for the others.</summary>
    public event Action<Seen>? Told;

    /// <param name="Name">Null: the user leaves the order.</param>
    public sealed record Seen(long Order, long User, string? Name);

    public void Look(Actor actor, long order)
    {
        if (actor.UserId is { } user) Tell(new(order, user, actor.Name));
    }

    public void Leave(Actor actor, long order)
    {
        if (actor.UserId is { } user) Tell(new(order, user, null));
    }

    /// <summary>A look or a leave, here or at another node.</summary>
    public void Take(Seen seen)
    {
        var (now, key) = (clock.GetUtcNow(), (seen.Order, seen.User));
        if (seen.Name is not { } name)
        {
            if (_looks.TryRemove(key, out _)) Changed?.Invoke(seen.Order);
            return;
        }
        if (_looks.Count >= LooksMax) Forget(now);
        var isNew = !_looks.TryGetValue(key, out var before) || before.Until <= now;
        _looks[key] = (name, now + KeptFor);
        if (isNew) Changed?.Invoke(seen.Order);
    }

    /// <summary>By name, in the order of names.</summary>
    public IReadOnlyList<string> OthersAt(Actor actor, long order)
    {
        var now = clock.GetUtcNow();
        return [.. _looks.Where(look => look.Key.Order == order && look.Key.User != actor.UserId && look.Value.Until > now)
            .Select(static look => look.Value.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether this reader has lately been seen at the order, and so may hear who comes.</summary>
    public bool IsAt(Actor actor, long order) => actor.UserId is { } user
        && _looks.TryGetValue((order, user), out var look) && look.Until > clock.GetUtcNow();

    private void Tell(Seen seen)
    {
        Take(seen);
        Told?.Invoke(seen);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, look) in _looks)
        {
            if (look.Until <= now) _looks.TryRemove(key, out _);
        }
        if (_looks.Count >= LooksMax) _looks.Clear();
    }
}
