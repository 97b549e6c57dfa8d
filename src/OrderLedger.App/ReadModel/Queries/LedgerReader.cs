using DuckDB.NET.Data;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Answers one plan from one connection, inside one snapshot.</summary>
internal sealed class LedgerReader(DuckDBConnection duck, LedgerPlan plan, Actor actor, FilterSql sql)
{
    public LedgerPage Read(LedgerQuery query, long seq)
    {
        var where = plan.Where(sql, actor);
        var summed = query.Totals ? plan.Columns.Where(column => column.IsSummed(plan.Rows)).ToList() : [];
        var (count, totals) = Sum(where, summed);
        var rows = query.Limit == 0 || query.Offset >= count ? [] : Window(where, query.Offset, query.Limit);
        return new(plan.Columns, rows, count, query.Totals ? totals : null, seq);
    }

    private (long Count, IReadOnlyDictionary<string, decimal> Totals) Sum(string where, List<LedgerColumn> summed)
    {
        var sums = string.Concat(summed.Select(column => $", sum({column.Sql(plan.Rows)})"));
        return duck.List($"SELECT count(*){sums} FROM {plan.Table} WHERE {where}", sql.Values, reader => (reader.GetInt64(0),
            (IReadOnlyDictionary<string, decimal>)summed.Select((column, i) => (column.Name, Sum: LedgerValue.ReadSum(reader, i + 1, column)))
                .ToDictionary(static sum => sum.Name, static sum => sum.Sum, StringComparer.Ordinal)))[0];
    }

    private List<object?[]> Window(string where, long offset, int limit)
    {
        var order = string.Join(", ", plan.Sort.SelectMany(term => term.Sql(plan.Rows)).Append($"{plan.Id} DESC"));
        var columns = string.Join(", ", plan.Columns.Select(column => column.Sql(plan.Rows)));
        return duck.List($"SELECT {columns} FROM {plan.Table} WHERE {where} ORDER BY {order} LIMIT {limit} OFFSET {offset}", sql.Values,
            reader =>
            {
                var row = new object?[plan.Columns.Count];
                for (var i = 0; i < row.Length; i++) row[i] = LedgerValue.Read(reader, i, plan.Columns[i]);
                return row;
            });
    }
}
