using System.Text.RegularExpressions;
using OrderLedger.App.Access;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>Everybody arranges the columns as they work, and finds them so the next day.</summary>
[Collection(GridSite.Name)]
public sealed class GridColumnsTests(GridSite grids, Chrome chrome)
{
    [Fact]
    public async Task Columns_are_shown_moved_widened_and_remembered()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;

        await visit.Page.Locator(".grid-columns > summary").ClickAsync();
        await visit.Page.GetByLabel("毛利", new() { Exact = true }).CheckAsync();
        await visit.Page.GetByLabel("业务员", new() { Exact = true }).Last.UncheckAsync();
        await visit.Page.Locator(".grid-columns .segment button").Nth(1).ClickAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(grid.Head("profit")).ToBeVisibleAsync();
        await Expect(grid.Head("salesperson")).ToHaveCountAsync(0);
        await Expect(grid.Cell(0, 11)).ToHaveTextAsync(new Regex(@"^-?[\d,]+\.\d\d$|^$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await DragAsync(visit.Page, grid.Head("status"), grid.Head("customer"), 0.25f);
        Assert.Equal("number orderDate status customer", await FirstAsync(grid));
        var width = (await grid.Head("customer").BoundingBoxAsync())!.Width;
        await DragAsync(visit.Page, grid.Head("customer").Locator(".edge"), grid.Head("product"), 0.3f);

        await visit.Page.ReloadAsync();
        await grid.RunsAsync();

        Assert.Equal("number orderDate status customer", await FirstAsync(grid));
        await Expect(grid.Head("profit")).ToHaveCountAsync(1);
        Assert.NotInRange((await grid.Head("customer").BoundingBoxAsync())!.Width, width - 10, width + 10);
        Assert.Equal(44, (await grid.Row(0).BoundingBoxAsync())!.Height);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Frozen_columns_stay_while_the_others_scroll()
    {
        var (visit, grid) = await grids.OpenAsync(new(Width: 900));
        await using var _ = visit;
        await grid.Head("customer").HoverAsync();
        await grid.Head("customer").Locator(".head-menu").ClickAsync();
        await visit.Page.Locator(".grid-pop .item").Filter(new() { HasText = "冻结到此列" }).ClickAsync();
        var before = (await grid.Cell(0, 2).BoundingBoxAsync())!.X;

        await grid.Host.EvaluateAsync("host => { host.scrollLeft = 300; }");

        Assert.Equal(before, (await grid.Cell(0, 2).BoundingBoxAsync())!.X);
        await Expect(grid.Table.Locator("th.frozen")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task The_menu_of_a_column_sorts_by_several_and_writes_the_filter_into_the_address()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        var all = await grid.CountAsync();

        await grid.Head("customer").Locator("a").ClickAsync();
        await Expect(grid.Head("customer")).ToHaveAttributeAsync("aria-sort", "ascending");
        await grid.Head("total").Locator("a").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(grid.Head("total")).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(grid.Head("customer")).ToHaveAttributeAsync("aria-sort", "ascending");
        Assert.Contains("sort=customer%2C-total", visit.Page.Url, StringComparison.Ordinal);
        await grid.Cell(0, 5).ClickAsync();
        await grid.PressAsync("Alt+ArrowDown");
        await visit.Page.Locator(".grid-pop .condition input").FillAsync("10000");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page).ToHaveURLAsync(new Regex("filter=total", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(grid.Table).Not.ToHaveAttributeAsync("aria-rowcount", $"{all + 1}");
        await Expect(grid.Head("total").Locator(".head-menu")).ToHaveClassAsync("head-menu on");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Who_sees_no_prices_is_offered_no_columns_of_money()
    {
        await using var visit = await Visit.SignInAsync(chrome, grids.Site, nameof(Role.Production));
        var grid = new GridScreen(visit.Page);
        await grid.RunsAsync();

        await visit.Page.Locator(".grid-columns > summary").ClickAsync();

        var offered = await visit.Page.Locator(".grid-columns .choices").InnerTextAsync();
        Assert.DoesNotContain("毛利", offered, StringComparison.Ordinal);
        Assert.DoesNotContain("未收", offered, StringComparison.Ordinal);
        Assert.DoesNotContain("金额", await visit.Page.Locator("script[data-ledger-grid]").TextContentAsync() ?? "", StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    private static Task<string> FirstAsync(GridScreen grid) =>
        grid.Table.EvaluateAsync<string>("table => [...table.querySelectorAll('th')].slice(0, 4).map(th => th.dataset.column).join(' ')");

    private static async Task DragAsync(IPage page, ILocator from, ILocator to, float share)
    {
        var (start, end) = ((await from.BoundingBoxAsync())!, (await to.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(start.X + start.Width / 2, start.Y + start.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end.X + end.Width * share, end.Y + end.Height / 2, new() { Steps = 4 });
        await page.Mouse.UpAsync();
    }
}
