using System.Globalization;

namespace OrderLedger.Web.Ui.Calendar;

/// <summary>What the calendar shows, as its address says it.</summary>
/// <param name="IsWeek">A week in place of a month.</param>
/// <param name="At">A day within what is shown.</param>
/// <param name="Day">The day whose orders are listed; null: none is chosen.</param>
/// <param name="Late">All that is overdue is listed instead.</param>
public sealed record CalendarView(bool IsWeek, DateOnly At, DateOnly? Day, bool Late, string? Salesperson)
{
    public static CalendarView Of(IQueryCollection query, DateOnly today)
    {
        var day = Date(query["day"]);
        var at = Date(query["at"]) ?? day ?? today;
        return new(query["view"] == "week", at, day, query["day"] == "late", Text(query["salesperson"]));
    }

    /// <summary>Monday of the first week shown.</summary>
    public DateOnly First => Monday(IsWeek ? At : new DateOnly(At.Year, At.Month, 1));

    /// <summary>Sunday of the last week shown.</summary>
    public DateOnly Last => IsWeek ? First.AddDays(6)
        : Monday(new DateOnly(At.Year, At.Month, DateTime.DaysInMonth(At.Year, At.Month))).AddDays(6);

    public IEnumerable<DateOnly> Weeks()
    {
        for (var monday = First; monday <= Last; monday = monday.AddDays(7)) yield return monday;
    }

    /// <summary>Of another month than the one shown.</summary>
    public bool IsOutside(DateOnly day) => !IsWeek && day.Month != At.Month;

    /// <summary>A day of the month or the week before or after.</summary>
    public DateOnly Step(int by) => IsWeek ? At.AddDays(7 * by) : new DateOnly(At.Year, At.Month, 1).AddMonths(by);

    /// <summary>2026-11, or 2026-11-23 – 11-29.</summary>
    public string Title => IsWeek
        ? $"{Written(First)} – {Last.ToString(Last.Year == First.Year ? "MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture)}"
        : At.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>Business dates are of these years, as on import.</summary>
    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 1990 and <= 2100 ? date : null;

    private static string? Text(string? value) => value?.Trim() is { Length: > 0 and <= 100 } text ? text : null;
}
