using System.Collections.Concurrent;
using DuckDB.NET.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Every product as it stands on lines, once: search looks through thousands of names instead of millions of lines.</summary>
/// <remarks>Bounded by the distinct snapshots of a book. Several readers may ask at once.</remarks>
internal sealed class GoodsDictionary
{
    private readonly ConcurrentDictionary<(string? Sku, string Name, string? Spec), Entry> _entries = new();
    private readonly List<(int Id, string Key, string Search)> _new = [];

    /// <param name="SkuKey">Sort key of the code.</param>
    /// <param name="NameKey">Sort key of the name.</param>
    public readonly record struct Entry(int Id, long? SkuKey, long? NameKey);

    public static GoodsDictionary Load(DuckDBConnection duck)
    {
        var goods = new GoodsDictionary();
        foreach (var (id, key) in duck.List("SELECT goods_id, key FROM goods", [], static r => (r.GetInt32(0), r.GetString(1))))
        {
            var parts = key.Split('\u001F');
            goods.Remember(id, parts[0].Length == 0 ? null : parts[0], parts[1], parts[2].Length == 0 ? null : parts[2]);
        }
        return goods;
    }

    public Entry Of(string? sku, string name, string? spec)
    {
        var key = (sku is "" ? null : sku, name, spec is "" ? null : spec);
        if (_entries.TryGetValue(key, out var known)) return known;

        lock (_new)
        {
            if (_entries.TryGetValue(key, out known)) return known;

            var entry = Remember(_entries.Count + 1, key.Item1, name, key.Item3);
            var search = $"{TextFolding.Key($"{name} {spec} {sku}")} {SearchText.Of(name)}";
            _new.Add((entry.Id, $"{key.Item1}\u001F{name}\u001F{key.Item3}", search));
            return entry;
        }
    }

    /// <summary>Writes what is new, in the transaction of the lines that use it.</summary>
    public void Save(DuckDBConnection duck)
    {
        if (_new.Count == 0) return;

        using var appender = duck.CreateAppender("goods");
        foreach (var (id, key, search) in _new) appender.CreateRow().AppendValue(id).AppendValue(key).AppendValue(search).EndRow();
        _new.Clear();
    }

    private Entry Remember(int id, string? sku, string name, string? spec) =>
        _entries[(sku, name, spec)] = new(id, SortKey.Long(sku), SortKey.Long(name));
}
