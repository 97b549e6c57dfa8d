using CsCheck;

namespace OrderLedger.Domain.Tests.Values;

public sealed class UnitPriceTests
{
    [Fact]
    public void A_price_derived_from_a_negotiated_total_gives_the_total_back() =>
        Gen.Select(Gen.Long[1, 1_000_000_000], Gen.Long[1, 100_000_000_000], Gen.Int[0, 9_900])
            .Sample(
                static (cents, micro, discountBp) =>
                {
                    var (amount, quantity) = (new Money(cents), new Quantity(micro));
                    // Beyond the largest price the amount alone stands.
                    if (amount.Amount / quantity.Value > UnitPrice.Max / 100m) return true;
                    return UnitPrice.From(amount, quantity, discountBp).Times(quantity, discountBp) == amount;
                },
                iter: 20_000);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Fewer_decimals_would_lose_the_total(int decimals)
    {
        var (amount, quantity) = (new Money(1_000_000_01), Quantity.Of(99_999));

        var short_ = UnitPrice.Of(decimal.Round(amount.Amount / quantity.Value, decimals));

        Assert.NotEqual(amount, short_.Times(quantity, 0));
    }

    [Fact]
    public void Nothing_for_nothing_costs_nothing()
    {
        Assert.Equal(UnitPrice.Zero, UnitPrice.From(new(100), Quantity.Zero, 0));
        Assert.Equal(UnitPrice.Zero, UnitPrice.From(new(100), Quantity.Of(1), 10_000));
    }

    [Theory]
    [InlineData("12.5", "12.50")]
    [InlineData("0.12345678", "0.12345678")]
    [InlineData("0.123456785", "0.12345679")]
    public void Text_shows_two_to_eight_decimals(string value, string text) =>
        Assert.Equal(text, UnitPrice.Of(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).ToString());

    [Fact]
    public void A_discount_is_taken_before_the_one_rounding() =>
        Assert.Equal(new(28_49), UnitPrice.Of(9.9933m).Times(Quantity.Of(3), 498));
}
