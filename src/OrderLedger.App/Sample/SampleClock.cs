namespace OrderLedger.App.Sample;

/// <summary>Moments of working days in the book's zone, as UTC.</summary>
internal static class SampleClock
{
    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(utc + SampleCalendar.Zone);

    public static DateTime At(DateOnly date, double hour) => DateTime.SpecifyKind(
        date.ToDateTime(TimeOnly.MinValue).AddSeconds(Math.Floor(hour * 3600)) - SampleCalendar.Zone, DateTimeKind.Utc);

    /// <summary>Some time in office hours of that day, but after <paramref name="earliest"/>.</summary>
    public static DateTime Working(DateOnly date, DateTime earliest, ref SampleDraw draw)
    {
        var at = At(date, draw.Between(8.5, 17.8));
        return at > earliest ? at : earliest.AddSeconds(600 + draw.Below(7_200));
    }

    /// <summary>A number of days later, in office hours of that day; the same day when it is less than half a
    /// day.</summary>
    public static DateTime After(DateTime earliest, double days, ref SampleDraw draw) =>
        Working(DateOf(earliest).AddDays((int)Math.Round(days)), earliest, ref draw);

    public static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    public static DateTime Between(DateTime from, DateTime to, double share) =>
        from.AddSeconds(Math.Floor((to - from).TotalSeconds * share));
}
