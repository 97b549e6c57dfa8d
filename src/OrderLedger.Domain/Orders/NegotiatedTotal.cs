namespace OrderLedger.Domain.Orders;

/// <summary>议定总额: a total agreed on as a whole, spread over the lines by their amounts.</summary>
public static class NegotiatedTotal
{
    /// <summary>Rounded cumulatively, as partial values are (I3), so that the parts always sum to the total. 100.00 over three
    /// equal amounts is 33.33 + 33.34 + 33.33; an amount of zero, a sample, stays free.</summary>
    /// <param name="total">Zero or more.</param>
    /// <param name="amounts">None below zero.</param>
    /// <returns>One part per amount; null when the amounts sum to zero and there is nothing to go by.</returns>
    public static IReadOnlyList<Money>? Spread(Money total, IReadOnlyList<Money> amounts)
    {
        var whole = amounts.Aggregate(Money.Zero, static (sum, amount) => sum + amount);
        if (whole.IsZero) return null;

        var parts = new Money[amounts.Count];
        var (upTo, given) = (Money.Zero, Money.Zero);
        for (var i = 0; i < parts.Length; i++)
        {
            upTo += amounts[i];
            var due = Part(total, upTo, whole);
            (parts[i], given) = (due - given, due);
        }
        return parts;
    }

    /// <summary>Half away from zero; nothing here is negative. 128 bits: two large amounts are multiplied.</summary>
    private static Money Part(Money total, Money upTo, Money whole)
    {
        var (cents, rest) = Int128.DivRem((Int128)total.Cents * upTo.Cents, whole.Cents);
        return new(checked((long)(rest * 2 >= whole.Cents ? cents + 1 : cents)));
    }
}

/// <content>A price for all of it.</content>
public sealed partial class Order
{
    /// <summary>Sets the amounts of the lines so that they sum to <paramref name="total"/>; the prices follow.</summary>
    public Refusal? Negotiate(Money total)
    {
        if (total < Money.Zero || total > OrderLine.AmountMax) return Refusal.Invalid("order.total-range", total.ToString()).At("Total");
        if (NegotiatedTotal.Spread(total, [.. Lines.Select(static line => line.Amount)]) is not { } parts)
            return Refusal.Invalid("order.total-nothing-to-spread", total.ToString()).At("Total");
        foreach (var (line, part) in Lines.Zip(parts).Where(static pair => pair.First.Amount != pair.Second))
        {
            if (OrderLine.Measure(line.Quantity, null, part, line.DiscountBp, line.Position - 1) is { } refusal) return refusal;
            (line.Amount, line.UnitPrice) = (part, UnitPrice.From(part, line.Quantity, line.DiscountBp));
        }
        return null;
    }
}
