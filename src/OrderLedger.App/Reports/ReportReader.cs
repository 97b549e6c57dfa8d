using System.Globalization;
using System.Text;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.Reports;

/// <summary>One report being read: its rights, its rows, its dates.</summary>
internal sealed class ReportReader
{
    private readonly LedgerReadModel.Reading _reading;
    private readonly FilterNode? _filter;
    private readonly LedgerRows _rows;

    public ReportReader(
        string name, LedgerReadModel.Reading reading, ReportQuery query, Actor actor, FilterNode? filter, LedgerRows rows)
    {
        (Name, _reading, Query, Actor, _filter, _rows) = (name, reading, query, actor, filter, rows);
        Sql = reading.Sql(rows);
        To = query.To ?? reading.Today;
        From = query.From ?? new DateOnly(To.Year, To.Month, 1).AddMonths(-11);
        if (From > To) From = To;
    }

    public string Name { get; }
    public ReportQuery Query { get; }
    public Actor Actor { get; }
    public FilterSql Sql { get; }
    public DateOnly From { get; }
    public DateOnly To { get; }

    /// <summary>Months, weeks or days that the dates touch, about.</summary>
    public int Periods => Query.By switch
    {
        ReportPeriod.Day => To.DayNumber - From.DayNumber + 1,
        ReportPeriod.Week => ((To.DayNumber - From.DayNumber) / 7) + 2,
        _ => ((To.Year - From.Year) * 12) + To.Month - From.Month + 1,
    };
    public DateOnly Today => _reading.Today;
    public bool HasFilter => _filter is not null || Actor.Role == Role.Sales;

    /// <summary>SQL of the first millisecond (UTC) after a day of the book's zone. Where clocks change, one case per span of days with
    /// the same offset; years that no order is due in do not matter.</summary>
    public string EndOfDay(string date)
    {
        const int YearsAhead = 5;
        var zone = _reading.Settings.Zone;
        var (spans, day, last) = (new StringBuilder(), From.AddYears(-1), To.AddYears(YearsAhead));
        for (; zone.SupportsDaylightSavingTime && day < last; day = day.AddDays(1))
        {
            var offset = Offset(day);
            if (offset != Offset(day.AddDays(1)))
                spans.Append(CultureInfo.InvariantCulture, $"WHEN {date} <= DATE '{day:yyyy-MM-dd}' THEN {offset} ");
        }
        var rest = Offset(day).ToString(CultureInfo.InvariantCulture);
        return $"epoch_ms({date}::TIMESTAMP) + 86400000 - {(spans.Length == 0 ? rest : $"CASE {spans}ELSE {rest} END")}";

        // The offset at the midnight that ends the day.
        long Offset(DateOnly of) => (long)zone.GetUtcOffset(of.AddDays(1).ToDateTime(TimeOnly.MinValue)).TotalMilliseconds;
    }

    /// <summary>Rows that count: allowed, filtered, neither draft nor cancelled.</summary>
    public string Where(bool everyStatus = false)
    {
        var conditions = new List<string>();
        if (!everyStatus) conditions.Add("status BETWEEN 1 AND 6");
        if (LedgerPlan.RightsSql(Sql, Actor) is { } rights) conditions.Add(rights);
        if (_filter is not null) conditions.Add(Sql.Write(_filter));
        return conditions.Count == 0 ? "TRUE" : string.Join(" AND ", conditions);
    }

    /// <summary>The same within the report's dates.</summary>
    public string WhereDated(string column = "order_date", bool everyStatus = false) =>
        $"{Where(everyStatus)} AND {column} BETWEEN {Sql.Parameter(From)} AND {Sql.Parameter(To)}";

    public IReadOnlyList<ReportColumn> Visible(IEnumerable<ReportColumn> columns) => [.. columns.Where(column => column.Sensitivity switch
    {
        Sensitivity.Price => Actor.SeesPrices,
        Sensitivity.Cost => Actor.SeesPrices && Actor.SeesCost,
        _ => true,
    })];

    public List<object?[]> Rows(string query, IReadOnlyList<ReportColumn> columns)
    {
        var rows = _reading.Duck.List(query, Sql.Values, row =>
        {
            var values = new object?[columns.Count];
            for (var i = 0; i < values.Length; i++) values[i] = LedgerValue.Read(row, i, Read(columns[i]));
            return values;
        });
        if (columns.Any(static column => column.OfNewest is not null)) NameByNewest(rows, columns);
        return rows;

        static LedgerColumn Read(ReportColumn column) =>
            new(column.Name, column.Label, column.OfNewest is null ? column.Kind : ColumnKind.Number) { Words = column.Words };
    }

    /// <summary>Puts in the place of each newest order's id what that order says.</summary>
    private void NameByNewest(List<object?[]> rows, IReadOnlyList<ReportColumn> columns)
    {
        if (rows.Count == 0) return;

        var named = columns.Index().Where(static column => column.Item.OfNewest is not null).ToList();
        var ids = string.Join(',', rows.Select(row => ((long)row[named[0].Index]!).ToString(CultureInfo.InvariantCulture)));
        var texts = string.Concat(named.Select(static column => $", {column.Item.OfNewest}"));
        var found = _reading.Duck.List($"SELECT order_id{texts} FROM orders WHERE order_id IN ({ids})", [],
            row => (Id: row.GetInt64(0), Texts: named.ConvertAll(column => LedgerValue.Read(row, 1 + named.IndexOf(column),
                new(column.Item.Name, column.Item.Label, column.Item.Kind))))).ToDictionary(static order => order.Id, static order => order.Texts);
        foreach (var row in rows)
        {
            var of = found[(long)row[named[0].Index]!];
            foreach (var (i, column) in named.Index()) row[column.Index] = of[i];
        }
    }

    /// <summary>Groups the rows and adds ratios, shares and totals.</summary>
    /// <param name="keys">How many of the leading columns are keys of the group.</param>
    /// <param name="group">SQL of the group.</param>
    /// <param name="from">What to read; null: the table of its rows.</param>
    public Report Grouped(IReadOnlyList<ReportColumn> all, int keys, string group, string where, string order, string? from = null)
    {
        var columns = Visible(all);
        var stored = columns.Where(static column => column is { Ratio: null, ShareOf: null }).ToList();
        var table = from ?? (_rows == LedgerRows.Orders ? "orders" : "lines");
        var select = string.Join(", ", stored.Select(static column => $"{column.Sql} AS \"{column.Name}\""));
        var rows = Rows($"SELECT {select} FROM {table} WHERE {where} GROUP BY {group} ORDER BY {order} LIMIT {Query.Limit}", stored);
        var sums = string.Join(", ",
            stored.Skip(keys).Where(static column => column is { IsSummed: true, SharedTotal: null }).Select(static column => column.Sql));
        var totals = TotalsOf(rows, stored, keys, $"SELECT {sums} FROM {table} WHERE {where}");
        return Finish(columns, stored, rows, totals);
    }

    /// <summary>Added up from the groups when they are all there, otherwise asked for.</summary>
    /// <param name="query">Selects every sum of the columns after the keys, but those that groups share.</param>
    public Dictionary<string, decimal> TotalsOf(List<object?[]> rows, List<ReportColumn> stored, int keys, string query)
    {
        var summed = stored.Index().Skip(keys).Where(static column => column.Item is { IsSummed: true, SharedTotal: null }).ToList();
        var totals = rows.Count >= Query.Limit ? Totals(query, summed.ConvertAll(static column => column.Item))
            : summed.ToDictionary(static column => column.Item.Name, column => rows.Sum(row => Number(row[column.Index])), StringComparer.Ordinal);
        foreach (var shared in stored.Where(static column => column.SharedTotal is not null))
            totals[shared.Name] = Totals(shared.SharedTotal!, [shared])[shared.Name];
        return totals;
    }

    public Dictionary<string, decimal> Totals(string query, IReadOnlyList<ReportColumn> summed) => summed.Count == 0 ? []
        : _reading.Duck.List(query, Sql.Values, row => summed.Select((column, i) => (column.Name, Sum: LedgerValue.ReadSum(row, i,
            new LedgerColumn(column.Name, column.Label, column.Kind))))
            .ToDictionary(static sum => sum.Name, static sum => sum.Sum, StringComparer.Ordinal))[0];

    /// <summary>Works out ratios and shares from the exact sums.</summary>
    public Report Finish(IReadOnlyList<ReportColumn> columns, List<ReportColumn> stored, List<object?[]> rows,
        Dictionary<string, decimal> totals)
    {
        var finished = rows.ConvertAll(row => columns.Select(column => column switch
        {
            { Ratio: { } ratio } => Divide(Value(row, ratio.Part), Value(row, ratio.Whole)),
            { ShareOf: { } part } => Divide(Value(row, part), totals.GetValueOrDefault(part)),
            _ => row[stored.IndexOf(column)],
        }).ToArray());
        foreach (var column in columns)
        {
            if (column.Ratio is { } ratio && totals.TryGetValue(ratio.Part, out var part) && totals.TryGetValue(ratio.Whole, out var whole)
                && Divide(part, whole) is { } of) totals[column.Name] = of;
        }
        return new(Name, From, To, columns, finished, totals);

        decimal Value(object?[] row, string name) => Number(row[stored.FindIndex(column => column.Name == name)]);
    }

    private static decimal Number(object? value) => Convert.ToDecimal(value ?? 0m, CultureInfo.InvariantCulture);

    private static decimal? Divide(decimal part, decimal whole) =>
        whole == 0 ? null : decimal.Round(part / whole, 4, MidpointRounding.AwayFromZero);
}
