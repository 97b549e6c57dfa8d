using System.Globalization;

namespace OrderLedger.Web.Ui.Shared;

/// <summary>Now, as the clock on the wall of the company shows it.</summary>
public sealed class BookDay(TimeProvider clock)
{
    /// <summary>Hosts without zone data still know the hour: China has had no summer time since 1992.</summary>
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Shanghai", out var known)
        ? known
        : TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "China", "China");

    public DateOnly Today => DateOnly.FromDateTime(Local(clock.GetUtcNow().UtcDateTime));

    /// <param name="instant">UTC.</param>
    public static DateTime Local(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(instant, Zone);

    /// <summary>11-21 10:08 within the year, else 2025-11-21 10:08.</summary>
    public string Stamp(DateTime instant)
    {
        var local = Local(instant);
        var pattern = local.Year == Today.Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm";
        return local.ToString(pattern, CultureInfo.InvariantCulture);
    }
}
