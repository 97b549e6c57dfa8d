using OrderLedger.App.Sample;

namespace OrderLedger.App.Tests.Sample;

/// <summary>One plan of 20,000 orders that the tests look at together.</summary>
internal static class Sampled
{
    public const ulong Seed = 7;

    /// <summary>An afternoon in late autumn: three Spring Festivals lie within.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 0, 0, TimeSpan.FromHours(8));

    private static readonly Lazy<(SamplePlan Plan, SampleBlock Block)> Large = new(static () =>
    {
        var plan = PlanOf(20_000);
        var blocks = Enumerable.Range(0, plan.Blocks).Select(plan.Block).ToList();
        var orders = blocks.SelectMany(static block => block.Orders);
        return (plan, new([.. orders], [.. blocks.SelectMany(static block => block.Receipts)]));
    });

    public static SamplePlan Plan => Large.Value.Plan;

    public static IReadOnlyList<SampleOrder> Orders => Large.Value.Block.Orders;

    public static IReadOnlyList<SampleReceipt> Receipts => Large.Value.Block.Receipts;

    public static SamplePlan PlanOf(int orders, ulong seed = Seed) => new(seed, SampleScale.Of(orders), Now);

    /// <summary>Says the share in the failure, so that a drift is seen as a number.</summary>
    public static void Share(double low, double high, double of, double all) =>
        Assert.True(of / all >= low && of / all <= high, $"{of / all:0.0000} of {all} is not in {low}…{high}.");
}
