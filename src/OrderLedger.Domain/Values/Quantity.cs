using System.Globalization;

namespace OrderLedger.Domain;

/// <summary>A quantity with six decimals, scaled to a long: decimal(18,6) of domain.md §2.</summary>
public readonly record struct Quantity(long Micro) : IComparable<Quantity>
{
    public const long Scale = 1_000_000;

    public static readonly Quantity Zero;

    public static Quantity Of(decimal value) =>
        new(checked((long)decimal.Round(value * Scale, 0, MidpointRounding.AwayFromZero)));

    public decimal Value => (decimal)Micro / Scale;

    public bool IsZero => Micro == 0;

    public int CompareTo(Quantity other) => Micro.CompareTo(other.Micro);

    public override string ToString() => Value.ToString("0.######", CultureInfo.InvariantCulture);

    public static Quantity Min(Quantity a, Quantity b) => a < b ? a : b;

    public static Quantity Max(Quantity a, Quantity b) => a > b ? a : b;

    public static Quantity operator +(Quantity a, Quantity b) => new(checked(a.Micro + b.Micro));

    public static Quantity operator -(Quantity a, Quantity b) => new(checked(a.Micro - b.Micro));

    public static bool operator <(Quantity a, Quantity b) => a.Micro < b.Micro;

    public static bool operator >(Quantity a, Quantity b) => a.Micro > b.Micro;

    public static bool operator <=(Quantity a, Quantity b) => a.Micro <= b.Micro;

    public static bool operator >=(Quantity a, Quantity b) => a.Micro >= b.Micro;
}
