using CsCheck;
using OrderLedger.App.Sample;

namespace OrderLedger.App.Tests.Sample;

public sealed class SampleDrawTests
{
    [Fact]
    public void The_same_thing_draws_the_same_numbers_and_another_draws_others() => Gen.ULong.Sample(static seed =>
    {
        var (one, same) = (new SampleDraw(seed, SampleStream.Order, 5), new SampleDraw(seed, SampleStream.Order, 5));
        var (next, other) = (new SampleDraw(seed, SampleStream.Order, 6), new SampleDraw(seed, SampleStream.Lines, 5));
        var first = one.Unit();

        Assert.Equal(first, same.Unit());
        Assert.NotEqual(first, next.Unit());
        Assert.NotEqual(first, other.Unit());
    });

    [Fact]
    public void A_shuffle_gives_each_place_once() => Gen.ULong.Select(Gen.Int[1, 700]).Sample(static (seed, size) =>
    {
        var places = Enumerable.Range(0, size).Select(index => SampleDraw.Shuffle(seed, index, size)).Order();

        Assert.Equal(Enumerable.Range(0, size).Select(static index => (long)index), places);
    });

    [Fact]
    public void Odds_give_each_value_its_share()
    {
        var odds = new SampleOdds<char>(('a', 1), ('b', 3));

        Assert.Equal('a', odds.At(0));
        Assert.Equal('a', odds.At(.2499));
        Assert.Equal('b', odds.At(.2501));
        Assert.Equal('b', odds.At(.9999999));
    }

    [Fact]
    public void Normal_numbers_have_mean_zero_and_spread_one()
    {
        var draw = new SampleDraw(1, SampleStream.Money, 0);
        var numbers = new double[20_000];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = draw.Normal();

        Assert.InRange(numbers.Average(), -.03, .03);
        Assert.InRange(numbers.Average(static x => x * x), .96, 1.04);
    }
}
