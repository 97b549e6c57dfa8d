using System.Globalization;

namespace OrderLedger.Web.Ui.Shared;

/// <summary>Now, as the clock on the wall of the company shows it.</summary>
public sealed class BookDay(TimeProvider clock)
{
    /// <summary>China has had one zone without summer time since 1992; hosts without zone data still know the hour.</summary>
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Shanghai", out var known)
        ? known
        : TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "China", "China");

    public DateOnly Today => DateOnly.FromDateTime(Local(clock.GetUtcNow()).DateTime);

    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>11-21 10:08 within the year, else 2025-11-21 10:08.</summary>
    public string Stamp(DateTimeOffset instant)
    {
        var local = Local(instant);
        return local.ToString(local.Year == Today.Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }
}
