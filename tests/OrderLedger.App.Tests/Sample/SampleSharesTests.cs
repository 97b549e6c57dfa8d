using OrderLedger.App.Sample;
using OrderLedger.Domain;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Tests.Sample;

/// <summary>The shares measured on real ledgers, held over 20,000 orders.</summary>
public sealed class SampleSharesTests
{
    private static readonly DateOnly Settled = new(2026, 6, 1);

    private static int Count(Func<SampleOrder, bool> where) => Sampled.Orders.Count(where);

    [Fact]
    public void A_fifth_of_the_customers_brings_three_quarters_of_the_revenue()
    {
        var revenue = Sampled.Orders.GroupBy(static order => order.Customer.Index)
            .Select(static group => (double)group.Sum(static order => order.Total.Cents)).OrderDescending().ToList();

        Sampled.Share(.70, .82, revenue.Take(Sampled.Plan.Scale.Customers / 5).Sum(), revenue.Sum());
    }

    [Fact]
    public void Order_values_are_log_normal_with_a_wide_spread()
    {
        var logs = Sampled.Orders.Select(static order => Math.Log(order.Total.Cents)).ToList();
        var mean = logs.Average();

        Assert.InRange(Math.Sqrt(logs.Average(x => (x - mean) * (x - mean))), 1.3, 1.5);
    }

    [Theory]
    [InlineData(SampleProfile.Factory, .94, 40, 46)]
    [InlineData(SampleProfile.Trade, .45, 7, 9)]
    public void Each_profile_has_its_lines_and_its_days_to_the_due_date(
        SampleProfile profile, double single, int low, int high)
    {
        var orders = Sampled.Orders.Where(order => order.Customer.Profile == profile).ToList();
        var days = orders.Select(static o => o.Lines[0].DueDate.DayNumber - o.Date.DayNumber).Order().ToList();

        Sampled.Share(single - .03, single + .03, orders.Count(static order => order.Lines.Count == 1), orders.Count);
        Assert.InRange(days[days.Count / 2], low, high);
        Sampled.Share(.38, .52, orders.Count, Sampled.Orders.Count);
    }

    [Fact]
    public void Wholesale_orders_are_long_lists()
    {
        var lines = Sampled.Orders.Where(static order => order.Customer.Profile == SampleProfile.Wholesale)
            .Select(static order => order.Lines.Count).Order().ToList();

        Assert.InRange(lines[lines.Count / 2], 13, 17);
        Assert.InRange(lines[lines.Count * 95 / 100], 55, 75);
    }

    [Fact]
    public void February_of_the_spring_festival_has_a_third_of_a_normal_month()
    {
        // The festival fell on 10 February 2024 and 17 February 2026.
        foreach (var year in new[] { 2024, 2026 })
        {
            var february = Count(order => (order.Date.Year, order.Date.Month) == (year, 2));
            var spring = Count(order => order.Date.Year == year && order.Date.Month is >= 4 and <= 6) / 3.0;
            Sampled.Share(.2, .45, february, spring);
        }
    }

    [Fact]
    public void Orders_come_on_workdays_in_office_hours()
    {
        var weekend = Count(static order => order.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        Sampled.Share(.02, .06, weekend, Sampled.Orders.Count);
        Sampled.Share(.37, .43, Count(static o => (o.PlacedAt.Hour + 8) % 24 is >= 9 and < 12), Sampled.Orders.Count);
    }

    [Fact]
    public void Few_orders_are_cancelled_amended_or_held()
    {
        Sampled.Share(.010, .018, Count(static order => order.Life.Cancellation is not null), Sampled.Orders.Count);
        Sampled.Share(.07, .09, Count(static order => order.Life.AmendedAt is not null), Sampled.Orders.Count);
        Sampled.Share(.011, .019, Count(static order => order.Life.Hold is not null), Sampled.Orders.Count);
        Assert.True(Count(static order => order.Life.ConfirmedAt is null) > 5);
    }

    [Fact]
    public void Deliveries_are_on_time_split_short_and_rejected_as_often_as_in_life()
    {
        var orders = Sampled.Orders.Where(static o => o.Date < Settled && o.Life.Shipments.Count > 0).ToList();
        var shipments = orders.SelectMany(static order => order.Life.Shipments)
            .Where(static shipment => shipment.SignedAt is not null).ToList();
        var parts = shipments.SelectMany(static shipment => shipment.Goods).ToList();
        var rejected = shipments.Count(static s => s.Goods.All(static part => part.Rejected > Quantity.Zero));
        Sampled.Share(.015, .025, rejected, shipments.Count);
        Sampled.Share(.035, .05, parts.Count(static p => p.Rejected.IsZero && p.Signed < p.Quantity), parts.Count);

        var whole = orders.Where(static order => !order.Life.Shipments.Any(static shipment =>
            shipment.Goods.Any(static part => part.Settlement == ShortfallSettlement.Resend))).ToList();
        Sampled.Share(.18, .34, whole.Count(static order => order.Life.Shipments.Count > 1), whole.Count);
        var late = whole.Select(static order => DaysLate(order)).Where(static days => days > 0).Order().ToList();
        Sampled.Share(.82, .88, whole.Count - late.Count, whole.Count);
        Assert.InRange(late[late.Count / 2], 5, 8);
        Assert.InRange(late[late.Count * 9 / 10], 17, 25);
    }

    [Fact]
    public void Receipts_are_rounded_joined_and_overpaid_as_often_as_in_life()
    {
        var all = Sampled.Receipts;
        Sampled.Share(.40, .50, all.Count(static receipt => receipt.Amount.Cents % 10_000_00 == 0), all.Count);
        Sampled.Share(.08, .16, all.Count(static receipt => receipt.Allocations.Where(part => part.At == receipt.At)
            .DistinctBy(static part => part.Order).Count() > 1), all.Count);
        var overpaid = all.Count(static r => r.Allocations.Sum(static part => part.Amount.Cents) < r.Amount.Cents);
        Sampled.Share(.01, .045, overpaid, all.Count);
        Sampled.Share(.68, .78, all.Count(static receipt => receipt.Method == "银行转账"), all.Count);
        Sampled.Share(.07, .14, all.Count(static receipt => receipt.Method == "承兑汇票"), all.Count);
    }

    [Fact]
    public void Nearly_all_old_orders_are_paid()
    {
        var received = Sampled.Receipts.SelectMany(static r => r.Allocations).GroupBy(static p => p.Order)
            .ToDictionary(static group => group.Key, static group => group.Sum(static part => part.Amount.Cents));
        var old = Sampled.Orders.Where(static o => o.Date < Settled.AddYears(-1) && o.Receivable > Money.Zero).ToList();

        Sampled.Share(.97, 1, old.Count(o => received.GetValueOrDefault(o.Index) >= o.Receivable.Cents), old.Count);
    }

    private static int DaysLate(SampleOrder order) =>
        DateOnly.FromDateTime(order.Life.Shipments.Max(static shipment => shipment.ShippedAt).AddHours(8)).DayNumber
        - order.Lines.Min(static line => line.DueDate).DayNumber;
}
