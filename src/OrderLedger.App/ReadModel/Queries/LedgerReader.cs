using System.Globalization;
using DuckDB.NET.Data;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Answers one plan from one connection, inside one snapshot.</summary>
internal sealed class LedgerReader
{
    /// <summary>Orders that a search looks through before all others.</summary>
    private const int NewestOrders = 60_000;

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
        _key = $"{plan.Own}|{_where}|{string.Join('|', _sql.Values.Select(static value => value.Value))}";
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

    /// <summary>The newest orders, without asking how many there are.</summary>
    public LedgerPage ReadFirst(int limit)
    {
        // Mostly they are among the newest; only what is rare has to be looked for everywhere.
        var ids = Ids($"{_where} AND order_id > {NewestAfter()}", 0, limit);
        if (ids.Count < limit) ids = Ids(_where, 0, limit);
        var rows = new RowReader(_duck, _plan, _sql).Read(ids);
        return new(_plan.Columns, rows, rows.Count, null, _reading.Seq);
    }

    /// <summary>The id after which the newest orders begin.</summary>
    private long NewestAfter() => _reading.Cache.Of("newest", () => new Newest(_duck.List(
        $"SELECT order_id FROM orders ORDER BY order_id DESC LIMIT 1 OFFSET {NewestOrders}", [], static row => row.GetInt64(0)) is [var id] ? id : 0))
        .After;

    private Sums Sum(List<LedgerColumn> summed)
    {
        var asked = string.Join(',', summed.Select(static column => column.Name));
        return _reading.Cache.Of($"{_key}|sums|{asked}", () =>
        {
            // What is nothing in most rows is summed by itself, over the few where it is something.
            var parts = summed.ToLookup(column => _plan.Rows == LedgerRows.Lines ? column.OnlyWhere : null, StringComparer.Ordinal);
            var (count, totals) = SumOf([.. parts[null]], _where);
            foreach (var part in parts.Where(static part => part.Key is not null))
            {
                foreach (var (name, sum) in SumOf([.. part], $"{_where} AND {part.Key}").Totals) totals[name] = sum;
            }
            return new Sums(count, totals);
        });
    }

    private (long Count, Dictionary<string, decimal> Totals) SumOf(List<LedgerColumn> summed, string where)
    {
        var sums = string.Concat(summed.Select(column => $", {column.Sum(_plan.Rows)}"));
        return _duck.List($"SELECT count(*){sums} FROM {_plan.Own} WHERE {where}", _sql.Values,
            row => (row.GetInt64(0), summed.Select((column, i) => (column.Name, Sum: LedgerValue.ReadSum(row, i + 1, column)))
                .ToDictionary(static sum => sum.Name, static sum => sum.Sum, StringComparer.Ordinal)))[0];
    }

    private List<object?[]> Window(long count, long offset, int limit)
    {
        // The newest rows stand together, and are read as they stand.
        var isPlain = _where == "TRUE" && _plan.Sort.Count == 0;
        var (where, from) = offset > _reading.SortAtOnce
            ? new WindowFinder(_duck, _plan, _sql, _reading.Cache, _key, _reading.SortAtOnce).Find(_where, count, offset, limit)
            : (Upto(Math.Min(offset + limit, count)), offset);
        return isPlain ? Rows(where, from, limit) : new RowReader(_duck, _plan, _sql).Read(Ids(where, from, limit));
    }

    /// <summary>Keeps so many of the first rows, and few others. Where a text comes first, its key tells cheaply which they can be:
    /// only those are then sorted by the text itself.</summary>
    private string Upto(long rows)
    {
        if (rows == 0 || _plan.Sort is not [{ Column: { Kind: ColumnKind.Text, SortKey: { } key } } first, ..]) return _where;

        var last = _duck.List($"SELECT {key} FROM {_plan.Table} WHERE {_where} ORDER BY {key} {first.Direction} LIMIT 1 OFFSET {rows - 1}",
            _sql.Values, static row => row.IsDBNull(0) ? (long?)null : LedgerValue.Whole(row.GetValue(0)));
        return last is [{ } value]
            ? string.Create(CultureInfo.InvariantCulture, $"{_where} AND {key} {(first.IsDescending ? ">=" : "<=")} {value}") : _where;
    }

    private List<long> Ids(string where, long offset, int limit) => _duck.List(
        $"SELECT {_plan.Id} FROM {_plan.Table} WHERE {where} ORDER BY {Ordered(Order())} LIMIT {limit} OFFSET {offset}", _sql.Values,
        static row => row.GetInt64(0));

    private List<(string Sql, string Direction)> Order() =>
        [.. _plan.Sort.SelectMany(term => term.Sql(_plan.Rows)), (_plan.Id, "DESC")];

    private static string Ordered(List<(string Sql, string Direction)> order) =>
        string.Join(", ", order.Select(static term => $"{term.Sql} {term.Direction}"));

    private List<object?[]> Rows(string where, long offset, int limit)
    {
        var order = Order();
        var first = $"FROM {_plan.Table} WHERE {where} ORDER BY {Ordered(order)} LIMIT {limit} OFFSET {offset}";
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

    private sealed record Newest(long After);

    private sealed record Sums(long Count, IReadOnlyDictionary<string, decimal> Totals);
}
