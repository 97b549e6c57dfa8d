using OrderLedger.Domain;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Tests;

public sealed class ShowTests
{
    [Theory]
    [InlineData(38_426_000, true, "3,842.6万")]
    [InlineData(412_000_000, true, "4.1亿")]
    [InlineData(8_899, true, "8,899")]
    [InlineData(38_426_000, false, "38.4M")]
    [InlineData(8_899, false, "8.9K")]
    [InlineData(-12_000, true, "-1.2万")]
    public void Short_amounts_count_as_the_reader_does(long amount, bool chinese, string shown) =>
        Assert.Equal(shown, Show.Short(amount, chinese));

    [Fact]
    public void Figures_are_grouped_and_keep_their_decimals()
    {
        Assert.Equal("86,400.00", Show.Money(new Money(8_640_000)));
        Assert.Equal("-0.05", Show.Money(new Money(-5)));
        Assert.Equal("1,200.5", Show.Quantity(Quantity.Of(1200.5m)));
        Assert.Equal("0.00000001", Show.Price(new UnitPrice(1)));
        Assert.Equal("27.4%", Show.Percent(2740));
    }

    [Fact]
    public void Only_all_of_it_is_a_hundred_percent()
    {
        Assert.Equal(99, Show.Share(new Money(9_999), new Money(10_000)));
        Assert.Equal(100, Show.Share(new Money(10_000), new Money(10_000)));
        Assert.Equal(100, Show.Share(Money.Zero, Money.Zero));
        Assert.Equal(0, Show.Share(new Money(-1), new Money(10_000)));
    }

    [Fact]
    public void The_year_is_named_when_it_is_not_this_one()
    {
        var today = new DateOnly(2026, 1, 2);

        Assert.Equal("01-03", Show.Date(new DateOnly(2026, 1, 3), today));
        Assert.Equal("2025-12-31", Show.Date(new DateOnly(2025, 12, 31), today));
    }
}
