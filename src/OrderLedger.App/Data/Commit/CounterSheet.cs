using System.Data.Common;

namespace OrderLedger.App.Data.Commit;

/// <summary>The counter rows that one batch has touched: read once (and locked, on PostgreSQL), written back at its end.</summary>
/// <remarks>A refused work gives its numbers back, so that a scope stays gapless (I28).</remarks>
internal sealed class CounterSheet(DbTransaction transaction, bool isPostgres)
{
    public const string IdKey = "id";

    /// <summary>How often this database has been replaced by a backup.</summary>
    public const string RestoresKey = "restores";
    private const string ReadSql = "SELECT value FROM counters WHERE key = @key";

    /// <summary>On PostgreSQL the row must exist to be locked against the other nodes.</summary>
    private const string LockSql = "INSERT INTO counters (key, value) VALUES (@key, 0) "
        + "ON CONFLICT (key) DO UPDATE SET value = counters.value RETURNING value";
    private const string WriteSql =
        "INSERT INTO counters (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _before = new(StringComparer.Ordinal);

    /// <summary>The counter's value before anything of this work.</summary>
    public async Task<long> CurrentAsync(string key, CancellationToken cancellation) =>
        (await EntryAsync(key, cancellation)).Value;

    /// <summary>The next number of the scope, from 1.</summary>
    public async Task<long> NextAsync(string key, CancellationToken cancellation)
    {
        var entry = await EntryAsync(key, cancellation);
        Remember(key, entry);
        return ++entry.Value;
    }

    /// <summary>Lifts the counter to at least <paramref name="value"/>: an imported number moves the sequence (I30).</summary>
    public async Task LiftAsync(string key, long value, CancellationToken cancellation)
    {
        var entry = await EntryAsync(key, cancellation);
        Remember(key, entry);
        entry.Value = Math.Max(entry.Value, value);
    }

    /// <summary>Where every counter stands.</summary>
    public IReadOnlyDictionary<string, long> Values() =>
        _entries.ToDictionary(static e => e.Key, static e => e.Value.Value, StringComparer.Ordinal);

    /// <summary>Gives back the numbers taken since <paramref name="values"/> were read.</summary>
    public void SetBack(IReadOnlyDictionary<string, long> values)
    {
        foreach (var (key, entry) in _entries) entry.Value = values.TryGetValue(key, out var value) ? value : entry.Stored;
    }

    /// <summary>Ends a work: keeps its numbers, or gives them back.</summary>
    public void End(bool accepted)
    {
        if (!accepted)
        {
            foreach (var (key, value) in _before) _entries[key].Value = value;
        }
        _before.Clear();
    }

    /// <summary>Writes what has moved. The last statement of the batch before its commit.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var (key, entry) in _entries)
        {
            if (entry.Value == entry.Stored) continue;
            await Prepared.Command(transaction, WriteSql, ("key", key), ("value", entry.Value)).ExecuteNonQueryAsync(cancellation);
            entry.Stored = entry.Value;
        }
    }

    private async Task<Entry> EntryAsync(string key, CancellationToken cancellation)
    {
        if (_entries.TryGetValue(key, out var known)) return known;

        var value = await Prepared.Command(transaction, isPostgres ? LockSql : ReadSql, ("key", key))
            .ExecuteScalarAsync(cancellation) as long? ?? 0;
        return _entries[key] = new Entry { Value = value, Stored = value };
    }

    private void Remember(string key, Entry entry) => _before.TryAdd(key, entry.Value);

    private sealed class Entry
    {
        public long Value { get; set; }
        public long Stored { get; set; }
    }
}
