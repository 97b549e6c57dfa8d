using OrderLedger.Web.Ui.Overview;

namespace OrderLedger.Web.Tests;

/// <summary>The span of the overview, and what it is compared with.</summary>
public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026-11-23", null, "2026-01-01", "2026-12-31", "2026-11-23")]
    [InlineData("2026-11-23", "2026", "2026-01-01", "2026-12-31", "2026-11-23")]
    [InlineData("2026-11-23", "2025", "2025-01-01", "2025-12-31", "2025-12-31")]
    [InlineData("2026-11-23", "2023", "2023-01-01", "2023-12-31", "2023-12-31")]
    [InlineData("2026-11-23", "12m", "2025-12-01", "2026-11-30", "2026-11-23")]
    [InlineData("2026-11-23", "quarter", "2026-10-01", "2026-12-31", "2026-11-23")]
    [InlineData("2026-11-23", "month", "2026-11-01", "2026-11-30", "2026-11-23")]
    [InlineData("2026-01-01", "quarter", "2026-01-01", "2026-03-31", "2026-01-01")]
    [InlineData("2026-03-31", "quarter", "2026-01-01", "2026-03-31", "2026-03-31")]
    [InlineData("2024-02-29", "month", "2024-02-01", "2024-02-29", "2024-02-29")]
    [InlineData("2026-01-31", "12m", "2025-02-01", "2026-01-31", "2026-01-31")]
    public void A_period_has_a_first_day_a_last_day_and_a_today(string today, string? key, string from, string end, string to)
    {
        var period = Period.Of(key, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal((from, end, to), ($"{period.From:yyyy-MM-dd}", $"{period.End:yyyy-MM-dd}", $"{period.To:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("year")]
    [InlineData("2022")]
    [InlineData("2027")]
    [InlineData("-999")]
    [InlineData("２０２５")]
    [InlineData("99999999999")]
    public void What_the_address_says_wrongly_is_this_year(string key) =>
        Assert.Equal("2026", Period.Of(key, new(2026, 11, 23)).Key);

    [Fact]
    public void It_is_compared_with_the_same_days_of_the_year_before()
    {
        var leap = Period.Of("month", new(2024, 2, 29));

        Assert.Equal((new DateOnly(2023, 2, 1), new DateOnly(2023, 2, 28)), (leap.BeforeFrom, leap.BeforeTo));
        var year = Period.Of(null, new(2026, 11, 23));
        Assert.Equal((new DateOnly(2025, 1, 1), new DateOnly(2025, 11, 23)), (year.BeforeFrom, year.BeforeTo));
    }

    [Fact]
    public void Every_choice_is_a_period_of_its_own_name()
    {
        var today = new DateOnly(2026, 11, 23);

        Assert.Equal(["2026", "2025", "2024", "2023", "12m", "quarter", "month"], Period.Keys(today));
        Assert.All(Period.Keys(today), key => Assert.Equal(key, Period.Of(key, today).Key));
    }

    [Fact]
    public void A_bar_leads_to_the_orders_it_stands_for() =>
        Assert.Equal("/?filter=status%20%3D%20paid%20and%20orderDate%20%3E%3D%202026-11-01%20and%20orderDate%20%3C%3D%202026-11-30",
            Period.Drill(new(2026, 11, 1), new(2026, 11, 30), "status = paid"));
}
