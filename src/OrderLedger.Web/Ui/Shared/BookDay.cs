using System.Globalization;
using OrderLedger.App.Data;
using OrderLedger.App.Settings;

namespace OrderLedger.Web.Ui.Shared;

/// <summary>Now, as the clock on the wall of the company shows it: in the zone of the book's settings.</summary>
/// <remarks>Loaded once for a request, before its page; components then ask without waiting.</remarks>
public sealed class BookDay(TimeProvider clock, Book book)
{
    private TimeZoneInfo _zone = BookSettings.Default.Zone;

    public DateOnly Today => DateOnly.FromDateTime(Local(clock.GetUtcNow().UtcDateTime));

    public async Task LoadAsync(CancellationToken cancellation) => _zone = (await book.SettingsAsync(cancellation)).Zone;

    /// <param name="instant">UTC.</param>
    public DateTime Local(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(instant, _zone);

    /// <summary>11-21 10:08 within the year, else 2025-11-21 10:08.</summary>
    public string Stamp(DateTime instant)
    {
        var local = Local(instant);
        var pattern = local.Year == Today.Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm";
        return local.ToString(pattern, CultureInfo.InvariantCulture);
    }
}
