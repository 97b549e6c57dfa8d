using OrderLedger.App.Customers;
using OrderLedger.Domain;

namespace OrderLedger.Web.Api;

/// <summary>Which part of a list.</summary>
/// <param name="Q">What to look for; empty: everything.</param>
/// <param name="Offset">From 0.</param>
/// <param name="Limit">1…1,000; 100 when not said.</param>
public sealed record Slice(string? Q, int? Offset, int? Limit)
{
    public int From => Offset ?? 0;
    public int Size => Limit ?? 100;

    public Refusal? Check()
    {
        if (From < 0) return Refusal.Invalid("list.offset-range").At(nameof(Offset));
        if (Size is < 1 or > Page<object>.LimitMax)
            return Refusal.Invalid("list.limit-range", $"{Page<object>.LimitMax}").At(nameof(Limit));
        return Q is { Length: > 200 } ? Refusal.Invalid("list.q-too-long", "200").At(nameof(Q)) : null;
    }
}
