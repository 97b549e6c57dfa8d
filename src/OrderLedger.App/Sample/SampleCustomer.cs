using System.Globalization;
using OrderLedger.Domain;

namespace OrderLedger.App.Sample;

/// <summary>A customer of the sample.</summary>
/// <param name="Index">From 0; the same customer whatever the size of the sample.</param>
public sealed record SampleCustomer(
    int Index,
    string Code,
    string Name,
    string? ShortName,
    string TaxNo,
    string Contact,
    string Phone,
    string Email,
    string Region,
    string Address,
    string Salesperson,
    SampleTerms Terms,
    string PaymentMethod,
    Money? CreditLimit,
    SampleProfile Profile)
{
    /// <summary>The product categories bought from, by place in the catalogue; the first is bought from most.</summary>
    internal IReadOnlyList<int> Categories { get; private init; } = [];

    /// <summary>Orders of this customer are this much dearer than usual.</summary>
    internal double ValueFactor { get; private init; }

    /// <summary>The customer's prices beside the list.</summary>
    internal double PriceFactor { get; private init; }

    internal static SampleCustomer At(ulong seed, int index)
    {
        var draw = new SampleDraw(seed, SampleStream.Customer, index);
        var traits = SampleTraits.Of(ref draw);
        var firm = SampleNames.Firm(seed, index);
        var terms = draw.Of(SampleTerms.Odds);
        var main = draw.Below(SampleCatalogue.Categories.Count);
        var limit = Math.Round(traits.ValueFactor / Math.Sqrt(traits.Size + .01) * 5) * 10_000;
        return new(index, string.Create(CultureInfo.InvariantCulture, $"C{index + 1:D4}"), firm.Name,
            draw.Chance(.12) ? firm.ShortName : null, SampleNames.TaxNumber(ref draw), SampleNames.Person(ref draw),
            SampleNames.Phone(ref draw), SampleNames.Mail(firm, index, ref draw), firm.Province,
            SampleNames.Address(firm, ref draw), draw.Of(SampleNames.Salespeople), terms,
            terms.Method ?? draw.Of(SampleTerms.Methods),
            terms.IsOnCredit && limit > 0 && draw.Chance(.4) ? new Money((long)limit * 100) : null, draw.Of(Profiles))
        {
            Categories = [main, main, draw.Below(SampleCatalogue.Categories.Count)],
            ValueFactor = traits.ValueFactor,
            PriceFactor = draw.Between(.94, 1.06),
        };
    }

    private static readonly SampleOdds<SampleProfile> Profiles = new(
        (SampleProfile.Factory, .45), (SampleProfile.Trade, .45), (SampleProfile.Wholesale, .10));
}

/// <summary>How a customer buys.</summary>
public enum SampleProfile
{
    /// <summary>One article at a time, made to order, weeks ahead.</summary>
    Factory,
    /// <summary>A few articles, mostly from stock, within days.</summary>
    Trade,
    /// <summary>Long lists from stock.</summary>
    Wholesale,
}

/// <summary>What decides how often and how much a customer orders, and when the firm is a customer at all.</summary>
/// <param name="Size">In [0, 1): the rank among all customers, the largest first.</param>
/// <param name="ValueFactor">Log-normal with σ 0.8.</param>
/// <param name="From">When it came, as a share of the three years; negative when before.</param>
/// <param name="Until">When it left; often after the end.</param>
internal readonly record struct SampleTraits(double Size, double ValueFactor, double From, double Until)
{
    private const double ChurnPerYear = 0.015 * 12;
    private const double Years = 3;

    public static SampleTraits Of(ulong seed, int index)
    {
        var draw = new SampleDraw(seed, SampleStream.Customer, index);
        return Of(ref draw);
    }

    public static SampleTraits Of(ref SampleDraw draw)
    {
        var (size, value, came) = (draw.Unit(), draw.LogNormal(0, .8), draw.Unit());
        var from = came < .4 ? -1 : (came - .4) / .6;
        var stays = -Math.Log(1 - draw.Unit()) / ChurnPerYear / Years;
        return new(size, value, from, Math.Max(from, 0) + stays);
    }
}
