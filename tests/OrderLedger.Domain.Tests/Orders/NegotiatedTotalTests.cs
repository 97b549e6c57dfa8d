using OrderLedger.Domain.Orders;

namespace OrderLedger.Domain.Tests.Orders;

public sealed class NegotiatedTotalTests
{
    [Theory]
    [InlineData(100_00, new long[] { 10_00, 10_00, 10_00 }, new long[] { 33_33, 33_34, 33_33 })]
    [InlineData(80_000_00, new long[] { 57_600_00, 28_800_00 }, new long[] { 53_333_33, 26_666_67 })]
    [InlineData(1, new long[] { 5_00, 5_00, 5_00 }, new long[] { 0, 1, 0 })]
    [InlineData(0, new long[] { 5_00, 7 }, new long[] { 0, 0 })]
    [InlineData(50_00, new long[] { 0, 100_00, 0 }, new long[] { 0, 50_00, 0 })]
    public void A_total_is_spread_by_the_amounts(long total, long[] amounts, long[] parts) =>
        Assert.Equal(parts, NegotiatedTotal.Spread(new(total), [.. amounts.Select(static a => new Money(a))])!.Select(static p => p.Cents));

    [Fact]
    public void The_parts_always_sum_to_the_total_and_none_is_negative()
    {
        var random = new Random(7);
        for (var round = 0; round < 5_000; round++)
        {
            var amounts = Enumerable.Range(0, random.Next(1, 30)).Select(_ => new Money(random.NextInt64(0, 1L << random.Next(1, 46)))).ToList();
            amounts.Add(new Money(1));
            var total = new Money(random.NextInt64(0, 100_000_000_000_000));

            var parts = NegotiatedTotal.Spread(total, amounts)!;

            Assert.Equal(total.Cents, parts.Sum(static p => p.Cents));
            Assert.All(parts, static part => Assert.True(part >= Money.Zero));
        }
    }

    [Fact]
    public void Over_nothing_nothing_is_spread() => Assert.Null(NegotiatedTotal.Spread(new(5_00), [Money.Zero, Money.Zero]));
}
