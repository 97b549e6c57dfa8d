using OrderLedger.App.Access;
using OrderLedger.App.Data.Maps;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Storage;
using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Lists the values of one column over the whole result of a filter.</summary>
internal sealed class ValueLister
{
    /// <summary>Values looked through for a label or for pinyin, the most frequent ones: more are no list to pick from.</summary>
    private const int SearchedMax = 50_000;

    /// <summary>Every zone of today is a multiple of it away from UTC, so that a slot lies within one day of the book.</summary>
    private const long SlotMillis = 15 * 60 * 1_000;

    private readonly LedgerReadModel.Reading _reading;
    private readonly ValueQuery _query;
    private readonly LedgerPlan _plan;
    private readonly LedgerColumn _column;
    private readonly FilterSql _sql;
    private readonly string _from;
    private readonly string _search;

    public ValueLister(LedgerReadModel.Reading reading, LedgerPlan plan, ValueQuery query, Actor actor)
    {
        (_reading, _query, _plan, _column, _sql) = (reading, query, plan, plan.Columns[0], reading.Sql(plan.Rows));
        var where = plan.Where(_sql, actor);
        _from = IsOfLines ? $"lines WHERE order_id IN (SELECT order_id FROM orders WHERE {where})" : $"{plan.Table} WHERE {where}";
        _search = TextFolding.Key(query.Search ?? "");
    }

    /// <summary>A filter over orders asks any line about it, and so must the list, or its counts would not be those of the filter.</summary>
    private bool IsOfLines => _plan.Rows == LedgerRows.Orders && _column.IsAskedOfLines;

    public static Outcome<LedgerPlan> Plan(ValueQuery query, Actor actor)
    {
        if (query.Limit is < 1 or > ValueQuery.DaysMax) return OutOfRange();
        if (query.Search is { Length: > 200 }) return Refusal.Invalid("list.q-too-long", "200").At(nameof(query.Search));
        if (query.Column.Length == 0) return Refusal.Invalid("ledger.unknown-field", "").At(nameof(query.Column));
        var plan = LedgerPlan.Read(
            new() { Rows = query.Rows, Q = query.Q, Filter = query.Filter, Columns = [query.Column], Sort = query.Column }, actor);
        if (query.Limit > LedgerQuery.LimitMax && plan is { Accepted: true, Value.Columns: [{ Kind: not (ColumnKind.Date or ColumnKind.Instant) }, ..] })
            return OutOfRange();
        // The name was also said as a sort; one answer names the member that the caller wrote.
        return plan.Refusal is { Code: "ledger.unknown-field" } unknown ? unknown.At(nameof(query.Column)) : plan;
    }

    private static Refusal OutOfRange() =>
        Refusal.Invalid("list.limit-range", $"{LedgerQuery.LimitMax}").At(nameof(ValueQuery.Limit));

    public ValueList Read()
    {
        var isText = _column.Kind == ColumnKind.Text;
        var all = _search.Length == 0 && _column.Kind != ColumnKind.Instant;
        var fetched = Fetch(all ? _query.Limit + 1 : SearchedMax);
        var found = fetched
            .Select(value => new CountedValue(value.Value, _query.Label(_column, value.Value),
                FilterConditions.Of(_column, value.Value), value.Count))
            .Where(value => _search.Length == 0 || (isText ? IsFound((string?)value.Value, value.Label) : IsLabelled(value.Label))).ToList();
        if (found.Count <= _query.Limit) return new(_column, found, false, _reading.Seq);

        var most = found.Index().OrderByDescending(static value => value.Item.Count).ThenBy(static value => value.Index)
            .Take(_query.Limit).OrderBy(static value => value.Index).Select(static value => value.Item);
        return new(_column, [.. most], true, _reading.Seq);
    }

    private List<Counted> Fetch(int limit)
    {
        var value = IsOfLines ? _column.LineSql! : _column.OrderedBy(_plan.Rows);
        if (_column.Kind == ColumnKind.Text) value = $"nullif({value}, '')";
        if (_column.Kind == ColumnKind.Instant) value = $"({value} // {SlotMillis})";
        var condition = "TRUE";
        if (_column.Kind == ColumnKind.Text && _search.Length > 0)
        {
            // What is not plain ASCII may be found by its pinyin, which only we can read.
            condition = $"(contains(lower({value}), {_sql.Parameter(_search)}) OR strlen({value}) > length({value}))";
        }
        var sql = $"""
            SELECT v, n FROM (
                SELECT {value} AS v, min({_column.SortKey ?? "0"}) AS k, {(IsOfLines ? "count(DISTINCT order_id)" : "count(*)")} AS n
                FROM {_from} AND {condition} GROUP BY 1 ORDER BY n DESC, k NULLS LAST, v NULLS LAST LIMIT {limit})
            ORDER BY v IS NULL, k, v
            """;
        var key = $"values|{sql}|{string.Join('|', _sql.Values.Select(static value => value.Value))}";
        return _reading.Cache.Of(key, () =>
        {
            if (_column.Kind != ColumnKind.Instant)
            {
                return _reading.Duck.List(sql, _sql.Values,
                    row => new Counted(LedgerValue.Read(row, 0, _column), row.GetInt64(1)));
            }
            var slots = _reading.Duck.List(sql, _sql.Values, row => new Counted(
                row.IsDBNull(0) ? null : Day(LedgerValue.Whole(row.GetValue(0)) * SlotMillis), row.GetInt64(1)));
            return [.. slots.GroupBy(static slot => slot.Value)
                .Select(static day => new Counted(day.Key, day.Sum(static slot => slot.Count)))];
        });
    }

    private DateOnly Day(long millis) => _reading.Settings.ToDate(Converters.FromMillis(millis));

    private bool IsFound(string? text, string label)
    {
        if (text is null) return false;
        return TextFolding.Key(text).Contains(_search, StringComparison.Ordinal) || IsLabelled(label)
            || Pinyin.Of(text).Contains(_search, StringComparison.Ordinal)
            || Pinyin.Initials(text).Contains(_search, StringComparison.Ordinal);
    }

    private bool IsLabelled(string label) => TextFolding.Key(label).Contains(_search, StringComparison.Ordinal);

    private sealed record Counted(object? Value, long Count);
}
