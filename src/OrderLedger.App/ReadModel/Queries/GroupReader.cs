using System.Data.Common;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Counts and sums groups of all levels in one pass, and finds where the rows of each begin.</summary>
internal sealed class GroupReader(LedgerReadModel.Reading reading, GroupPlan plan, Actor actor)
{
    /// <summary>Level of the row that sums everything.</summary>
    private const int Whole = -1;

    public LedgerGroups Read(GroupQuery query)
    {
        var sql = reading.Sql(plan.Rows.Rows);
        var text = Text(plan.Rows.Where(sql, actor), query);
        var key = $"groups|{text}|{string.Join('|', sql.Values.Select(static value => value.Value))}";
        var rows = reading.Cache.Of(key, () => reading.Duck.List(text, sql.Values, Of));
        var whole = rows.Find(static row => row.Group.Level == Whole);
        var totals = whole?.Group.Totals ?? plan.Summed.ToDictionary(static c => c.Name, static _ => 0m, StringComparer.Ordinal);
        return new([.. plan.By.Select(static level => level.Column)],
            [.. rows.Where(static row => row.Group.Level > Whole).Select(static row => row.Group)],
            GroupPlan.SortOf(query), whole?.Groups ?? 0, whole?.Group.Count ?? 0, totals, reading.Seq);
    }

    /// <summary>The sum of everything, and one window of the groups. Rows before a group are those of the innermost groups
    /// before it: the sort of the ledger begins with the same terms.</summary>
    private string Text(string where, GroupQuery query)
    {
        var levels = plan.By.Index().ToList();
        var keys = string.Join(", ", levels.Select(level =>
            $"{level.Item.Column.SortKey ?? "0"} AS k{level.Index}, {level.Item.Column.OrderedBy(plan.Rows.Rows)} AS c{level.Index}"));
        var summed = string.Concat(plan.Summed.Index().Select(sum => $", {sum.Item.Sql(plan.Rows.Rows)} AS s{sum.Index}"));
        var sums = string.Concat(plan.Summed.Index().Select(static sum => $", sum(s{sum.Index}) AS s{sum.Index}"));
        var grouping = string.Join(", ", levels.Select(static level => $"grouping(c{level.Index}) AS g{level.Index}"));
        var rollup = string.Join(", ", levels.Select(static level => $"(k{level.Index}, c{level.Index})"));
        var order = string.Join(", ", levels.Select(static level =>
            $"g{level.Index} DESC, k{level.Index} {level.Item.Direction}, c{level.Index} {level.Item.Direction}"));
        var values = string.Join(", ", levels.Select(static level => $"c{level.Index}"));
        var depth = string.Join(" + ", levels.Select(static level => $"g{level.Index}"));
        var within = query.Within is { } span
            ? $"g{levels.Count - 1} = 0 AND before >= {span.Offset} AND before < {span.Offset} + {span.Count}" : "TRUE";
        var own = $"CASE WHEN g{levels.Count - 1} = 0 THEN n ELSE 0 END";
        return $"""
            WITH picked AS (SELECT {keys}{summed} FROM {plan.Rows.Table} WHERE {where}),
            grouped AS (SELECT {values}, {string.Join(", ", levels.Select(static l => $"k{l.Index}"))}, {grouping}, count(*) AS n{sums}
                FROM picked GROUP BY ROLLUP ({rollup})),
            placed AS (SELECT *, row_number() OVER (ORDER BY {order}) - 1 AS place,
                (sum({own}) OVER (ORDER BY {order} ROWS UNBOUNDED PRECEDING) - {own})::BIGINT AS before
                FROM grouped),
            chosen AS (SELECT *, row_number() OVER (ORDER BY place) - 1 AS nth, count(*) OVER () - 1 AS groups
                FROM placed WHERE place = 0 OR ({within}))
            SELECT {values}, {levels.Count - 1} - ({depth}), n, before, groups{string.Concat(plan.Summed.Index().Select(static s => $", s{s.Index}"))}
            FROM chosen WHERE nth = 0 OR (nth > {query.Offset} AND nth <= {query.Offset + query.Limit}) ORDER BY nth
            """;
    }

    private Counted Of(DbDataReader row)
    {
        var at = plan.By.Count;
        var level = (int)LedgerValue.Whole(row.GetValue(at));
        var keys = plan.By.Take(level + 1).Select((term, i) => LedgerValue.Read(row, i, term.Column)).ToList();
        var totals = plan.Summed.Select((column, i) => (column.Name, Sum: LedgerValue.ReadSum(row, at + 4 + i, column)))
            .ToDictionary(static sum => sum.Name, static sum => sum.Sum, StringComparer.Ordinal);
        var condition = string.Join(" and ", keys.Select((key, i) => FilterConditions.Of(plan.By[i].Column, key)));
        return new(new(keys, level, row.GetInt64(at + 1), totals, row.GetInt64(at + 2), condition), row.GetInt64(at + 3));
    }

    private sealed record Counted(LedgerGroup Group, long Groups);
}
