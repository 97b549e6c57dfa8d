using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>Ctrl+F goes from match to match, also to rows that were never in sight.</summary>
[Collection(GridSite.Name)]
public sealed class GridFindTests(GridSite grids)
{
    [Fact]
    public async Task Ctrl_F_goes_from_match_to_match_and_filters_when_asked()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        var last = await grid.CountAsync() - 1;
        await grid.ScrollToAsync(last);
        var number = await grid.Cell(last, 0).InnerTextAsync();
        await grid.ScrollToAsync(0);
        await grid.Cell(0, 4).ClickAsync();

        await grid.PressAsync("Control+f");
        await visit.Page.Keyboard.TypeAsync(number);
        await grid.PressAsync("Enter");
        await grid.IsAtAsync(last, 0);
        await grid.PressAsync("Enter");
        await grid.IsAtAsync(last, 0);
        await visit.Page.Locator(".grid-find input").FillAsync("没有这样的内容");
        await grid.PressAsync("Shift+Enter");
        await Expect(visit.Page.Locator(".grid-find [role=status]")).ToHaveTextAsync("没有找到");
        await visit.Page.Locator(".grid-find input").FillAsync(number);
        await grid.PressAsync("Control+Enter");

        await Expect(grid.Table).ToHaveAttributeAsync("aria-rowcount", "2");
        await Expect(visit.Page.Locator(".grid-find")).ToHaveCountAsync(0);
        visit.AssertQuiet();
    }
}
