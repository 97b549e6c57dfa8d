using OrderLedger.Domain;

namespace OrderLedger.App.Orders;

/// <summary>A quantity of one order line.</summary>
public sealed record LineQuantity(long LineId, Quantity Quantity);

internal static class LineQuantities
{
    /// <summary>By line, or null when none are named; a line named twice is refused.</summary>
    public static Outcome<IReadOnlyDictionary<long, Quantity>>? ByLine(this IReadOnlyList<LineQuantity>? lines)
    {
        if (lines is null || lines.Count == 0) return null;
        if (lines.NoGaps("Lines") is { } gap) return gap;
        if (lines.DistinctBy(static l => l.LineId).Count() != lines.Count)
            return Refusal.Invalid("order.line-twice").At("Lines");
        return new Dictionary<long, Quantity>(lines.Select(static l => KeyValuePair.Create(l.LineId, l.Quantity)));
    }
}
