using System.Text.RegularExpressions;

namespace OrderLedger.Browser.Tests.Pages;

/// <summary>One order: its status, its events, its history.</summary>
internal sealed class OrderScreen(IPage page)
{
    public ILocator Status => page.Locator(".st.big");

    public ILocator History => page.Locator("ol.tl");

    /// <summary>The form of an event once it is open.</summary>
    public ILocator Form => page.Locator("details.modal[open] form");

    /// <summary>Opens an event's form, fills fields by their label, and sends it.</summary>
    public async Task DoAsync(string action, params (string Label, string Value)[] fields)
    {
        await BeginAsync(action, fields);
        await SendAsync();
        await Expect(page.Locator("[data-toast]")).ToBeVisibleAsync();
    }

    public async Task BeginAsync(string action, params (string Label, string Value)[] fields)
    {
        await Action(action).ClickAsync();
        foreach (var (label, value) in fields) await Form.GetByLabel(label).FillAsync(value);
    }

    public Task SendAsync() => Form.Locator("footer button:not([data-close])").ClickAsync();

    public ILocator Action(string name) => page.Locator("details.modal > summary")
        .Filter(new() { HasTextRegex = new Regex($@"^\s*{Regex.Escape(name)}\s*$", RegexOptions.None, TimeSpan.FromSeconds(1)) });

    /// <summary>Takes the newest change back that can be.</summary>
    public Task UndoNewestAsync() => History.Locator("form button").First.ClickAsync();
}
