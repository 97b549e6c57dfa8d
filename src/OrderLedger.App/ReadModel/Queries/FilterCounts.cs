using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Counts the rows behind several filters: those that nobody has asked since the last change, in one pass per kind of
/// row.</summary>
internal static class FilterCounts
{
    /// <param name="asked">Filters that this reader may ask.</param>
    public static Dictionary<(LedgerRows Rows, string? Filter), long> Of(
        LedgerReadModel.Reading reading, IReadOnlyList<(LedgerRows Rows, string? Filter)> asked, Actor actor)
    {
        var counts = new Dictionary<(LedgerRows, string?), long>();
        foreach (var group in asked.Distinct().GroupBy(static view => view.Rows))
        {
            var unknown = new List<(LedgerRows Rows, string? Filter)>();
            foreach (var view in group)
            {
                if (reading.Cache.Find<Counted>(Key(reading, view, actor)) is { } known) counts[view] = known.Rows;
                else unknown.Add(view);
            }
            if (unknown.Count == 0) continue;

            foreach (var (i, count) in Count(reading, group.Key, unknown, actor).Index())
            {
                counts[unknown[i]] = count;
                reading.Cache.Keep(Key(reading, unknown[i], actor), new Counted(count));
            }
        }
        return counts;
    }

    private static List<long> Count(
        LedgerReadModel.Reading reading, LedgerRows rows, List<(LedgerRows Rows, string? Filter)> filters, Actor actor)
    {
        var sql = reading.Sql(rows);
        var terms = filters.ConvertAll(view => FilterParser.Read(view.Filter, actor, rows, out var filter) is { } refusal
            ? throw new InvalidOperationException(refusal.Code)
            : filter is null ? "count(*)" : $"count(*) FILTER (WHERE {sql.Write(filter)})");
        var table = rows == LedgerRows.Orders ? "orders" : "lines";
        var query = $"SELECT {string.Join(", ", terms)} FROM {table} WHERE {LedgerPlan.RightsSql(sql, actor) ?? "TRUE"}";
        return reading.Duck.List(query, sql.Values, row => filters.Select((_, i) => row.GetInt64(i)).ToList())[0];
    }

    /// <summary>All that the answer hangs on: the day, whose orders are seen, and what the same words mean without prices.</summary>
    private static string Key(LedgerReadModel.Reading reading, (LedgerRows Rows, string? Filter) view, Actor actor) => string.Join('|',
        "count", view.Rows, reading.Today.DayNumber, reading.Settings.Zone.Id, actor.SeesPrices,
        actor.Role == Role.Sales ? actor.Name : "", view.Filter);

    private sealed record Counted(long Rows);
}
