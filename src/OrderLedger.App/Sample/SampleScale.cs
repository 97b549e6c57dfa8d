namespace OrderLedger.App.Sample;

/// <summary>How large a sample is.</summary>
/// <param name="Orders">1 … 20,000,000.</param>
/// <param name="Customers">At least one.</param>
/// <param name="Recent">How much livelier the last five weeks are than the trend; 1 for none.</param>
public sealed record SampleScale(int Orders, int Customers, double Recent)
{
    public const int OrdersMax = 20_000_000;

    /// <summary>What a visitor can take in: three years of a small firm, with much under way.</summary>
    public static readonly SampleScale Demo = new(390, 40, 4);

    /// <summary>The scale for a number of orders; nine orders to a customer, as in the ledgers measured.</summary>
    public static SampleScale Of(int orders)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(orders, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(orders, OrdersMax);
        return orders == Demo.Orders ? Demo : new(orders, Math.Max(40, orders / 9), 1);
    }

    /// <summary>Products grow with the root of the customers.</summary>
    public int Products => (int)(12 * Math.Sqrt(Customers));
}
