using System.Globalization;
using DuckDB.NET.Data;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Reads the rows of a window by their ids; what lines do not repeat of their orders, by the ids of those.</summary>
internal sealed class RowReader(DuckDBConnection duck, LedgerPlan plan, FilterSql sql)
{
    /// <returns>In the order of the ids, all of which must exist in this snapshot.</returns>
    public List<object?[]> Read(List<long> ids)
    {
        if (ids.Count == 0) return [];

        var rows = ids.ToDictionary(static id => id, _ => new object?[plan.Columns.Count]);
        var far = plan.Columns.Index().Where(column => IsElsewhere(column.Item)).ToList();
        var orders = new List<(long Id, object?[] Row)>();
        Fill($"{plan.Id}, order_id", plan.Own, plan.Id, ids,
            [.. plan.Columns.Index().Where(column => !IsElsewhere(column.Item))], (id, order) =>
            {
                orders.Add((order, rows[id]));
                return [rows[id]];
            });
        if (far.Count > 0)
        {
            var ofOrder = orders.ToLookup(static order => order.Id, static order => order.Row);
            Fill("order_id, order_id", "orders", "order_id", orders.Select(static order => order.Id).Distinct(), far,
                (id, _) => ofOrder[id]);
        }
        return ids.ConvertAll(id => rows[id]);
    }

    private bool IsElsewhere(LedgerColumn column) => plan.Rows == LedgerRows.Lines && column.IsFar;

    /// <param name="into">The rows that take the values, by the two ids selected.</param>
    private void Fill(string selected, string table, string id, IEnumerable<long> ids, List<(int Index, LedgerColumn Item)> columns,
        Func<long, long, IEnumerable<object?[]>> into)
    {
        var values = string.Concat(columns.Select(column => $", {column.Item.Sql(plan.Rows)}"));
        var listed = string.Join(',', ids.Select(static id => id.ToString(CultureInfo.InvariantCulture)));
        duck.List($"SELECT {selected}{values} FROM {table} WHERE {id} IN ({listed})", [sql.Values[0]], row =>
        {
            foreach (var taker in into(row.GetInt64(0), row.GetInt64(1)))
            {
                foreach (var (i, (at, column)) in columns.Index()) taker[at] = LedgerValue.Read(row, i + 2, column);
            }
            return true;
        });
    }
}
