using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OrderLedger.Domain;

namespace OrderLedger.App.Data.Maps;

/// <summary>How values are stored: scaled longs, never decimals, which SQLite sorts and sums through callbacks or as text.</summary>
internal static class Converters
{
    public static void Configure(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Money>().HaveConversion<MoneyConverter>();
        conventions.Properties<Quantity>().HaveConversion<QuantityConverter>();
        conventions.Properties<UnitPrice>().HaveConversion<UnitPriceConverter>();
        conventions.Properties<DateTime>().HaveConversion<InstantConverter>();
    }

    /// <summary>UTC milliseconds since 1970 as the stored instant.</summary>
    public static long ToMillis(DateTime instant) => (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    public static DateTime FromMillis(long millis) => DateTime.UnixEpoch.AddMilliseconds(millis);

    private sealed class MoneyConverter() : ValueConverter<Money, long>(m => m.Cents, c => new Money(c));

    private sealed class QuantityConverter() : ValueConverter<Quantity, long>(q => q.Micro, m => new Quantity(m));

    private sealed class UnitPriceConverter() : ValueConverter<UnitPrice, long>(p => p.Scaled, s => new UnitPrice(s));

    private sealed class InstantConverter() : ValueConverter<DateTime, long>(t => ToMillis(t), m => FromMillis(m));
}
