using System.Globalization;
using OrderLedger.App.Settings;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Settings;

/// <summary>Name, zone, currency and usual tax rate, as typed.</summary>
public sealed class CompanyDraft
{
    public string? Name { get; set; }
    public string? TimeZone { get; set; }
    public string? Currency { get; set; }

    /// <summary>Percent.</summary>
    public string? TaxRate { get; set; }

    public static CompanyDraft Of(BookSettings settings) => new()
    {
        Name = settings.Company.Name, TimeZone = settings.Company.TimeZone, Currency = settings.Company.Currency,
        TaxRate = Show.Percent(settings.Company.TaxRateBp).TrimEnd('%'),
    };

    public BookSettings Into(BookSettings settings, FormReader reader) => settings with
    {
        Company = new(Name?.Trim() ?? "", TimeZone?.Trim() ?? "", Currency?.Trim().ToUpperInvariant() ?? "",
            (int)((reader.Fraction(TaxRate, nameof(TaxRate)) ?? 0m) * 10_000m)),
    };
}

/// <summary>Both number rules, as typed.</summary>
public sealed class NumbersDraft
{
    public RuleDraft Order { get; set; } = new();
    public RuleDraft Shipment { get; set; } = new();

    /// <summary>The button asked to see examples, not to save.</summary>
    public bool Try { get; set; }

    public static NumbersDraft Of(BookSettings settings) => new()
    {
        Order = RuleDraft.Of(settings.OrderNumbers), Shipment = RuleDraft.Of(settings.ShipmentNumbers),
    };

    public BookSettings Into(BookSettings settings) =>
        settings with { OrderNumbers = Order.Read(), ShipmentNumbers = Shipment.Read() };
}

public sealed class RuleDraft
{
    public string? Pattern { get; set; }
    public NumberScope Scope { get; set; }
    public bool AtConfirmation { get; set; }

    public static RuleDraft Of(NumberRule rule) =>
        new() { Pattern = rule.Pattern, Scope = rule.Scope, AtConfirmation = rule.AtConfirmation };

    public NumberRule Read() => new(Pattern?.Trim() ?? "", Scope, AtConfirmation);
}

/// <summary>The lists that forms offer: one entry a line.</summary>
public sealed class ListsDraft
{
    public string? PaymentMethods { get; set; }
    public string? Carriers { get; set; }

    /// <summary>A line is <c>name = notation</c>.</summary>
    public string? Terms { get; set; }

    /// <summary>Percents.</summary>
    public string? TaxRates { get; set; }

    public static ListsDraft Of(BookSettings settings) => new()
    {
        PaymentMethods = string.Join('\n', settings.PaymentMethods), Carriers = string.Join('\n', settings.Carriers),
        Terms = string.Join('\n', settings.Terms.Select(static terms => $"{terms.Name} = {terms.Notation}")),
        TaxRates = string.Join('\n', settings.TaxRatesBp.Select(static rate => Show.Percent(rate))),
    };

    public BookSettings Into(BookSettings settings, FormReader reader) => settings with
    {
        PaymentMethods = Lines(PaymentMethods),
        Carriers = Lines(Carriers),
        Terms = [.. Lines(Terms).Select(static line => TermsOf(line))],
        TaxRatesBp = [.. Lines(TaxRates).Select(line => (int)((reader.Fraction(line, nameof(TaxRates)) ?? 0m) * 10_000m)).Distinct()],
    };

    private static NamedTerms TermsOf(string line)
    {
        var at = line.LastIndexOf('=');
        return at > 0 ? new(line[..at].Trim(), line[(at + 1)..].Trim()) : new(line, line);
    }

    private static IReadOnlyList<string> Lines(string? text) => [.. (text ?? "").Split('\n').Select(static line => line.Trim())
        .Where(static line => line.Length > 0).Distinct(StringComparer.Ordinal)];
}

/// <summary>客户分类规则, first rule first.</summary>
public sealed class ClassesDraft
{
    public List<ClassDraft> Rules { get; set; } = [];

    /// <summary>The button asked for one more row, not for saving.</summary>
    public bool More { get; set; }

    public static ClassesDraft Of(BookSettings settings) => new() { Rules = [.. settings.ClassRules.Select(ClassDraft.Of)] };

    public BookSettings Into(BookSettings settings, FormReader reader) => settings with
    {
        ClassRules = [.. Rules.Where(static rule => !string.IsNullOrWhiteSpace(rule.Class)).Select((rule, i) => rule.Read(reader, $"Rules[{i}]."))],
    };
}

public sealed class ClassDraft
{
    public string? Class { get; set; }
    public string? Months { get; set; } = "12";
    public string? OrdersMin { get; set; }
    public string? AmountMin { get; set; }
    public string? FirstOrderDaysMax { get; set; }

    public static ClassDraft Of(ClassRule rule) => new()
    {
        Class = rule.Class, Months = rule.Months.ToString(CultureInfo.InvariantCulture),
        OrdersMin = rule.OrdersMin?.ToString(CultureInfo.InvariantCulture),
        AmountMin = rule.AmountMin is { } amount ? Show.Plainly(amount) : null,
        FirstOrderDaysMax = rule.FirstOrderDaysMax?.ToString(CultureInfo.InvariantCulture),
    };

    public ClassRule Read(FormReader reader, string at) => new(Class!.Trim(),
        Math.Clamp(reader.Whole(Months, at + nameof(Months)) ?? 12, 1, 120), reader.Whole(OrdersMin, at + nameof(OrdersMin)),
        reader.Money(AmountMin, at + nameof(AmountMin)), reader.Whole(FirstOrderDaysMax, at + nameof(FirstOrderDaysMax)));
}
