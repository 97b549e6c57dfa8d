using CsCheck;

namespace OrderLedger.Domain.Tests.Values;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("0.005", 1)]
    [InlineData("-0.005", -1)]
    [InlineData("0.0049", 0)]
    [InlineData("2.345", 235)]
    [InlineData("-2.345", -235)]
    public void Halves_round_away_from_zero(string amount, long cents) =>
        Assert.Equal(cents, Money.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)).Cents);

    [Fact]
    public void Text_has_two_decimals_and_a_point() => Assert.Equal("-1234.50", new Money(-123_450).ToString());

    [Fact]
    public void Sums_that_do_not_fit_are_a_fault_and_never_wrap() =>
        Assert.Throws<OverflowException>(static () => new Money(long.MaxValue) + new Money(1));

    [Fact]
    public void Partial_values_of_a_line_always_sum_to_the_line() =>
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Long[1, 1_000_000_000].Array[1, 12])
            .Sample(static (cents, parts) =>
            {
                var (line, whole) = (new Money(cents), new Quantity(parts.Sum()));
                var (done, sum) = (Quantity.Zero, Money.Zero);
                foreach (var part in parts)
                {
                    var before = line.Share(done, whole);
                    done += new Quantity(part);
                    sum += line.Share(done, whole) - before;
                }
                return sum == line;
            });

    [Theory]
    [InlineData(100, 1, 3, 33)]
    [InlineData(100, 2, 3, 67)]
    [InlineData(1, 1, 2, 1)]
    [InlineData(-1, 1, 2, -1)]
    [InlineData(-100, 1, 3, -33)]
    [InlineData(100, 0, 0, 0)]
    public void A_share_is_rounded_once(long cents, long part, long whole, long share) =>
        Assert.Equal(share, new Money(cents).Share(new(part), new(whole)).Cents);

    [Fact]
    public void The_largest_line_of_the_largest_quantity_has_a_share() =>
        Assert.Equal(90_000_000_000_000_000, new Money(90_000_000_000_000_000)
            .Share(new(999_999_999_999_999_999), new(999_999_999_999_999_999)).Cents);

    [Theory]
    [InlineData(10_005, 3_000, 3_002)]
    [InlineData(100, 10_000, 100)]
    [InlineData(-10_005, 3_000, -3_002)]
    public void Basis_points_round_half_away_from_zero(long cents, int basisPoints, long share) =>
        Assert.Equal(share, new Money(cents).BasisPoints(basisPoints).Cents);
}
