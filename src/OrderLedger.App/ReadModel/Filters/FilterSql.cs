using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.ReadModel.Filters;

/// <summary>Writes conditions over the tables of the read model, with the values as parameters.</summary>
/// <param name="toUtc">Midnight of a day in the book's zone, as UTC.</param>
internal sealed class FilterSql(LedgerRows rows, DateOnly today, Func<DateOnly, DateTime> toUtc)
{
    /// <summary>No amount, price or count is as low as this.</summary>
    private const long NeverStored = long.MinValue + 1;
    private readonly List<(string Name, object? Value)> _values = [("today", today)];

    public IReadOnlyList<(string Name, object? Value)> Values => _values;

    public string Parameter(object value)
    {
        _values.Add(($"p{_values.Count}", value));
        return $"${_values[^1].Name}";
    }

    public string Write(FilterNode node) => node switch
    {
        AndNode and => $"({Write(and.Left)} AND {Write(and.Right)})",
        OrNode or => $"({Write(or.Left)} OR {Write(or.Right)})",
        // What is unknown does not fulfil a condition, so its negation does.
        NotNode not => $"(({Write(not.Inner)}) IS NOT TRUE)",
        CompareNode compare => Over(compare.Column, sql => Compare(compare.Column, sql, compare.Comparison, compare.Value)),
        InNode listed => Over(listed.Column, sql => Listed(listed, sql)),
        EmptyNode empty => Over(empty.Column, sql => Empty(empty, sql)),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    /// <summary>An order is asked about its lines by any of them; a line about its order where it does not repeat it.</summary>
    private string Over(LedgerColumn column, Func<string, string> condition)
    {
        if (rows == LedgerRows.Orders && (column.OrderSql is null || column.IsAskedOfLines))
            return $"order_id IN (SELECT order_id FROM lines WHERE {condition(column.LineSql!)})";

        return rows == LedgerRows.Lines && column.IsFar
            ? $"order_id IN (SELECT order_id FROM orders WHERE {condition(column.LineSql!)})" : condition(column.Sql(rows)!);
    }

    private string Listed(InNode listed, string sql) => listed.Column.Kind is ColumnKind.Date or ColumnKind.Instant or ColumnKind.Text
        ? $"({string.Join(" OR ", listed.Values.Select(value => Compare(listed.Column, sql, Comparison.Equal, value)))})"
        : $"{sql} IN ({string.Join(", ", listed.Values.Select(value => Parameter(Scalar(listed.Column, value) ?? NeverStored)))})";

    private static string Empty(EmptyNode empty, string sql)
    {
        var isEmpty = empty.Column.Kind == ColumnKind.Text ? $"({sql} IS NULL OR {sql} = '')" : $"({sql} IS NULL)";
        return empty.IsNegated ? $"(NOT {isEmpty})" : isEmpty;
    }

    private string Compare(LedgerColumn column, string sql, Comparison comparison, FilterValue value) => value switch
    {
        TextValue text => CompareText(sql, comparison, text.Text),
        DateValue date => CompareDates(column.Kind, sql, comparison, date.On(today)),
        YesNoValue yes => $"(({sql}) IS {((comparison == Comparison.Equal) == yes.IsYes ? "" : "NOT ")}TRUE)",
        NumberValue number when Scalar(column, value) is null => Between(sql, comparison, number.Number * LedgerValue.Scale(column.Kind)),
        _ => $"({sql} {Sign(comparison)} {Parameter(Scalar(column, value)!)})",
    };

    private string CompareText(string sql, Comparison comparison, string text)
    {
        // Only letters have a case; folding a column costs more than the comparison itself.
        var hasCase = text.Any(char.IsAsciiLetter);
        var column = hasCase ? $"lower({sql})" : sql;
        var parameter = Parameter(hasCase ? text.ToLowerInvariant() : text);
        return comparison switch
        {
            Comparison.Contains => $"contains({column}, {parameter})",
            Comparison.Equal => $"({column} = {parameter})",
            _ => $"({column} IS DISTINCT FROM {parameter})",
        };
    }

    private string CompareDates(ColumnKind kind, string sql, Comparison comparison, (DateOnly First, DateOnly Last) span)
    {
        var first = Parameter(kind == ColumnKind.Date ? span.First : Millis(span.First));
        var after = Parameter(kind == ColumnKind.Date ? span.Last.AddDays(1) : Millis(span.Last.AddDays(1)));
        return comparison switch
        {
            Comparison.Equal => $"({sql} >= {first} AND {sql} < {after})",
            Comparison.NotEqual => $"(({sql} >= {first} AND {sql} < {after}) IS NOT TRUE)",
            Comparison.Less => $"({sql} < {first})",
            Comparison.LessOrEqual => $"({sql} < {after})",
            Comparison.Greater => $"({sql} >= {after})",
            _ => $"({sql} >= {first})",
        };
    }

    private long Millis(DateOnly day) => (toUtc(day).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    /// <summary>As stored; null for a number between two that can be stored, such as 0.005.</summary>
    private static object? Scalar(LedgerColumn column, FilterValue value) => value switch
    {
        WordValue word => word.Word.Value,
        YesNoValue yesNo => yesNo.IsYes,
        NumberValue number => Whole(number.Number * LedgerValue.Scale(column.Kind)),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private static long? Whole(decimal scaled) =>
        decimal.IsInteger(scaled) && Math.Abs(scaled) < long.MaxValue ? (long)scaled : null;

    /// <summary>Numbers are stored whole, so what lies between two is compared by its neighbours.</summary>
    private string Between(string sql, Comparison comparison, decimal scaled) => comparison switch
    {
        Comparison.Equal => "FALSE",
        Comparison.NotEqual => "TRUE",
        Comparison.Less or Comparison.LessOrEqual => $"({sql} <= {Parameter(Clamped(decimal.Floor(scaled)))})",
        _ => $"({sql} >= {Parameter(Clamped(decimal.Ceiling(scaled)))})",
    };

    private static long Clamped(decimal scaled) => (long)Math.Clamp(scaled, NeverStored, long.MaxValue);

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => "IS DISTINCT FROM",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        _ => throw new NotSupportedException(comparison.ToString()),
    };
}
