namespace OrderLedger.App.ReadModel.Filters;

/// <summary>Prints a filter canonically: English names, as few parentheses as its meaning allows.</summary>
public static class FilterPrinter
{
    private static readonly string[] Reserved =
        ["and", "or", "not", "in", "is", "empty", "且", "并且", "和", "或", "或者", "非", "不", "是", "属于", "为空", "不为空"];

    internal static string Print(FilterNode node) => node switch
    {
        AndNode and => $"{Inside(and.Left, 1)} and {Inside(and.Right, 2)}",
        OrNode or => $"{Inside(or.Left, 0)} or {Inside(or.Right, 1)}",
        NotNode not => $"not {Inside(not.Inner, 2)}",
        CompareNode compare => $"{compare.Column.Name} {Sign(compare.Comparison)} {FilterValues.Print(compare.Value)}",
        InNode listed => $"{listed.Column.Name} in ({string.Join(", ", listed.Values.Select(FilterValues.Print))})",
        EmptyNode empty => $"{empty.Column.Name} is {(empty.IsNegated ? "not " : "")}empty",
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    /// <summary>A value as a filter says it, in quotes where it needs them.</summary>
    public static string Quote(string text) =>
        FilterLexer.IsBare(text) && !Reserved.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Inside(FilterNode node, int strength) => node.Strength < strength ? $"({Print(node)})" : Print(node);

    internal static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => "!=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        _ => "~",
    };
}
