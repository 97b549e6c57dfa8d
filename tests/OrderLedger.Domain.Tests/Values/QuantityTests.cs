using CsCheck;

namespace OrderLedger.Domain.Tests.Values;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("1.5", "1.5")]
    [InlineData("1000", "1000")]
    [InlineData("0.0000005", "0.000001")]
    [InlineData("-0.25", "-0.25")]
    public void Six_decimals_are_kept_and_blank_ones_not_shown(string value, string text) =>
        Assert.Equal(text, Quantity.Of(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).ToString());

    [Fact]
    public void Adding_and_taking_away_again_changes_nothing() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000], Gen.Long[0, 1_000_000_000_000])
            .Sample(static (a, b) => new Quantity(a) + new Quantity(b) - new Quantity(b) == new Quantity(a));

    [Fact]
    public void The_smaller_and_the_larger_are_told_apart()
    {
        var (a, b) = (Quantity.Of(1), Quantity.Of(2));

        Assert.Equal((a, b), (Quantity.Min(b, a), Quantity.Max(a, b)));
        Assert.True(a < b && b > a && a <= b && b >= a);
    }
}
