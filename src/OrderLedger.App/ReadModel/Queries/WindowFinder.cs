using System.Globalization;
using DuckDB.NET.Data;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Finds where a far window begins without sorting all rows before it: counts rows per span of the sort key, enters the
/// span that holds the window, and goes on until what is left is quickly sorted.</summary>
/// <param name="enough">Rows that may be sorted at once.</param>
internal sealed class WindowFinder(DuckDBConnection duck, LedgerPlan plan, FilterSql sql, AnswerCache cache, string cacheKey, int enough)
{
    /// <summary>Spans of one histogram: as many as the engine counts in a plain array.</summary>
    private const long Spans = 4_000;

    /// <summary>Distinct texts of one sort key at most.</summary>
    private const int TextsMax = 10_000;

    /// <summary>Distinct sort keys that are counted one by one; more are counted by spans.</summary>
    private const int KeysMax = 50_000;

    private readonly List<string> _conditions = [];
    private long _offset;
    private long _count;

    /// <summary>A condition that keeps the window and little else, and the window's offset under it.</summary>
    public (string Where, long Offset) Find(string where, long count, long offset, int limit)
    {
        (_count, _offset) = (count, offset);
        foreach (var level in SortLevel.Of(plan))
        {
            // What a filter leaves lies between the bounds of all; those are known at once, and the same for every filter.
            (long, long)? within = null;
            while (_count > enough && Enter(where, level, limit, ref within) is Step.Deeper)
            {
            }
            if (_count <= enough || _isSplit) break;
        }
        return (string.Join(" AND ", _conditions.Prepend(where)), _offset);
    }

    private bool _isSplit;

    private enum Step
    {
        Deeper,
        NextLevel,
    }

    private Step Enter(string where, SortLevel level, int limit, ref (long, long)? bounds)
    {
        var within = string.Join(" AND ", _conditions.Prepend(where));
        var spans = level.Kind switch
        {
            SortLevelKind.Text => Texts(level, within),
            SortLevelKind.Key when bounds is null && Keys(level, within) is { Count: > 0 } keys => keys,
            _ => Numbers(level, within, bounds),
        };
        if (spans.Count <= 1 && !(spans.Count == 1 && spans[0].IsWide)) return Step.NextLevel;

        var (first, before) = (0, 0L);
        while (first < spans.Count - 1 && before + spans[first].Count <= _offset) before += spans[first++].Count;
        var (last, held) = (first, spans[first].Count);
        while (last < spans.Count - 1 && before + held < _offset + limit) held += spans[++last].Count;

        _conditions.Add(first == last ? spans[first].Sql : $"({string.Join(" OR ", spans[first..(last + 1)].Select(static s => s.Sql))})");
        (_offset, _count, _isSplit) = (_offset - before, held, last > first);
        // A window across two spans is sorted as it is: together they are hardly ever large.
        if (_isSplit) return Step.NextLevel;
        bounds = spans[first].Bounds;
        return spans[first].IsWide ? Step.Deeper : Step.NextLevel;
    }

    private List<Span> Numbers(SortLevel level, string within, (long Low, long High)? known) =>
        cache.Of($"{cacheKey}|{level}|{known}|{within}", () =>
        {
            var key = $"({level.Sql})";
            var (low, high) = known ?? Bounds(level).Of;
            var width = ((high - low) / Spans) + 1;
            var groups = duck.List($"SELECT ({key}::BIGINT - {Text(low)}) // {width}, count(*) FROM {plan.Table} WHERE {within} GROUP BY 1",
                sql.Values, static row => (Span: row.IsDBNull(0) ? (long?)null : LedgerValue.Whole(row.GetValue(0)), Count: row.GetInt64(1)));
            // Nulls come last in either direction.
            return groups.OrderBy(static group => group.Span is null)
                .ThenBy(group => level.IsDescending ? -group.Span : group.Span)
                .Select(group => group.Span is { } span ? Spanning(key, low + (span * width), low + (span * width) + width - 1, group.Count)
                    : Nothing(key, group.Count)).ToList();
        });

    /// <summary>The least and the greatest of all rows, whatever the filter.</summary>
    private Range Bounds(SortLevel level) => cache.Of($"bounds|{level.Table}|{level.Sql}", () =>
        duck.List($"SELECT min({level.Sql}), max({level.Sql}) FROM {level.Table}", [sql.Values[0]], static row => new Range(
            row.IsDBNull(0) ? (0L, -1L) : (LedgerValue.Whole(row.GetValue(0)), LedgerValue.Whole(row.GetValue(1)))))[0]);

    /// <summary>One span per value; none when there are too many.</summary>
    private List<Span> Keys(SortLevel level, string within) =>
        cache.Of($"{cacheKey}|{level}|{within}", () =>
        {
            var groups = duck.List($"SELECT {level.Sql}, count(*) FROM {plan.Table} WHERE {within} GROUP BY 1 LIMIT {KeysMax + 1}",
                sql.Values, static row => (Key: row.IsDBNull(0) ? (long?)null : LedgerValue.Whole(row.GetValue(0)), Count: row.GetInt64(1)));
            return groups.Count > KeysMax ? [] : groups.OrderBy(static group => group.Key is null)
                .ThenBy(group => level.IsDescending ? -group.Key : group.Key)
                .Select(group => group.Key is { } key ? Spanning(level.Sql, key, key, group.Count) : Nothing(level.Sql, group.Count))
                .ToList();
        });

    private List<Span> Texts(SortLevel level, string within) =>
        cache.Of($"{cacheKey}|{level}|{within}", () =>
        {
            var direction = level.IsDescending ? "DESC" : "ASC";
            var groups = duck.List($"""
                SELECT {level.Sql}, count(*) FROM {plan.Table} WHERE {within} GROUP BY 1
                ORDER BY 1 {direction} NULLS LAST LIMIT {TextsMax + 1}
                """, sql.Values, static row => (Text: row.IsDBNull(0) ? null : row.GetString(0), Count: row.GetInt64(1)));
            return groups.Count > TextsMax ? [] : groups.ConvertAll(group => group.Text is { } text
                ? new Span($"({level.Sql} = '{text.Replace("'", "''", StringComparison.Ordinal)}')", group.Count, (0, 0))
                : Nothing(level.Sql, group.Count));
        });

    private static Span Spanning(string key, long low, long high, long count) => low == high
        ? new($"({key} = {Text(low)})", count, (low, high)) : new($"({key} BETWEEN {Text(low)} AND {Text(high)})", count, (low, high));

    private static Span Nothing(string key, long count) => new($"({key} IS NULL)", count, (0, 0));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Range((long Low, long High) Of);

    private sealed record Span(string Sql, long Count, (long Low, long High) Bounds)
    {
        /// <summary>Holds more than one value, so that it can be divided again.</summary>
        public bool IsWide => Bounds.Low < Bounds.High;
    }
}
