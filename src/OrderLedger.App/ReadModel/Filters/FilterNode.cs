using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.ReadModel.Filters;

/// <summary>A filter, read and checked: what a reader asks of the rows.</summary>
/// <remarks><c>ToString</c> prints it canonically, so that reading it again gives an equal filter.</remarks>
public abstract record FilterNode
{
    internal virtual int Strength => 3;

    public sealed override string ToString() => FilterPrinter.Print(this);
}

public sealed record AndNode(FilterNode Left, FilterNode Right) : FilterNode
{
    internal override int Strength => 1;
}

public sealed record OrNode(FilterNode Left, FilterNode Right) : FilterNode
{
    internal override int Strength => 0;
}

public sealed record NotNode(FilterNode Inner) : FilterNode
{
    internal override int Strength => 2;
}

/// <summary><c>total &gt; 10000</c>.</summary>
public sealed record CompareNode(LedgerColumn Column, Comparison Comparison, FilterValue Value) : FilterNode;

/// <summary><c>status in (生产中, 待发货)</c>.</summary>
public sealed record InNode(LedgerColumn Column, IReadOnlyList<FilterValue> Values) : FilterNode
{
    public bool Equals(InNode? other) => other is not null && Column == other.Column && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Column, Values.Count);
}

/// <summary><c>remark is empty</c>; for a text, "" is empty too.</summary>
public sealed record EmptyNode(LedgerColumn Column, bool IsNegated) : FilterNode;

public enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    /// <summary><c>~</c>: contains, whatever the case.</summary>
    Contains,
}

/// <summary>What a column is compared with, in the kind of the column.</summary>
public abstract record FilterValue;

public sealed record TextValue(string Text) : FilterValue;

/// <summary>In whole units, as people write it; the tables hold scaled numbers.</summary>
public sealed record NumberValue(decimal Number) : FilterValue;

public sealed record WordValue(Word Word) : FilterValue;

public sealed record YesNoValue(bool IsYes) : FilterValue;

/// <summary>A span of days, written absolutely or from today: both ends belong to it.</summary>
public sealed record DateValue(DateUnit Unit, DateOnly? Start, int Offset) : FilterValue
{
    public (DateOnly First, DateOnly Last) On(DateOnly today)
    {
        var day = Start ?? Unit switch
        {
            DateUnit.Day => today.AddDays(Offset),
            DateUnit.Week => today.AddDays(-(((int)today.DayOfWeek + 6) % 7)).AddDays(7 * Offset),
            DateUnit.Month => new DateOnly(today.Year, today.Month, 1).AddMonths(Offset),
            _ => new DateOnly(today.Year, 1, 1).AddYears(Offset),
        };
        return Unit switch
        {
            DateUnit.Day => (day, day),
            DateUnit.Week => (day, day.AddDays(6)),
            DateUnit.Month => (day, day.AddMonths(1).AddDays(-1)),
            _ => (day, day.AddYears(1).AddDays(-1)),
        };
    }
}

public enum DateUnit
{
    Day,
    Week,
    Month,
    Year,
}
