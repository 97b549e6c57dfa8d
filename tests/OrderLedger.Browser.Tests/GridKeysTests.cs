using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>Keyboard, marks and the clipboard, as hands know them from Excel.</summary>
[Collection(GridSite.Name)]
public sealed class GridKeysTests(GridSite grids)
{
    [Fact]
    public async Task The_keys_of_Excel_move_the_active_cell()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        var last = await grid.CountAsync() - 1;

        await grid.Cell(1, 2).ClickAsync();
        await grid.IsAtAsync(1, 2);
        await grid.PressAsync("ArrowDown", "ArrowRight");
        await grid.IsAtAsync(2, 3);
        await grid.PressAsync("Tab", "Shift+Tab", "Shift+Tab");
        await grid.IsAtAsync(2, 2);
        await grid.PressAsync("End");
        await grid.IsAtAsync(2, 11);
        await grid.PressAsync("Tab");
        await grid.IsAtAsync(3, 0);
        await grid.PressAsync("Control+ArrowDown");
        await grid.IsAtAsync(last, 0);
        await Expect(grid.Cell(last, 0)).ToBeFocusedAsync();
        await grid.PressAsync("Control+Home");
        await grid.IsAtAsync(0, 0);
        await grid.PressAsync("PageDown");
        await Expect(grid.Row(0)).ToHaveCountAsync(0);
        await grid.PressAsync("PageUp");
        await grid.IsAtAsync(0, 0);
        await grid.PressAsync("Control+End");
        await grid.IsAtAsync(last, 11);
        await grid.PressAsync("Control+Home", "ArrowUp");
        await Expect(grid.Head("number")).ToBeFocusedAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Enter_moves_down_and_opens_the_order_of_a_number_and_Escape_lets_the_keyboard_go()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        var order = await grid.Cell(2, 0).Locator("a").GetAttributeAsync("href");

        await grid.Cell(2, 4).ClickAsync();
        await grid.PressAsync("Escape", "Tab");
        await Expect(grid.Cell(2, 4)).Not.ToBeFocusedAsync();
        await grid.Cell(2, 4).ClickAsync();
        await grid.PressAsync("Enter");
        await grid.IsAtAsync(3, 4);
        await grid.Cell(2, 0).ClickAsync(new() { Position = new() { X = 4, Y = 4 } });
        await grid.PressAsync("Enter");

        await Expect(visit.Page.Locator("[data-drawer-page]")).ToHaveAttributeAsync("href", order!);
        await Expect(visit.Page.Locator("[data-drawer] h1")).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_marked_column_adds_up_to_the_total_of_the_ledger_to_the_cent()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        await visit.Page.EvaluateAsync("""
            import('/js/grid/sums.js').then(m => {
              window.sum = (...values) => {
                const sums = new m.Sums();
                values.forEach(value => sums.add(value, { name: 'total', kind: 'money' }));
                return `${sums.sum} ${sums.average}`;
              };
            })
            """);

        await grid.Head("total").Locator("a").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });

        var total = await visit.Page.Locator(".foot [data-total=total]").TextContentAsync();
        await Expect(grid.Figure("sum")).ToHaveTextAsync(total!.Replace("¥ ", "", StringComparison.Ordinal));
        Assert.Equal("0.30 0.10", await visit.Page.EvaluateAsync<string>("sum(0.1, 0.1, 0.1)"));
        Assert.Equal("90,071,992,547,409.93 45,035,996,273,704.965", await visit.Page.EvaluateAsync<string>("sum(90071992547409.92, 0.01)"));
        Assert.Equal("-0.05 -0.0167", await visit.Page.EvaluateAsync<string>("sum(-0.1, 0.03, 0.02)"));
    }

    [Fact]
    public async Task Shift_and_the_mouse_mark_ranges_that_the_foot_counts()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;

        await grid.Cell(0, 0).ClickAsync(new() { Position = new() { X = 4, Y = 4 } });
        await grid.PressAsync("Shift+ArrowDown", "Shift+ArrowRight");
        await Expect(grid.Table.Locator("td[aria-selected=true]")).ToHaveCountAsync(4);
        await Expect(grid.Figure("count")).ToHaveTextAsync("4");
        await grid.Cell(1, 4).ClickAsync();
        await grid.Cell(5, 5).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(grid.Figure("count")).ToHaveTextAsync("10");
        await grid.Cell(2, 2).HoverAsync();
        await visit.Page.Mouse.DownAsync();
        await grid.Cell(4, 4).HoverAsync();
        await visit.Page.Mouse.UpAsync();
        await Expect(grid.Table.Locator("td[aria-selected=true]")).ToHaveCountAsync(9);
        await grid.PressAsync("Control+a");
        await Expect(grid.Cell(0, 11)).ToHaveAttributeAsync("aria-selected", "true");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_copy_takes_rows_that_were_never_in_sight_and_quotes_what_would_break_it()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var count = await grid.CountAsync();

        await grid.Cell(0, 1).ClickAsync();
        await grid.PressAsync("Control+a", "Control+c");
        await Expect(visit.Page.Locator(".foot .selection")).ToContainTextAsync("已复制");
        var rows = (await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).Split('\n');
        var quoted = await visit.Page.EvaluateAsync<string>("import('/js/grid/copy.js').then(m => m.quoted('a\\t\"b\"\\nc'))");

        Assert.Equal(count, rows.Length);
        Assert.All(rows, static row => Assert.Equal(12, row.Split('\t').Length));
        Assert.Matches(@"^\S*\t\d{4}-\d\d-\d\d\t", rows[^1]);
        Assert.Equal("\"a\t\"\"b\"\"\nc\"", quoted);
        visit.AssertQuiet();
    }
}
