using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>A query that has been understood and found allowed: what it selects, of which rows, in which order.</summary>
internal sealed record LedgerPlan(
    LedgerRows Rows, IReadOnlyList<LedgerColumn> Columns, FilterNode? Filter, IReadOnlyList<string> Words, IReadOnlyList<SortTerm> Sort)
{
    public IReadOnlyList<FilterNode> Marks { get; init; } = [];

    /// <summary>The table of its rows.</summary>
    public string Own => Rows == LedgerRows.Orders ? "orders" : "lines";

    /// <summary>What to select from in its order: lines are joined with their orders only to be sorted by what they do not repeat.</summary>
    public string Table => Rows == LedgerRows.Orders ? Own
        : Far(Sort.Select(static term => term.Column)) is { Count: > 0 } far
            ? $"(SELECT l.*, {string.Join(", ", far.Select(static name => $"o.{name}"))} FROM lines l JOIN orders o USING (order_id))"
            : Own;

    /// <summary>Names in the table of orders, sort keys too, of columns that a row of lines does not repeat.</summary>
    public static IReadOnlyList<string> Far(IEnumerable<LedgerColumn> columns) =>
        [.. columns.Where(static column => column.IsFar).SelectMany(static column => new[] { column.LineSql, column.SortKey })
            .OfType<string>().Distinct(StringComparer.Ordinal)];

    public string Id => Rows == LedgerRows.Orders ? "order_id" : "line_id";

    public static Outcome<LedgerPlan> Read(LedgerQuery query, Actor actor)
    {
        if (query.Limit is < 0 or > LedgerQuery.LimitMax)
            return Refusal.Invalid("ledger.limit-range", $"{LedgerQuery.LimitMax}").At(nameof(query.Limit));
        if (query.Offset < 0) return Refusal.Invalid("ledger.offset-negative").At(nameof(query.Offset));
        if (FilterParser.Read(query.Filter, actor, query.Rows, out var filter) is { } refusal) return refusal;

        var columns = new List<LedgerColumn>();
        foreach (var asked in query.Columns)
        {
            if (Find(asked) is not { } column) return Unknown(asked, nameof(query.Columns));
            columns.Add(column);
        }
        if (columns.Count == 0) columns.AddRange(LedgerColumns.VisibleTo(actor, query.Rows));
        var sort = new List<SortTerm>();
        foreach (var term in (query.Sort ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var isDescending = term[0] == '-';
            if (Find(term.TrimStart('-', '+')) is not { } column) return Unknown(term.TrimStart('-', '+'), nameof(query.Sort));
            sort.Add(new(column, isDescending));
        }
        if (query.Marks.Count > LedgerQuery.MarksMax)
            return Refusal.Invalid("ledger.marks-many", $"{LedgerQuery.MarksMax}").At(nameof(query.Marks));
        var name = query.Rows == LedgerRows.Orders ? "id" : "lineId";
        if (query.Marks.Count > 0 && columns.TrueForAll(column => column.Name != name))
            return Refusal.Invalid("ledger.marks-unnamed", name).At(nameof(query.Columns));
        var marks = new List<FilterNode>();
        foreach (var text in query.Marks)
        {
            if (FilterParser.Read(text, actor, query.Rows, out var mark) is { } wrong) return wrong.At(nameof(query.Marks));
            if (mark is null) return Refusal.Invalid("filter.expected", "1", "column", "∎").At(nameof(query.Marks));
            marks.Add(mark);
        }
        return new LedgerPlan(query.Rows, columns, filter, SearchWords.Split(query.Q), sort) { Marks = marks };

        LedgerColumn? Find(string called) => LedgerColumns.Find(called, actor) is { } column && column.IsFor(query.Rows) ? column : null;
    }

    /// <summary>The rows that match, as a condition.</summary>
    public string Where(FilterSql sql, Actor actor)
    {
        var conditions = new List<string>();
        if (RightsSql(sql, actor) is { } rights) conditions.Add(rights);
        if (Filter is not null) conditions.Add(sql.Write(Filter));
        conditions.AddRange(Words.Select(word => SearchWords.Condition(word, Rows, sql, actor)));
        return conditions.Count == 0 ? "TRUE" : string.Join(" AND ", conditions);
    }

    /// <summary>Rows a role may see: a salesperson sees the own orders. Null: all.</summary>
    public static string? RightsSql(FilterSql sql, Actor actor) =>
        actor.Role == Role.Sales ? $"salesperson = {sql.Parameter(actor.Name)}" : null;

    private static Refusal Unknown(string name, string where) => Refusal.Invalid("ledger.unknown-field", name).At(where);
}

/// <summary>One term of a sort order. Empty values come last in either direction.</summary>
internal readonly record struct SortTerm(LedgerColumn Column, bool IsDescending)
{
    public string Direction => IsDescending ? "DESC NULLS LAST" : "ASC NULLS LAST";

    public IEnumerable<(string Sql, string Direction)> Sql(LedgerRows rows)
    {
        if (Column.SortKey is { } key) yield return (key, Direction);
        yield return (Column.OrderedBy(rows), Direction);
    }
}
