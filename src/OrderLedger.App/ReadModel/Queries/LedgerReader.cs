using DuckDB.NET.Data;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Answers one plan from one connection, inside one snapshot.</summary>
internal sealed class LedgerReader
{
    private readonly LedgerReadModel.Reading _reading;
    private readonly DuckDBConnection _duck;
    private readonly LedgerPlan _plan;
    private readonly FilterSql _sql;
    private readonly string _where;
    private readonly string _key;

    public LedgerReader(LedgerReadModel.Reading reading, LedgerPlan plan, Actor actor)
    {
        (_reading, _duck, _plan, _sql) = (reading, reading.Duck, plan, reading.Sql(plan.Rows));
        _where = plan.Where(_sql, actor);
        _key = $"{plan.Table}|{_where}|{string.Join('|', _sql.Values.Select(static value => value.Value))}";
    }

    public LedgerPage Read(LedgerQuery query)
    {
        var (count, totals) = Sum(query.Totals ? [.. _plan.Columns.Where(column => column.IsSummed(_plan.Rows))] : []);
        var rows = query.Limit == 0 || query.Offset >= count ? [] : Window(count, query.Offset, query.Limit);
        return new(_plan.Columns, rows, count, query.Totals ? totals : null, _reading.Seq)
        {
            Marks = _plan.Marks.Count == 0 ? null : RowMarks.Of(_reading, _plan, rows),
        };
    }

    /// <summary>The first rows, without asking how many there are.</summary>
    public LedgerPage ReadFirst(int limit)
    {
        var rows = Rows(_where, 0, limit);
        return new(_plan.Columns, rows, rows.Count, null, _reading.Seq);
    }

    private Sums Sum(List<LedgerColumn> summed)
    {
        var sums = string.Concat(summed.Select(column => $", sum({column.Sql(_plan.Rows)})"));
        return _reading.Cache.Of($"{_key}|{sums}", () => _duck.List($"SELECT count(*){sums} FROM {_plan.Table} WHERE {_where}", _sql.Values,
            row => new Sums(row.GetInt64(0), summed.Select((column, i) => (column.Name, Sum: LedgerValue.ReadSum(row, i + 1, column)))
                .ToDictionary(static sum => sum.Name, static sum => sum.Sum, StringComparer.Ordinal)))[0]);
    }

    private List<object?[]> Window(long count, long offset, int limit)
    {
        // Near the top a heap of the first rows is the quickest.
        if (offset <= _reading.SortAtOnce) return Rows(_where, offset, limit);

        var (where, from) = new WindowFinder(_duck, _plan, _sql, _reading.Cache, _key, _reading.SortAtOnce)
            .Find(_where, count, offset, limit);
        return Rows(where, from, limit);
    }

    private List<object?[]> Rows(string where, long offset, int limit)
    {
        var order = _plan.Sort.SelectMany(term => term.Sql(_plan.Rows)).Append((Sql: _plan.Id, Direction: "DESC")).ToList();
        var ordered = string.Join(", ", order.Select(static term => $"{term.Sql} {term.Direction}"));
        var first = $"FROM {_plan.Table} WHERE {where} ORDER BY {ordered} LIMIT {limit} OFFSET {offset}";
        var columns = _plan.Columns.Select(column => column.Sql(_plan.Rows)).ToList();
        var query = _plan.Rows == LedgerRows.Lines && LedgerPlan.Far(_plan.Columns).Count > 0
            ? WithOrders(columns, order, first) : $"SELECT {string.Join(", ", columns)} {first}";
        return _duck.List(query, _sql.Values, row =>
        {
            var values = new object?[_plan.Columns.Count];
            for (var i = 0; i < values.Length; i++) values[i] = LedgerValue.Read(row, i, _plan.Columns[i]);
            return values;
        });
    }

    /// <summary>Finds the few lines first and looks up in their orders what they do not repeat.</summary>
    private string WithOrders(List<string?> columns, List<(string Sql, string Direction)> order, string first)
    {
        var near = columns.Select((sql, i) => _plan.Columns[i].IsFar ? null : $"{sql} AS c{i}").OfType<string>();
        var inner = string.Join(", ", near.Concat(order.Select(static (term, i) => $"{term.Sql} AS s{i}")).Append("order_id AS c_order"));
        var outer = string.Join(", ", columns.Select((sql, i) => _plan.Columns[i].IsFar ? $"o.{sql}" : $"w.c{i}"));
        var again = string.Join(", ", order.Select(static (term, i) => $"w.s{i} {term.Direction}"));
        return $"SELECT {outer} FROM (SELECT {inner} {first}) w JOIN orders o ON o.order_id = w.c_order ORDER BY {again}";
    }

    private sealed record Sums(long Count, IReadOnlyDictionary<string, decimal> Totals);
}
