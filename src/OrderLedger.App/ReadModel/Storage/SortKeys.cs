namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Sort keys of texts that come again and again, such as names of customers.</summary>
internal sealed class SortKeys
{
    /// <summary>Beyond so many texts it begins anew: a few dozen megabytes at most.</summary>
    private const int KeysMax = 100_000;
    private readonly Dictionary<string, long> _long = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _int = new(StringComparer.Ordinal);

    /// <inheritdoc cref="SortKey.Long"/>
    public long? Long(string? text) => Cached(_long, text, static t => SortKey.Long(t)!.Value);

    /// <inheritdoc cref="SortKey.Int"/>
    public int? Int(string? text) => Cached(_int, text, static t => SortKey.Int(t)!.Value);

    private static TKey? Cached<TKey>(Dictionary<string, TKey> keys, string? text, Func<string, TKey> make)
        where TKey : struct
    {
        if (text is null) return null;
        if (keys.TryGetValue(text, out var known)) return known;
        if (keys.Count >= KeysMax) keys.Clear();
        return keys[text] = make(text);
    }
}
