using System.Text.RegularExpressions;

namespace OrderLedger.App.Import.Reading;

/// <summary>In which order a column writes year, month and day where one writing alone does not tell.</summary>
public enum DateOrder
{
    Unknown,
    YearFirst,
    MonthFirst,
    DayFirst,
}

/// <summary>What the rest of a column or file says about a date that is not complete in itself.</summary>
/// <param name="Year">For <c>7月22日</c>; null leaves such a date unread.</param>
/// <param name="Order">For <c>16/7/22</c> and <c>5/6/2016</c>; unknown leaves the doubtful ones unread.</param>
/// <param name="Date1904">Serial numbers in unformatted cells count from 1904.</param>
public sealed partial record DateContext(int? Year = null, DateOrder Order = DateOrder.Unknown, bool Date1904 = false)
{
    public static DateContext None { get; } = new();

    /// <summary>Learns from the cells of one column: the commonest year, and an order when all dates that tell it
    /// agree.</summary>
    /// <param name="cells">Enough of them, in any order.</param>
    /// <param name="date1904">From <see cref="Workbook.Date1904"/>.</param>
    public static DateContext Of(IEnumerable<Cell> cells, bool date1904 = false)
    {
        var years = new Dictionary<int, int>();
        var orders = new HashSet<DateOrder>();
        foreach (var cell in cells)
        {
            if (CellValues.Date(cell, new DateContext(Date1904: date1904)) is { } date)
                years[date.Year] = years.GetValueOrDefault(date.Year) + 1;
            if (cell.Kind is CellKind.Text && OrderOf(TextWritings.Fold(cell.Text)) is { } order) orders.Add(order);
        }

        int? year = years.Count == 0 ? null : years.MaxBy(static pair => pair.Value).Key;
        return new DateContext(year, orders.Count == 1 ? orders.Single() : DateOrder.Unknown, date1904);
    }

    /// <summary>The order a single writing proves: 2016-7-22 year first, 22/7/2016 day first, 7/22/2016 month
    /// first.</summary>
    private static DateOrder? OrderOf(string text)
    {
        if (YearFirst().IsMatch(text)) return DateOrder.YearFirst;
        if (YearLast().Match(text) is not { Success: true } match) return null;

        var (first, second) = (Number(match.Groups["first"]), Number(match.Groups["second"]));
        return first > 12 ? DateOrder.DayFirst : second > 12 ? DateOrder.MonthFirst : null;
    }

    private static int Number(Group group) =>
        int.Parse(group.ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*\d{4}[-/.年]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^\s*(?<first>\d{1,2})[-/.](?<second>\d{1,2})[-/.]\d{4}\b", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex YearLast();
}
