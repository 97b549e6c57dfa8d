using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using OrderLedger.App;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Hosting;

/// <summary>Builds the server: services on top, then the way of a request from the socket to a verb.</summary>
public static class LedgerHost
{
    /// <summary>Forms and JSON; the import of workbooks sets a bound of its own.</summary>
    private const long BodyBytesMax = 4L << 20;

    public static WebApplication Build(ServeOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(LedgerHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            kestrel.Limits.MaxConcurrentConnections = 10_000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Logging.AddTerseConsole();
        builder.Services.AddLedgerApp(options.Place);
        builder.Services.AddLedgerAccess();
        builder.Services.AddBookKeys(options.Place);
        builder.Services.AddLedgerUi();
        builder.Services.AddLedgerApi();
        builder.Services.AddHostedService<Housekeeping>();
        builder.Services.AddPacking();
        builder.Services.Configure<HostFilteringOptions>(o =>
        {
            o.AllowedHosts = [.. options.AllowedHosts];
            (o.AllowEmptyHosts, o.IncludeFailureMessage) = (false, false);
        });
        builder.Services.Configure<ForwardedHeadersOptions>(static o =>
        {
            o.ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            // The operator said that a proxy stands in front; where it runs is not known here.
            o.KnownIPNetworks.Clear();
            o.KnownProxies.Clear();
        });
        var app = builder.Build();
        if (options.IsBehindProxy) app.UseForwardedHeaders();
        app.UseHostFiltering();
        app.UseResponseCompression();
        app.UseSecurityHeaders();
        app.UseFaultGuard();
        app.UseOriginGuard();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseTextGuard();
        app.MapLedgerUi();
        app.MapHealth();
        app.MapAccess();
        app.MapLedgerApi();
        return app;
    }
}
