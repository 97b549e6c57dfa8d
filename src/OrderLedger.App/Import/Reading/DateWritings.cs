using System.Globalization;
using System.Text.RegularExpressions;

namespace OrderLedger.App.Import.Reading;

/// <summary>Dates as people write them. Full-width digits, blanks and times may stand anywhere they do in
/// life.</summary>
public static partial class DateWritings
{
    // 1990-01-01 to 2099-12-31: a quantity or a code is rarely taken for a day.
    private const int SerialMin = 32_874;
    private const int SerialMax = 73_050;
    private const int Days1904 = 1_462;
    private const int LengthMax = 64;

    private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December"];

    /// <summary>An order ledger holds dates from 1950 to 2100; beyond, a typing mistake is likelier.</summary>
    public static bool IsPlausible(DateTime date) => date.Year is >= 1950 and <= 2100;

    /// <summary>A serial number in an unformatted cell, or 20160722 kept as a number.</summary>
    public static DateTime? FromNumber(decimal number, DateContext context)
    {
        var serial = context.Date1904 ? number + Days1904 : number;
        if (serial is >= SerialMin and < SerialMax) return ExcelDates.FromSerial(number, context.Date1904);

        return number is >= 19_500_101 and <= 21_001_231 && decimal.IsInteger(number)
            ? Day((int)number / 10_000, (int)number / 100 % 100, (int)number % 100)
            : null;
    }

    /// <summary>The date, with its time where one is written; null where the text is no date or could be two.</summary>
    public static DateTime? Parse(string text, DateContext context)
    {
        if (text.Length > LengthMax) return null;

        var folded = TextWritings.Fold(text).Trim();
        if (!folded.AsSpan().ContainsAnyInRange('0', '9')) return null;
        if (folded.AsSpan().ContainsAny('期', '周')) folded = Weekday().Replace(folded, " ").Trim();
        if (decimal.TryParse(folded, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && FromNumber(number, context) is { } serial) return serial;

        if (Compact().Match(folded) is { Success: true } compact)
            return At(Day(Part(compact, "a"), Part(compact, "b"), Part(compact, "c")), compact);

        if (Three().Match(folded) is { Success: true } three) return At(OfThree(three, context), three);
        if (Two().Match(folded) is { Success: true } two)
            return context.Year is { } year ? At(Day(year, Part(two, "b"), Part(two, "c")), two) : null;

        return Named().Match(folded) is { Success: true } named ? At(OfName(named), named) : null;
    }

    private static DateTime? OfThree(Match match, DateContext context)
    {
        var (first, second, third) = (Part(match, "a"), Part(match, "b"), Part(match, "c"));
        if (match.Groups["a"].Length == 4) return Day(first, second, third);
        if (match.Groups["mark"].Value is "年") return Day(Century(first), second, third);
        if (match.Groups["c"].Length == 4) return YearLast(third, first, second, context);
        if (match.Groups["a"].Length != 2) return null;

        // 16.7.22 is how it is written here; 16/7/22 could be the 16th of July.
        return match.Groups["mark"].Value is "." || context.Order is DateOrder.YearFirst || first > 31
            ? Day(Century(first), second, third)
            : null;
    }

    private static DateTime? YearLast(int year, int first, int second, DateContext context) => context.Order switch
    {
        DateOrder.MonthFirst => Day(year, first, second),
        DateOrder.DayFirst => Day(year, second, first),
        _ when first == second || second > 12 => Day(year, first, second),
        _ when first > 12 => Day(year, second, first),
        _ => null,
    };

    /// <summary>01-Jan-2010, 5 January 2010, Jan 5, 2010, 22-Jul-16.</summary>
    private static DateTime? OfName(Match match)
    {
        var name = match.Groups["name"].Value;
        var month = Array.FindIndex(Months, full => full.StartsWith(name, StringComparison.OrdinalIgnoreCase)) + 1;
        var year = Part(match, "a");
        return Day(match.Groups["a"].Length == 2 ? Century(year) : year, month, Part(match, "c"));
    }

    private static DateTime? Day(int year, int month, int day) =>
        year is >= 1950 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified)
            : null;

    private static int Century(int year) => year < 70 ? 2000 + year : 1900 + year;

    private static DateTime? At(DateTime? day, Match match)
    {
        if (day is not { } date || !match.Groups["hour"].Success) return day;

        var (hour, minute, second) = (Part(match, "hour"), Part(match, "minute"), Part(match, "second"));
        return hour < 24 && minute < 60 && second < 60 ? date + new TimeSpan(hour, minute, second) : null;
    }

    private static int Part(Match match, string group) => match.Groups[group].Success
        ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
        : 0;
}
