using System.Globalization;

namespace OrderLedger.Web.Ui.Overview;

/// <summary>The span that the overview looks at. The address carries it: <c>2026</c>, <c>12m</c>, <c>quarter</c>, <c>month</c>.</summary>
/// <param name="From">First day.</param>
/// <param name="End">Last day of the span, which may lie ahead.</param>
/// <param name="To">Last day that has happened: what is compared is compared up to the same day of the year before.</param>
public sealed record Period(string Key, DateOnly From, DateOnly End, DateOnly To)
{
    /// <summary>Years back that can be chosen.</summary>
    private const int YearsBack = 4;

    public DateOnly BeforeFrom => From.AddYears(-1);

    public DateOnly BeforeTo => To.AddYears(-1);

    public bool IsYear => Key.Length == 4;

    public static IReadOnlyList<string> Keys(DateOnly today) =>
        [.. Enumerable.Range(0, YearsBack).Select(back => Year(today.Year - back)), "12m", "quarter", "month"];

    /// <summary>What the address does not say, or says wrongly, is the year.</summary>
    public static Period Of(string? key, DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var quarter = month.AddMonths(-((month.Month - 1) % 3));
        return key switch
        {
            "12m" => new(key, month.AddMonths(-11), month.AddMonths(1).AddDays(-1), today),
            "quarter" => new(key, quarter, quarter.AddMonths(3).AddDays(-1), today),
            "month" => new(key, month, month.AddMonths(1).AddDays(-1), today),
            [_, _, _, _] when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && year > today.Year - YearsBack && year < today.Year => WholeYear(year, new(year, 12, 31)),
            _ => WholeYear(today.Year, today),
        };
    }

    public string Label(Texts texts) => IsYear ? texts["overview.year", Key] : texts["overview.period." + Key];

    /// <summary>The ledger filtered to these days.</summary>
    public static string Drill(DateOnly from, DateOnly to, string? and = null)
    {
        var dates = string.Create(CultureInfo.InvariantCulture, $"orderDate >= {from:yyyy-MM-dd} and orderDate <= {to:yyyy-MM-dd}");
        return "/?filter=" + Uri.EscapeDataString(and is null ? dates : $"{and} and {dates}");
    }

    private static Period WholeYear(int year, DateOnly to) => new(Year(year), new(year, 1, 1), new(year, 12, 31), to);

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
