using OrderLedger.Domain.Customers;

namespace OrderLedger.Domain.Tests.Customers;

public sealed class ClassRuleTests
{
    private static readonly DateOnly Today = new(2026, 3, 31);

    [Theory]
    [InlineData(6, 300_000, 400, "VIP")]
    [InlineData(5, 900_000, 400, "普通")]
    [InlineData(60, 299_999.99, 400, "普通")]
    [InlineData(1, 100, 90, "新客户")]
    [InlineData(1, 100, 91, "普通")]
    // Importance is asked before newness.
    [InlineData(6, 300_000, 10, "VIP")]
    public void A_new_book_tells_important_new_and_regular_customers_apart(
        int orders, double amount, int firstOrderDays, string expected)
    {
        var activity = new CustomerActivity(orders, Money.Of((decimal)amount), Today.AddDays(-firstOrderDays));

        var decision = ClassRule.Decide(ClassRule.Default.Select(rule => (rule, activity)), Today);

        Assert.Equal(expected, decision?.Class);
    }

    [Fact]
    public void Who_never_ordered_is_new()
    {
        var activity = new CustomerActivity(0, Money.Zero, null);

        Assert.Equal("新客户", ClassRule.Decide(ClassRule.Default.Select(rule => (rule, activity)), Today)?.Class);
    }

    [Fact]
    public void The_reason_names_window_orders_and_amount()
    {
        var activity = new CustomerActivity(8, Money.Of(412_000), new(2025, 1, 1));

        Assert.Equal("12m 8 × ¥412,000.00",
            ClassRule.Decide(ClassRule.Default.Select(rule => (rule, activity)), Today)?.Reason);
    }

    [Fact]
    public void No_rule_that_holds_gives_no_class() => Assert.Null(ClassRule.Decide(
        [(new("大客户", 12, 1, null, null), new CustomerActivity(0, Money.Zero, null))], Today));
}
