namespace OrderLedger.Browser.Tests.Pages;

/// <summary>The ledger: tabs, search, sorting, rows.</summary>
internal sealed class LedgerScreen(IPage page)
{
    public ILocator Rows => page.Locator("table.ledger tbody tr");

    public ILocator Row(string text) => Rows.Filter(new() { HasText = text });

    /// <param name="direction">ascending or descending.</param>
    public ILocator SortedBy(string direction) => page.Locator($"th[aria-sort='{direction}']");

    public Task OpenAsync() => page.GotoAsync("/");

    public Task TabAsync(string name) => page.Locator("nav.tabs a").Filter(new() { HasText = name }).ClickAsync();

    public Task SortAsync(string column) => page.Locator("th a.sort").Filter(new() { HasText = column }).ClickAsync();

    public async Task SearchAsync(string text)
    {
        await page.GetByRole(AriaRole.Searchbox).FillAsync(text);
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
    }

    /// <summary>Opens the order of the row that shows this text.</summary>
    public async Task<OrderScreen> OpenRowAsync(string text)
    {
        await Row(text).First.Locator("a").First.ClickAsync();
        await Expect(page.Locator(".steps").First).ToBeVisibleAsync();
        return new(page);
    }

    public async Task<IDownload> ExportAsync(string format)
    {
        await page.Locator("details.menu > summary").Filter(new() { HasText = "导出" }).ClickAsync();
        return await page.RunAndWaitForDownloadAsync(() =>
            page.Locator(".pop a[download]").Filter(new() { HasText = format }).ClickAsync());
    }
}
