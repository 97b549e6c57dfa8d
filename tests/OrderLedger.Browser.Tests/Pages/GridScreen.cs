using System.Globalization;

namespace OrderLedger.Browser.Tests.Pages;

/// <summary>The ledger once its grid runs.</summary>
internal sealed class GridScreen(IPage page)
{
    public ILocator Host => page.Locator(".fill.gridded > .grid");

    public ILocator Table => page.Locator("table[role=grid]");

    public ILocator Active => Table.Locator("td.active");

    public ILocator Head(string column) => Table.Locator($"th[data-column={column}]");

    /// <param name="row">From 0, in the whole result.</param>
    public ILocator Row(int row) => Table.Locator($"tbody tr[aria-rowindex='{(row + 2).ToString(CultureInfo.InvariantCulture)}']");

    public ILocator Cell(int row, int column) => Row(row).Locator("td").Nth(column);

    /// <summary>The figure of the marked cells: sum, average or count.</summary>
    public ILocator Figure(string name) => page.Locator($".foot .selection [data-sum={name}]");

    public Task RunsAsync() => Expect(Table).ToBeVisibleAsync();

    public async Task<int> CountAsync() =>
        int.Parse((await Table.GetAttributeAsync("aria-rowcount"))!, CultureInfo.InvariantCulture) - 1;

    /// <summary>To the row, as the scroll bar does it.</summary>
    public async Task ScrollToAsync(int row)
    {
        await Host.EvaluateAsync("(host, row) => { host.scrollTop = row * host.querySelector('tbody tr').offsetHeight; }", row);
        await Expect(Row(row)).ToBeVisibleAsync();
        await Expect(Table.Locator("tbody tr[aria-busy]")).ToHaveCountAsync(0);
    }

    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys) await page.Keyboard.PressAsync(key);
    }

    public Task IsAtAsync(int row, int column) => Expect(Cell(row, column)).ToHaveClassAsync(new System.Text.RegularExpressions.Regex(
        @"\bactive\b", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
}
