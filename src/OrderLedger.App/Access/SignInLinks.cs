using System.Collections.Concurrent;

namespace OrderLedger.App.Access;

/// <summary>One-time links for accounts without a password, as the demonstration has. They live in this process only.</summary>
public sealed class SignInLinks
{
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    public string Issue(string userName)
    {
        var secret = Secrets.New();
        _names[Secrets.Hash(secret)] = userName;
        return secret;
    }

    /// <summary>Whom the link is for; null when it is used or unknown.</summary>
    public string? Peek(string? secret) => secret is null ? null : _names.GetValueOrDefault(Secrets.Hash(secret));

    /// <summary>The same, and the link is used up.</summary>
    public string? Take(string? secret) =>
        secret is not null && _names.TryRemove(Secrets.Hash(secret), out var name) ? name : null;
}
