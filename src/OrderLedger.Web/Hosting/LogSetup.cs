namespace OrderLedger.Web.Hosting;

/// <summary>One line per event on the console. Requests are not logged: addresses and bodies carry names and phones.</summary>
internal static class LogSetup
{
    public static void AddTerseConsole(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(static options =>
        {
            options.SingleLine = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
        });
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("OrderLedger", LogLevel.Information);
        logging.AddFilter(typeof(LedgerAuthentication).FullName, LogLevel.Warning);
        // Failed statements are logged with their parameters' values by nobody; the fault itself reaches the fault guard.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical);
    }
}
