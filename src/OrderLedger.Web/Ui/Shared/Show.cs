using System.Globalization;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Web.Ui.Shared;

/// <summary>Figures and dates as people read them; the same in every language, apart from the short amounts of tiles.</summary>
public static class Show
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>8640000 → <c>86,400.00</c>.</summary>
    public static string Money(Money amount) => amount.Amount.ToString("#,##0.00", Plain);

    /// <summary>For a form field: <c>86400.00</c>.</summary>
    public static string Plainly(Money amount) => amount.Amount.ToString("0.00", Plain);

    /// <summary>1,200 or 0.5: no zeros that say nothing.</summary>
    public static string Quantity(Quantity quantity) => quantity.Value.ToString("#,##0.######", Plain);

    /// <summary>At least two decimals, at most eight.</summary>
    public static string Price(UnitPrice price) => price.Value.ToString("#,##0.00######", Plain);

    public static string Count(long count) => count.ToString("#,##0", Plain);

    /// <summary>2740 → <c>27.4%</c>.</summary>
    public static string Percent(int basisPoints) => (basisPoints / 100m).ToString("0.##", Plain) + "%";

    /// <summary>Tiles and charts: 38426000.00 → <c>3,842.6万</c> for Chinese readers, <c>38.4M</c> for others.</summary>
    public static string Short(decimal amount, bool chinese)
    {
        (decimal Size, string Unit)[] steps = chinese
            ? [(100_000_000m, "亿"), (10_000m, "万")]
            : [(1_000_000_000m, "B"), (1_000_000m, "M"), (1_000m, "K")];
        foreach (var (size, unit) in steps)
        {
            if (Math.Abs(amount) >= size) return (amount / size).ToString("#,##0.#", Plain) + unit;
        }

        return amount.ToString("#,##0.##", Plain);
    }

    /// <summary>11-21 within the year of <paramref name="today"/>, else 2025-11-21.</summary>
    public static string Date(DateOnly date, DateOnly today) =>
        date.ToString(date.Year == today.Year ? "MM-dd" : "yyyy-MM-dd", Plain);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", Plain);

    /// <summary>For machines that read the page: 2026-11-21T02:08:00Z.</summary>
    /// <param name="instant">UTC.</param>
    public static string Machine(DateTime instant) => instant.ToString("yyyy-MM-ddTHH:mm:ssZ", Plain);

    /// <summary>The share of <paramref name="part"/> in whole percent, 0…999; rounded down, so that 100 means all of it.</summary>
    public static int Share(Money part, Money whole) =>
        whole.Cents <= 0 ? 100 : (int)Math.Clamp(part.Cents * 100m / whole.Cents, 0m, 999m);

    /// <summary>The class of css that carries the hue of a status.</summary>
    public static string Hue(OrderStatus status) => status switch
    {
        OrderStatus.Draft => "draft",
        OrderStatus.Confirmed => "confirmed",
        OrderStatus.InProduction => "production",
        OrderStatus.ReadyToShip => "toship",
        OrderStatus.Shipped => "shipped",
        OrderStatus.Received => "received",
        OrderStatus.Paid => "paid",
        _ => "cancelled",
    };
}
