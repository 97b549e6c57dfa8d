using System.Text.Json;
using OrderLedger.App.Sample;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Tests.Sample;

public sealed class SamplePlanTests
{
    [Fact]
    public void The_same_seed_gives_the_same_book()
    {
        var (one, two) = (Sampled.PlanOf(600).Block(0), Sampled.PlanOf(600).Block(0));

        Assert.Equal(Text(one), Text(two));
        Assert.NotEqual(Text(one), Text(Sampled.PlanOf(600, seed: 8).Block(0)));
    }

    [Fact]
    public void An_order_computed_alone_equals_the_one_of_its_block()
    {
        foreach (var index in new[] { 0, 1, 777, 12_345, 19_998, 19_999 })
        {
            Assert.Equal(Text(Sampled.Orders[index]), Text(Sampled.Plan.Order(index)));
        }
    }

    [Fact]
    public void A_block_continues_the_numbers_of_the_day_it_begins_in()
    {
        var plan = new SamplePlan(Sampled.Seed, SampleScale.Of(900), Sampled.Now) { BlockSize = 700 };

        Assert.Equal(2, plan.Blocks);
        var second = plan.Block(1);
        Assert.Equal(200, second.Orders.Count);
        Assert.Equal(700, second.Orders[0].Index);
        Assert.Equal(Text(plan.Order(700)), Text(second.Orders[0]));
    }

    [Fact]
    public void Customers_and_products_stay_the_same_when_the_sample_grows()
    {
        var (small, large) = (Sampled.PlanOf(400), Sampled.PlanOf(9_000));
        for (var index = 0; index < small.Scale.Customers; index++)
            Assert.Equal(Text(small.Customer(index)), Text(large.Customer(index)));
        for (var index = 0; index < small.Scale.Products; index++)
            Assert.Equal(small.Product(index), large.Product(index));
    }

    [Fact]
    public void Orders_follow_one_another_in_time_and_their_numbers_are_distinct()
    {
        Assert.Equal(Sampled.Orders.OrderBy(static order => order.PlacedAt).Select(static order => order.Index),
            Sampled.Orders.Select(static order => order.Index));
        Assert.Equal(Sampled.Orders.Count,
            Sampled.Orders.DistinctBy(static order => (order.Date, order.Customer.Index, order.Sequence)).Count());
    }

    [Fact]
    public void Customers_have_valid_tax_numbers_of_no_region_and_reachable_nobody()
    {
        foreach (var customer in Enumerable.Range(0, 2_000).Select(Sampled.Plan.Customer))
        {
            Assert.True(CreditCode.IsValid(customer.TaxNo), customer.TaxNo);
            Assert.Equal("990000", customer.TaxNo[2..8]);
            Assert.StartsWith("138000", customer.Phone, StringComparison.Ordinal);
            Assert.Contains("@example.", customer.Email, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Codes_and_product_names_are_distinct_and_nearly_all_firms_too()
    {
        var customers = Enumerable.Range(0, 2_000).Select(Sampled.Plan.Customer).ToList();
        var products = Enumerable.Range(0, Sampled.Plan.Scale.Products).Select(Sampled.Plan.Product).ToList();

        Assert.Equal(2_000, customers.DistinctBy(static customer => customer.Code).Count());
        Assert.True(customers.DistinctBy(static customer => customer.Name).Count() > 1_980);
        Assert.Equal(products.Count, products.DistinctBy(static product => product.Sku).Count());
        Assert.Equal(products.Count, products.DistinctBy(static product => (product.Name, product.Spec)).Count());
    }

    [Fact]
    public void Products_cost_less_than_they_bring()
    {
        foreach (var product in Enumerable.Range(0, Sampled.Plan.Scale.Products).Select(Sampled.Plan.Product))
        {
            Assert.True(product.Cost > UnitPrice.Zero, product.Sku);
            Assert.True(product.Cost < product.Price, product.Sku);
        }
    }

    [Fact]
    public void The_demo_is_small_and_has_much_under_way()
    {
        var orders = new SamplePlan(Sampled.Seed, SampleScale.Demo, Sampled.Now).Block(0).Orders;

        Assert.Equal(390, orders.Count);
        var open = orders.Count(static order => order.Life.Cancellation is null && order.Life.Shipments.Count == 0);
        Assert.InRange(open, 15, 90);
        Assert.True(orders.Count(static order => order.Date >= new DateOnly(2026, 10, 21)) >= 20);
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);
}
