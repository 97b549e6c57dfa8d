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

    private readonly List<string> _conditions = [];
    private long _offset;
    private long _count;

    /// <summary>A condition that keeps the window and little else, and the window's offset under it.</summary>
    public (string Where, long Offset) Find(string where, long count, long offset, int limit)
    {
        (_count, _offset) = (count, offset);
        foreach (var level in SortLevel.Of(plan))
        {
            while (_count > enough && Enter(where, level, limit) is Step.Deeper)
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

    private Step Enter(string where, SortLevel level, int limit)
    {
        var within = string.Join(" AND ", _conditions.Prepend(where));
        var spans = level.IsText ? Texts(level, within) : Numbers(level, within);
        if (spans.Count <= 1 && !(spans.Count == 1 && spans[0].IsWide)) return Step.NextLevel;

        var (first, before) = (0, 0L);
        while (first < spans.Count - 1 && before + spans[first].Count <= _offset) before += spans[first++].Count;
        var (last, held) = (first, spans[first].Count);
        while (last < spans.Count - 1 && before + held < _offset + limit) held += spans[++last].Count;

        _conditions.Add(first == last ? spans[first].Sql : $"({string.Join(" OR ", spans[first..(last + 1)].Select(static s => s.Sql))})");
        (_offset, _count, _isSplit) = (_offset - before, held, last > first);
        // A window across two spans is sorted as it is: together they are hardly ever large.
        if (_isSplit) return Step.NextLevel;
        return spans[first].IsWide ? Step.Deeper : Step.NextLevel;
    }

    private List<Span> Numbers(SortLevel level, string within) =>
        cache.Of($"{cacheKey}|{level}|{within}", () =>
        {
            var key = $"({level.Sql})";
            var (low, high) = duck.List($"SELECT min({key}), max({key}) FROM {plan.Table} WHERE {within}", sql.Values,
                static row => row.IsDBNull(0) ? (0L, -1L) : (LedgerValue.Whole(row.GetValue(0)), LedgerValue.Whole(row.GetValue(1))))[0];
            var width = ((high - low) / Spans) + 1;
            var groups = duck.List($"SELECT ({key}::BIGINT - {Text(low)}) // {width}, count(*) FROM {plan.Table} WHERE {within} GROUP BY 1",
                sql.Values, static row => (Span: row.IsDBNull(0) ? (long?)null : LedgerValue.Whole(row.GetValue(0)), Count: row.GetInt64(1)));
            // Nulls come last in either direction.
            return groups.OrderBy(static group => group.Span is null)
                .ThenBy(group => level.IsDescending ? -group.Span : group.Span)
                .Select(group => group.Span is { } span
                    ? new Span($"({key} BETWEEN {Text(low + (span * width))} AND {Text(low + (span * width) + width - 1)})", group.Count, width > 1)
                    : new Span($"({key} IS NULL)", group.Count, false)).ToList();
        });

    private List<Span> Texts(SortLevel level, string within) =>
        cache.Of($"{cacheKey}|{level}|{within}", () =>
        {
            var direction = level.IsDescending ? "DESC" : "ASC";
            var groups = duck.List($"""
                SELECT {level.Sql}, count(*) FROM {plan.Table} WHERE {within} GROUP BY 1
                ORDER BY 1 {direction} NULLS LAST LIMIT {TextsMax + 1}
                """, sql.Values, static row => (Text: row.IsDBNull(0) ? null : row.GetString(0), Count: row.GetInt64(1)));
            return groups.Count > TextsMax ? [] : groups.ConvertAll(group => new Span(group.Text is { } text
                ? $"({level.Sql} = '{text.Replace("'", "''", StringComparison.Ordinal)}')" : $"({level.Sql} IS NULL)", group.Count, false));
        });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="IsWide">Holds more than one value, so that it can be divided again.</param>
    private sealed record Span(string Sql, long Count, bool IsWide);
}
