using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Counts the rows behind several filters in one pass per kind of row.</summary>
internal static class FilterCounts
{
    /// <param name="asked">Filters that this reader may ask.</param>
    public static Dictionary<(LedgerRows Rows, string? Filter), long> Of(
        LedgerReadModel.Reading reading, IReadOnlyList<(LedgerRows Rows, string? Filter)> asked, Actor actor)
    {
        var counts = new Dictionary<(LedgerRows, string?), long>();
        foreach (var group in asked.Distinct().GroupBy(static view => view.Rows))
        {
            var sql = reading.Sql(group.Key);
            var filters = group.ToList();
            var terms = filters.ConvertAll(view => FilterParser.Read(view.Filter, actor, view.Rows, out var filter) is { } refusal
                ? throw new InvalidOperationException(refusal.Code)
                : filter is null ? "count(*)" : $"count(*) FILTER (WHERE {sql.Write(filter)})");
            var table = group.Key == LedgerRows.Orders ? "orders" : "lines";
            var query = $"SELECT {string.Join(", ", terms)} FROM {table} WHERE {LedgerPlan.RightsSql(sql, actor) ?? "TRUE"}";
            foreach (var counted in reading.Duck.List(query, sql.Values, row => filters.Select((_, i) => row.GetInt64(i)).ToList())[0].Index())
                counts[filters[counted.Index]] = counted.Item;
        }
        return counts;
    }
}
