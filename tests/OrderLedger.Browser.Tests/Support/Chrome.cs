using OrderLedger.Browser.Tests.Support;

[assembly: AssemblyFixture(typeof(Chrome))]

namespace OrderLedger.Browser.Tests.Support;

/// <summary>One browser for all tests: the system's Chromium, never one that is downloaded.</summary>
public sealed class Chrome : IAsyncLifetime
{
    /// <summary>A busy machine is slow, not wrong: long enough that only what never comes fails.</summary>
    public const float PatienceMs = 60_000;

    private static readonly string[] Quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

    private IPlaywright? _driver;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        SetDefaultExpectTimeout(PatienceMs);
        _driver = await Playwright.CreateAsync();
        Browser = await _driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("ORDERLEDGER_CHROMIUM") ?? "/usr/bin/chromium",
            Args = Quiet,
            Timeout = PatienceMs,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        _driver?.Dispose();
        await LedgerSite.ForgetSampleAsync();
    }
}
