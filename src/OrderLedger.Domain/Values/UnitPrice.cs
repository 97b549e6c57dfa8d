using System.Globalization;

namespace OrderLedger.Domain;

/// <summary>A price per unit with eight decimals. The line amount is the authority and the price follows: with fewer
/// decimals a negotiated total could not be reproduced (domain.md §2).</summary>
public readonly record struct UnitPrice(long Scaled) : IComparable<UnitPrice>
{
    public const long Scale = 100_000_000;

    /// <summary>The largest price, in whole units of currency.</summary>
    public const long Max = 90_000_000_000;

    public static readonly UnitPrice Zero;

    public static UnitPrice Of(decimal value) =>
        new(checked((long)decimal.Round(value * Scale, 0, MidpointRounding.AwayFromZero)));

    /// <summary>The price behind a negotiated amount, so that <see cref="Times"/> gives the amount back.</summary>
    public static UnitPrice From(Money amount, Quantity quantity, int discountBp)
    {
        var factor = (10_000 - discountBp) / 10_000m;
        return quantity.IsZero || factor == 0 ? Zero : Of(amount.Amount / quantity.Value / factor);
    }

    public decimal Value => (decimal)Scaled / Scale;

    /// <summary>quantity × price × (1 − discount), rounded once at the line.</summary>
    public Money Times(Quantity quantity, int discountBp) =>
        Money.Of(quantity.Value * Value * (10_000 - discountBp) / 10_000m);

    public int CompareTo(UnitPrice other) => Scaled.CompareTo(other.Scaled);

    public override string ToString() => Value.ToString("0.00######", CultureInfo.InvariantCulture);

    public static bool operator <(UnitPrice a, UnitPrice b) => a.Scaled < b.Scaled;

    public static bool operator >(UnitPrice a, UnitPrice b) => a.Scaled > b.Scaled;

    public static bool operator <=(UnitPrice a, UnitPrice b) => a.Scaled <= b.Scaled;

    public static bool operator >=(UnitPrice a, UnitPrice b) => a.Scaled >= b.Scaled;
}
