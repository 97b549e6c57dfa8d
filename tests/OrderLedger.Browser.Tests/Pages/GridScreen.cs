using System.Globalization;

namespace OrderLedger.Browser.Tests.Pages;

/// <summary>The ledger once its grid runs; or the grid of what a selector names.</summary>
internal sealed class GridScreen(IPage page, string scope = "body")
{
    public ILocator Host => page.Locator(".fill.gridded > .grid");

    public ILocator Table => page.Locator($"{scope} table[role=grid]");

    public ILocator Active => Table.Locator("td.active");

    public ILocator Head(string column) => Table.Locator($"th[data-column={column}]");

    /// <param name="row">From 0, in the whole result.</param>
    public ILocator Row(int row) => Table.Locator($"tbody tr[aria-rowindex='{(row + 2).ToString(CultureInfo.InvariantCulture)}']");

    public ILocator Cell(int row, int column) => Row(row).Locator("td").Nth(column);

    /// <summary>The figure of the marked cells: sum, average or count.</summary>
    public ILocator Figure(string name) => page.Locator($".foot .selection [data-sum={name}]");

    /// <summary>The field that types.</summary>
    public ILocator Editor => page.Locator(".cell-editor.on");

    /// <summary>The sentence at a cell that was refused.</summary>
    public ILocator Says => page.Locator(".cell-says:popover-open");

    public ILocator Dialog => page.Locator("dialog.grid-dialog[open]");

    public ILocator Toast => page.Locator(".toasts.of-grid .toast");

    /// <summary>The cell of a column that is shown.</summary>
    public async Task<ILocator> CellAsync(int row, string column) => Cell(row, await PlaceAsync(column));

    public Task<int> PlaceAsync(string column) => Table.EvaluateAsync<int>(
        "(table, name) => [...table.querySelectorAll('th')].findIndex(th => th.dataset.column === name)", column);

    /// <summary>Marks the cell, as a click does; the first column opens its order when its text is hit.</summary>
    public async Task GoToAsync(int row, string column) =>
        await (await CellAsync(row, column)).ClickAsync(new() { Position = new() { X = 10, Y = 8 } });

    /// <summary>Types over a cell and leaves it with Enter.</summary>
    public async Task TypeAsync(int row, string column, string text)
    {
        await GoToAsync(row, column);
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task ShowsAsync(int row, string column, string text) => await Expect(await CellAsync(row, column)).ToHaveTextAsync(text);

    /// <summary>Adds columns behind the others, as the menu of columns does it.</summary>
    public async Task ShowAsync(params string[] labels)
    {
        var menu = page.Locator(".grid-columns");
        await menu.Locator("summary").ClickAsync();
        foreach (var label in labels) await menu.GetByLabel(label, new() { Exact = true }).CheckAsync();
        await page.Keyboard.PressAsync("Escape");
        foreach (var label in labels) await Expect(Table.Locator("th").Filter(new() { HasText = label })).ToHaveCountAsync(1);
    }

    /// <summary>Pastes as Ctrl+V does with such a clipboard.</summary>
    public Task PasteAsync(string text, string? html = null) => page.EvaluateAsync("""
        ([text, html]) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          if (html) data.setData('text/html', html);
          document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """, new[] { text, html });

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
