namespace OrderLedger.Domain;

/// <summary>Tax inside a tax-inclusive amount, per line (domain.md §2).</summary>
public static class Tax
{
    /// <summary>The highest rate taken, in basis points: 100 %.</summary>
    public const int RateMax = 10_000;

    /// <summary>379.00 at 21 % → 313.22; the tax is what remains, so net + tax = gross exactly (I2). Two such lines make
    /// 626.44 + 131.56, where rounding the total of 758.00 once would give 626.45.</summary>
    public static Money Net(Money gross, int rateBp) =>
        new((long)decimal.Round(gross.Cents * 10_000m / (10_000 + rateBp), 0, MidpointRounding.AwayFromZero));
}
