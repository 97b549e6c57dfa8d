using System.Collections.Concurrent;
using OrderLedger.Browser.Tests.Pages;

namespace OrderLedger.Browser.Tests.Support;

/// <summary>One person at one browser window: own cookies, and an ear for everything the browser complains about.</summary>
public sealed class Visit : IAsyncDisposable
{
    // Chromium says on the console that a policy was broken, but not always which part of the page did it.
    private const string Listen = """
        document.addEventListener('securitypolicyviolation',
          e => console.error(`policy ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`));
        """;

    private readonly IBrowserContext _context;
    private readonly string _address;

    private Visit(IBrowserContext context, IPage page, string address) => (_context, Page, _address) = (context, page, address);

    public IPage Page { get; }

    /// <summary>Errors on the console, broken policies, thrown errors, and answers of 500 and above.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    public static async Task<Visit> StartAsync(Chrome chrome, LedgerSite site, Look? look = null)
    {
        look ??= Look.Desk;
        var context = await chrome.Browser.NewContextAsync(new()
        {
            BaseURL = site.Address, Locale = look.Language, ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = look.Width, Height = look.Height }, JavaScriptEnabled = look.HasScript,
            IsMobile = look.Width < 600, HasTouch = look.Width < 600, ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Chrome.PatienceMs);
        await context.AddInitScriptAsync(Listen);
        var visit = new Visit(context, await context.NewPageAsync(), site.Address);
        visit.Watch();
        return visit;
    }

    /// <summary>The same for somebody who has an account.</summary>
    public static async Task<Visit> SignInAsync(Chrome chrome, LedgerSite site, string name, Look? look = null)
    {
        var visit = await StartAsync(chrome, site, look);
        await visit.Page.GotoAsync("/sign-in");
        await new EntryScreen(visit.Page).SignInAsync(name, LedgerSite.Password);
        await Expect(visit.Page).ToHaveURLAsync(visit._address + "/");
        // The address changes when the answer begins: a person sees and presses nothing before the page stands.
        await visit.Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        await Expect(visit.Page.Locator("main")).ToBeVisibleAsync();
        return visit;
    }

    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(path);

    public void AssertQuiet() => Assert.Empty(Faults);

    /// <summary>Nothing sticks out to the right: the page itself never scrolls sideways.</summary>
    public async Task AssertFitsAsync()
    {
        var width = 0;
        // A page that has just come may still be laid out.
        for (var tries = 0; tries < 50; tries++)
        {
            width = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width <= Page.ViewportSize!.Width) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        var wide = await Page.EvaluateAsync<string>("""
            [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
              .slice(-6).map(e => e.tagName + '.' + e.className).join(' ')
            """);
        Assert.Fail($"{Page.Url} is {width} wide: {wide}");
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Watch()
    {
        Page.Console += (_, message) =>
        {
            // What the network answered is judged below; a form that was refused answers 4xx and is no fault.
            var isAnswer = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal);
            if (message.Type is "error" && !isAnswer)
                Faults.Enqueue($"{Page.Url}: {message.Text}");
        };
        Page.PageError += (_, error) => Faults.Enqueue($"{Page.Url}: {error}");
        Page.Response += (_, response) =>
        {
            var isMissing = response.Status == 404 && response.Request.ResourceType != "document";
            if (response.Status >= 500 || isMissing)
                Faults.Enqueue($"{response.Status} {response.Request.Method} {response.Url}");
        };
    }
}

/// <summary>How a visitor looks at the pages.</summary>
public sealed record Look(string Language = "zh-CN", int Width = 1440, int Height = 860,
    bool IsDark = false, bool HasScript = true)
{
    public static readonly Look Desk = new();
    public static readonly Look Phone = new(Width: 390, Height: 844);
}
