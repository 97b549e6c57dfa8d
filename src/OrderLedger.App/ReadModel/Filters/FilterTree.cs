using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Filters;

/// <summary>A filter in the shape that a form draws: conditions under "all", "any" and "not".</summary>
/// <param name="Column">Of a condition; as are the sign and its values.</param>
/// <param name="Sign">= != &lt; &lt;= &gt; &gt;= ~ !~, in, not in, empty, filled.</param>
/// <param name="Values">As they would be typed, without quotes.</param>
public sealed record FilterTree(FilterTreeKind Kind, IReadOnlyList<FilterTree>? Parts = null, string? Column = null, string? Sign = null,
    IReadOnlyList<string>? Values = null)
{
    /// <summary>Reads a filter; refused with the position, from 1, of what is not understood.</summary>
    public static Outcome<FilterReading> Read(string? text, Actor actor, LedgerRows rows)
    {
        if (FilterParser.Read(text, actor, rows, out var filter) is { } refusal) return refusal;
        return filter is null ? new FilterReading("", null) : new FilterReading(filter.ToString(), Of(filter));
    }

    private static FilterTree Of(FilterNode node) => node switch
    {
        AndNode => new(FilterTreeKind.All, [.. Bound<AndNode>(node, static and => (and.Left, and.Right)).Select(Of)]),
        OrNode => new(FilterTreeKind.Any, [.. Bound<OrNode>(node, static or => (or.Left, or.Right)).Select(Of)]),
        NotNode { Inner: InNode listed } => Listed(listed, "not in"),
        NotNode { Inner: CompareNode { Comparison: Comparison.Contains } has } => Compared(has, "!~"),
        NotNode not => new(FilterTreeKind.Not, [Of(not.Inner)]),
        CompareNode compare => Compared(compare, FilterPrinter.Sign(compare.Comparison)),
        InNode listed => Listed(listed, "in"),
        EmptyNode empty => new(FilterTreeKind.Is, null, empty.Column.Name, empty.IsNegated ? "filled" : "empty"),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    private static FilterTree Compared(CompareNode compare, string sign) =>
        new(FilterTreeKind.Is, null, compare.Column.Name, sign, [FilterValues.Plain(compare.Value)]);

    private static FilterTree Listed(InNode listed, string sign) =>
        new(FilterTreeKind.Is, null, listed.Column.Name, sign, [.. listed.Values.Select(FilterValues.Plain)]);

    /// <summary>What one sign binds, however it was bracketed.</summary>
    private static IEnumerable<FilterNode> Bound<T>(FilterNode node, Func<T, (FilterNode Left, FilterNode Right)> sides)
        where T : FilterNode => node is not T bound ? [node]
            : Bound(sides(bound).Left, sides).Concat(Bound(sides(bound).Right, sides));
}

public enum FilterTreeKind
{
    All,
    Any,
    Not,
    Is,
}

/// <param name="Text">The filter written canonically; empty: all rows.</param>
/// <param name="Tree">Null: all rows.</param>
public sealed record FilterReading(string Text, FilterTree? Tree);
