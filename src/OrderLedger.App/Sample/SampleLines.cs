using OrderLedger.Domain;

namespace OrderLedger.App.Sample;

/// <summary>What is ordered: how many lines, of what, how much, at which price and for when.</summary>
internal static class SampleLines
{
    private const double OrderValueMedian = 12_000;
    private const int LinesMax = 200;

    private static readonly SampleOdds<(int From, int To)> FactoryLines =
        new(((1, 1), .94), ((2, 2), .05), ((3, 6), .01));

    private static readonly SampleOdds<(int From, int To)> TradeLines =
        new(((1, 1), .45), ((2, 2), .25), ((3, 3), .12), ((4, 4), .07), ((5, 9), .08), ((10, 40), .03));

    public static SampleLine[] Of(SamplePlan plan, SampleCustomer customer, DateOnly ordered, int index)
    {
        var draw = new SampleDraw(plan.Seed, SampleStream.Lines, index);
        var count = CountOf(customer.Profile, ref draw);
        var target = customer.ValueFactor * draw.LogNormal(Math.Log(OrderValueMedian), 1.15);
        var due = ordered.AddDays(DaysToDue(customer.Profile, ref draw));

        var shares = new double[count];
        for (var i = 0; i < count; i++) shares[i] = draw.LogNormal(0, .7);
        var sum = shares.Sum();
        var freight = customer.Profile != SampleProfile.Factory && draw.Chance(.03);
        var lines = new SampleLine[count + (freight ? 1 : 0)];
        for (var i = 0; i < count; i++)
        {
            var lineDue = i == 0 || draw.Chance(.85) ? due : due.AddDays(1 + draw.Below(14));
            lines[i] = LineOf(plan, customer, target * shares[i] / sum, lineDue, ref draw);
        }

        if (freight) lines[count] = Freight(plan.Product(0), due, ref draw);
        return lines;
    }

    private static int CountOf(SampleProfile profile, ref SampleDraw draw)
    {
        if (profile == SampleProfile.Wholesale)
            return Math.Clamp((int)Math.Round(draw.LogNormal(Math.Log(15), .89)), 1, LinesMax);

        var (from, to) = draw.Of(profile == SampleProfile.Factory ? FactoryLines : TradeLines);
        return from + draw.Below(to - from + 1);
    }

    private static int DaysToDue(SampleProfile profile, ref SampleDraw draw) => Math.Clamp((int)Math.Round(
        profile == SampleProfile.Factory ? draw.LogNormal(3.75, .92) : draw.LogNormal(2.1, .7)), 1, 365);

    private static SampleLine LineOf(
        SamplePlan plan, SampleCustomer customer, double target, DateOnly due, ref SampleDraw draw)
    {
        // Zipf with exponent 0.6 within the category: density ∝ rank^-0.6, so the rank is uniform^(1 / 0.4).
        var category = customer.Categories[draw.Below(customer.Categories.Count)];
        var rows = plan.RowsOf(category);
        var row = (int)(rows * Math.Pow(draw.Unit(), 2.5));
        var product = plan.Product(1 + category + (row * SampleCatalogue.Categories.Count));

        var factor = (decimal)(customer.PriceFactor * draw.Between(.98, 1.02));
        var price = decimal.Round(product.Price.Value * factor, product.Price.Value < 1 ? 4 : 2);
        var unitPrice = UnitPrice.Of(Math.Max(price, .01m));
        var packs = Math.Max(1, Math.Round(target / (double)(unitPrice.Value * product.Pack.Value)));
        var quantity = new Quantity(product.Pack.Micro * (long)packs);
        var discount = draw.Chance(.06) ? 200 + (100 * draw.Below(9)) : 0;
        return new(product, quantity, quantity, unitPrice, discount, unitPrice.Times(quantity, discount), due);
    }

    private static SampleLine Freight(SampleProduct freight, DateOnly due, ref SampleDraw draw)
    {
        var (one, price) = (Quantity.Of(1), UnitPrice.Of(80 + (20 * draw.Below(20))));
        return new(freight, one, one, price, 0, price.Times(one, 0), due);
    }
}
