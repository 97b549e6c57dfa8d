using CsCheck;

namespace OrderLedger.Domain.Tests.Values;

/// <summary>Tax is taken out per line and totals are sums, never the other way round (domain.md §2).</summary>
public sealed class TaxTests
{
    [Theory]
    [InlineData(37_900, 2_100, 62_644, 13_156)]
    [InlineData(1_300_000, 700, 2_429_906, 170_094)]
    public void The_published_cases_come_out_per_line(long centsOfEachLine, int rateBp, long net, long tax)
    {
        var order = Given.Draft(Given.Goods(1), Given.Goods(2));
        foreach (var line in order.Lines) (line.Amount, line.TaxRateBp) = (new(centsOfEachLine), rateBp);

        order.Derive(Given.ToDate);

        Assert.Equal(net, order.Net.Cents);
        Assert.Equal(tax, order.TaxAmount.Cents);
    }

    [Fact]
    public void Net_and_tax_make_the_gross_and_the_net_is_the_nearest_cent() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000], Gen.Int[0, Tax.RateMax]).Sample(static (cents, rateBp) =>
        {
            var net = Tax.Net(new(cents), rateBp).Cents;
            var exact = (Int128)cents * 10_000;
            return Int128.Abs(((Int128)net * (10_000 + rateBp)) - exact) * 2 <= 10_000 + rateBp && net <= cents;
        });

    [Fact]
    public void Without_tax_the_net_is_the_gross() => Assert.Equal(new(12_345), Tax.Net(new(12_345), 0));
}
