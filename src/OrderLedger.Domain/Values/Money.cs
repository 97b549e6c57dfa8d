using System.Globalization;

namespace OrderLedger.Domain;

/// <summary>An amount in minor units (分) of the order's currency. ±92 quadrillion; never a float, never a fraction.</summary>
public readonly record struct Money(long Cents) : IComparable<Money>
{
    public static readonly Money Zero;

    /// <summary>Rounds half away from zero to the minor unit (domain.md §2).</summary>
    public static Money Of(decimal amount) =>
        new(checked((long)decimal.Round(amount * 100m, 0, MidpointRounding.AwayFromZero)));

    public decimal Amount => Cents / 100m;

    public bool IsZero => Cents == 0;

    /// <summary>The value of <paramref name="part"/> of <paramref name="whole"/>, rounded once. Used cumulatively, so that
    /// partial values always sum to the whole (I3).</summary>
    public Money Share(Quantity part, Quantity whole)
    {
        if (whole.IsZero) return Zero;

        // 128 bits: a decimal has too few digits for a large amount times a large quantity in millionths.
        var (cents, rest) = Int128.DivRem((Int128)Cents * part.Micro, whole.Micro);
        if (Int128.Abs(rest) * 2 >= Int128.Abs(whole.Micro)) cents += Int128.Sign(rest) * Math.Sign(whole.Micro);
        return new(checked((long)cents));
    }

    /// <summary>A share in basis points (1/10,000), rounded half away from zero.</summary>
    public Money BasisPoints(int basisPoints) =>
        new(checked((long)decimal.Round((decimal)Cents * basisPoints / 10_000m, 0, MidpointRounding.AwayFromZero)));

    public int CompareTo(Money other) => Cents.CompareTo(other.Cents);

    public override string ToString() => Amount.ToString("0.00", CultureInfo.InvariantCulture);

    public static Money Min(Money a, Money b) => a < b ? a : b;

    public static Money Max(Money a, Money b) => a > b ? a : b;

    public static Money operator +(Money a, Money b) => new(checked(a.Cents + b.Cents));

    public static Money operator -(Money a, Money b) => new(checked(a.Cents - b.Cents));

    public static Money operator -(Money a) => new(checked(-a.Cents));

    public static bool operator <(Money a, Money b) => a.Cents < b.Cents;

    public static bool operator >(Money a, Money b) => a.Cents > b.Cents;

    public static bool operator <=(Money a, Money b) => a.Cents <= b.Cents;

    public static bool operator >=(Money a, Money b) => a.Cents >= b.Cents;
}
