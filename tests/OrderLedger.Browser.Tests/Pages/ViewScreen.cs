namespace OrderLedger.Browser.Tests.Pages;

/// <summary>The ledger's views: tabs, what can be done with one, groups, and the menu of a column.</summary>
internal sealed class ViewScreen(IPage page)
{
    public ILocator Tab(string name) => page.Locator("nav.tabs a").Filter(new() { HasText = name });

    public ILocator Keep => page.Locator("[data-view-keep]");

    public ILocator Reset => page.Locator("[data-view-reset]");

    public ILocator Tree => page.Locator("table[role=treegrid]");

    public ILocator Group(string name) => Tree.Locator("tr.group").Filter(new() { HasText = name });

    public ILocator Value(string label) => page.Locator(".grid-pop .choices .check").Filter(new() { HasText = label });

    public ILocator Choices => page.Locator(".grid-pop .choices .check");

    public Task RunsAsync() => Expect(page.Locator(".fill.gridded table.ledger")).ToBeVisibleAsync();

    /// <summary>Keeps what is shown under a name.</summary>
    public async Task SaveAsAsync(string name, bool shared = false)
    {
        await page.Locator("summary.view-save").ClickAsync();
        var form = page.Locator("details.modal[open] form").First;
        await form.Locator("input[name='Draft.Name']").FillAsync(name);
        if (shared) await form.Locator("input[name='Draft.Shared']").CheckAsync();
        await form.Locator("button.primary").ClickAsync();
        await Expect(Tab(name)).ToHaveAttributeAsync("aria-current", "page");
        await RunsAsync();
    }

    /// <summary>The settings of the view that is open.</summary>
    public async Task<ILocator> SettingsAsync()
    {
        await page.Locator(".view-acts summary").Filter(new() { HasText = "视图设置" }).ClickAsync();
        return page.Locator(".view-acts details.modal[open]");
    }

    public async Task MenuAsync(string column)
    {
        var head = page.Locator($"th[data-column={column}]");
        await head.HoverAsync();
        await head.Locator(".head-menu").ClickAsync();
        await Expect(page.Locator(".grid-pop .acts")).ToBeVisibleAsync();
    }

    public Task ApplyAsync() => page.Locator(".grid-pop .filter-of button.primary").ClickAsync();

    public Task<int> CountAsync() => page.Locator(".foot [data-count]").EvaluateAsync<int>("b => Number(b.textContent.replaceAll(',', ''))");

    public Task CountsAsync(long count) => Expect(page.Locator(".foot [data-count]"))
        .ToHaveTextAsync(count.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The builder of filters, opened from the bar.</summary>
    public async Task<ILocator> BuildAsync()
    {
        await page.Locator(".bar [data-menu=filter] > summary").ClickAsync();
        var dialog = page.Locator("dialog.builder[open]");
        await Expect(dialog).ToBeVisibleAsync();
        return dialog;
    }
}
