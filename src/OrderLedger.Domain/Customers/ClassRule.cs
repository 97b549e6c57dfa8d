using System.Globalization;

namespace OrderLedger.Domain.Customers;

/// <summary>客户分类规则: the first rule that holds gives the class. Importance by amount,
/// frequency by orders, newness by age.</summary>
/// <param name="Months">The window back from today in which orders and amount are counted, 1…120.</param>
/// <param name="OrdersMin">At least so many orders in the window; null: not asked.</param>
/// <param name="AmountMin">At least this amount in the window; null: not asked.</param>
/// <param name="FirstOrderDaysMax">The first order is at most so many days old (or there is none); null: not asked.</param>
public sealed record ClassRule(string Class, int Months, int? OrdersMin, Money? AmountMin, int? FirstOrderDaysMax)
{
    /// <summary>What a new book starts with; the user may change it in the settings.</summary>
    public static readonly IReadOnlyList<ClassRule> Default =
    [
        new(CustomerClasses.Vip, 12, 6, new Money(300_000_00), null),
        new(CustomerClasses.New, 12, null, null, 90),
        new(CustomerClasses.Regular, 12, null, null, null),
    ];

    public bool Holds(CustomerActivity activity, DateOnly today) =>
        (OrdersMin is null || activity.Orders >= OrdersMin)
        && (AmountMin is null || activity.Amount >= AmountMin)
        && (FirstOrderDaysMax is null || activity.FirstOrder is null
            || today.DayNumber - activity.FirstOrder.Value.DayNumber <= FirstOrderDaysMax);

    /// <summary>The class and the figures behind it, for example <c>近 12 个月 8 单 ¥412,000.00</c> as facts.</summary>
    public static (string Class, string Reason)? Decide(
        IEnumerable<(ClassRule Rule, CustomerActivity Activity)> rules, DateOnly today)
    {
        foreach (var (rule, activity) in rules)
        {
            if (rule.Holds(activity, today)) return (rule.Class, Reason(rule, activity));
        }
        return null;
    }

    private static string Reason(ClassRule rule, CustomerActivity activity) => string.Create(
        CultureInfo.InvariantCulture, $"{rule.Months}m {activity.Orders} × ¥{activity.Amount.Amount:#,##0.00}");
}

/// <summary>What one customer ordered within a window; cancelled orders and drafts do not count.</summary>
public sealed record CustomerActivity(int Orders, Money Amount, DateOnly? FirstOrder);
