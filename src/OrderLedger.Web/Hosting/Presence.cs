using System.Collections.Concurrent;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Hosting;

/// <summary>Who looks at which order now. A browser says so every twenty seconds; who falls silent is forgotten. Of this process only,
/// and never written down.</summary>
internal sealed class Presence(TimeProvider clock)
{
    /// <summary>Twice what a browser waits, and a little: one lost message is not a leave.</summary>
    internal static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(45);

    /// <summary>Looks remembered at most; beyond it those that ended go first.</summary>
    private const int LooksMax = 10_000;

    private readonly ConcurrentDictionary<(long Order, long User), (string Name, DateTimeOffset Until)> _looks = [];

    /// <summary>Raised with the order when somebody comes or goes.</summary>
    public event Action<long>? Changed;

    public void Look(Actor actor, long order)
    {
        if (actor.UserId is not { } user) return;
        var now = clock.GetUtcNow();
        if (_looks.Count >= LooksMax) Forget(now);
        var isNew = !_looks.TryGetValue((order, user), out var before) || before.Until <= now;
        _looks[(order, user)] = (actor.Name, now + KeptFor);
        if (isNew) Changed?.Invoke(order);
    }

    public void Leave(Actor actor, long order)
    {
        if (actor.UserId is { } user && _looks.TryRemove((order, user), out _)) Changed?.Invoke(order);
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

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, look) in _looks)
        {
            if (look.Until <= now) _looks.TryRemove(key, out _);
        }
        if (_looks.Count >= LooksMax) _looks.Clear();
    }
}
