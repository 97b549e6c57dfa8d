using System.Text.RegularExpressions;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>Filters by values, by conditions in groups, and as a text; colours by rules.</summary>
[Collection(GridSite.Name)]
public sealed class LedgerFiltersTests(GridSite grids)
{
    [Fact]
    public async Task Values_are_counted_over_the_other_filters_and_picked_by_search()
    {
        var (visit, _) = await grids.OpenAsync();
        await using var __ = visit;
        var views = new ViewScreen(visit.Page);
        await visit.GoAsync("/?filter=total+>+5000");
        await views.RunsAsync();
        await views.MenuAsync("status");
        var label = (await views.Choices.First.Locator(".clip").TextContentAsync())!;
        var count = int.Parse((await views.Choices.First.Locator(".count").TextContentAsync())!.Replace(",", "", StringComparison.Ordinal),
            System.Globalization.CultureInfo.InvariantCulture);

        await visit.Page.Locator(".grid-pop input[type=search]").FillAsync(label);
        await Expect(views.Choices).ToHaveCountAsync(1);
        await visit.Page.Keyboard.PressAsync("Enter");
        await views.CountsAsync(count);

        await views.MenuAsync("status");
        await Expect(views.Choices.Nth(1)).ToBeVisibleAsync();
        await Expect(views.Value(label).Locator("input")).ToBeCheckedAsync();
        await Expect(views.Choices.Nth(1).Locator("input")).Not.ToBeCheckedAsync();
        await views.Choices.Nth(1).Locator("input").CheckAsync();
        await views.ApplyAsync();
        await Expect(visit.Page).ToHaveURLAsync(Pattern("status\\+in"));
        await Expect(visit.Page.Locator(".foot [data-count]")).Not.ToHaveTextAsync(
            count.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(await views.CountAsync() > count);
        await views.MenuAsync("status");
        await visit.Page.Locator(".grid-pop .filter-of button.ghost").Last.ClickAsync();
        await Expect(visit.Page).Not.ToHaveURLAsync(Pattern("status"));
        await Expect(visit.Page).ToHaveURLAsync(Pattern("total"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Days_are_picked_as_a_tree_of_years_and_months_with_counts()
    {
        var (visit, _) = await grids.OpenAsync();
        await using var __ = visit;
        var (views, page) = (new ViewScreen(visit.Page), visit.Page);
        var items = page.Locator(".grid-pop [role=tree] [role=treeitem]");
        await views.MenuAsync("orderDate");
        var year = items.First;
        await Expect(year).ToHaveAttributeAsync("aria-checked", "true");
        var ofYear = await CountOfAsync(year);
        await page.Locator(".grid-pop .values > .check input").First.UncheckAsync();
        await year.FocusAsync();
        if (await year.GetAttributeAsync("aria-expanded") == "false") await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("[role=treeitem]:focus")).ToHaveAttributeAsync("aria-level", "2");
        Assert.Empty(await AccessibilityTests.ViolationsAsync(page));

        await page.Keyboard.PressAsync("Space");
        await Expect(year).ToHaveAttributeAsync("aria-checked", await items.CountAsync() > 2 ? "mixed" : "true");
        var ofMonth = await CountOfAsync(page.Locator("[role=treeitem]:focus"));
        await page.Keyboard.PressAsync("Enter");
        await views.CountsAsync(ofMonth);
        await Expect(page).ToHaveURLAsync(Pattern("filter=orderDate\\+%3D\\+[0-9]{4}-[0-9]{2}(&|$)"));

        await views.MenuAsync("orderDate");
        await Expect(year).ToHaveAttributeAsync("aria-checked", "mixed");
        await year.Locator(".twist").ClickAsync();
        await items.Nth(1).Locator(".twist").ClickAsync();
        await Expect(items.Nth(2)).ToHaveAttributeAsync("aria-level", "3");
        await items.Nth(2).ClickAsync();
        await Expect(items.Nth(1)).ToHaveAttributeAsync("aria-checked", "mixed");
        var ofDay = await CountOfAsync(items.Nth(2));
        await views.ApplyAsync();
        await views.CountsAsync(ofMonth - ofDay);

        await views.MenuAsync("orderDate");
        await year.Locator(".clip").ClickAsync();
        await Expect(year).ToHaveAttributeAsync("aria-checked", "true");
        await views.ApplyAsync();
        await views.CountsAsync(ofYear);
        visit.AssertQuiet();
    }

    private static async Task<int> CountOfAsync(ILocator item) => int.Parse(
        (await item.Locator(".count").TextContentAsync())!.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Ten_thousand_values_are_searched_and_one_is_left_out()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        await visit.Page.RouteAsync("**/api/v1/ledger/values?*", static route =>
        {
            var search = System.Web.HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query)["search"] ?? "";
            var all = Enumerable.Range(0, 10_000).Select(static n => $"N{n:00000}").Where(n => n.Contains(search, StringComparison.Ordinal)).ToList();
            return route.FulfillAsync(new()
            {
                ContentType = "application/json",
                Body = System.Text.Json.JsonSerializer.Serialize(new
                {
                    values = all.Take(1_000).Select(static n => new { value = n, label = n, condition = $"number = {n}", count = 1 }),
                    more = all.Count > 1_000, seq = 1,
                }),
            });
        });
        var views = new ViewScreen(visit.Page);

        await views.MenuAsync("number");
        await Expect(views.Choices).ToHaveCountAsync(1_000);
        await Expect(visit.Page.Locator(".grid-pop .values .sub")).ToContainTextAsync("1,000");
        await views.Choices.First.Locator("input").UncheckAsync();
        await views.ApplyAsync();
        await Expect(visit.Page).ToHaveURLAsync(Pattern("number\\+%21%3D\\+%22N00000%22"));
        await Expect(visit.Page.Locator("th[data-column=number] .head-menu.on")).ToHaveCountAsync(1);
        await grid.RunsAsync();
        await views.MenuAsync("number");
        await visit.Page.Locator(".grid-pop input[type=search]").FillAsync("0999");
        await Expect(views.Choices).ToHaveCountAsync(11);
        await Expect(views.Value("N09990")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_builder_and_the_text_say_the_same()
    {
        var (visit, _) = await grids.OpenAsync();
        await using var __ = visit;
        var views = new ViewScreen(visit.Page);
        const string Typed = "状态 in (生产中, 待发货) 且 (总金额 > 1万 或 客户 ~ 海)";

        var dialog = await views.BuildAsync();
        await dialog.Locator("textarea").FillAsync(Typed);
        await Expect(dialog.Locator(".condition")).ToHaveCountAsync(3);
        await Expect(dialog.Locator("fieldset.group")).ToHaveCountAsync(2);
        await Expect(dialog.Locator(".words input:checked")).ToHaveCountAsync(2);
        await dialog.Locator(".condition input.in").First.FillAsync("20000");
        await Expect(dialog.Locator("textarea")).ToHaveValueAsync(
            "status in (inProduction, readyToShip) and (total > 20000 or customer ~ \"海\")");
        Assert.Empty(await AccessibilityTests.ViolationsAsync(visit.Page));
        await dialog.Locator("button.primary").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(Pattern("filter=status"));
        await Expect(visit.Page.Locator(".bar [data-menu=filter] .chip.set")).ToBeVisibleAsync();

        dialog = await views.BuildAsync();
        await Expect(dialog.Locator(".condition")).ToHaveCountAsync(3);
        await dialog.Locator("textarea").FillAsync("总金额 > 十个");
        await Expect(dialog.Locator(".error mark")).ToHaveTextAsync("十个");
        await dialog.Locator("textarea").FillAsync("客户 ~ ");
        await dialog.Locator("textarea").FillAsync("金");
        await Expect(dialog.Locator(".completion li").First).ToContainTextAsync("金额");
        await dialog.Locator("textarea").PressAsync("Enter");
        await Expect(dialog.Locator("textarea")).ToHaveValueAsync("总金额 ");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_wrong_filter_in_the_address_is_built_anew_without_rows()
    {
        var (visit, _) = await grids.OpenAsync();
        await using var __ = visit;
        await visit.GoAsync("/?filter=total+>>+1");

        var dialog = await new ViewScreen(visit.Page).BuildAsync();

        await Expect(dialog.Locator(".error mark")).ToBeVisibleAsync();
        await Expect(dialog.Locator("textarea")).ToHaveValueAsync("total >> 1");
    }

    [Fact]
    public async Task Rules_colour_rows_and_are_kept_with_the_view()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        await visit.GoAsync("/?view=dueThisWeek");
        await visit.GoAsync("/?sort=-total");
        await grid.RunsAsync();

        await visit.Page.Locator(".grid-columns > summary").ClickAsync();
        await visit.Page.Locator(".grid-columns button").Filter(new() { HasText = "颜色" }).ClickAsync();
        var dialog = visit.Page.Locator("dialog.rules[open]");
        await Expect(dialog.Locator(".rule")).ToHaveCountAsync(3);
        for (var i = 0; i < 3; i++) await dialog.Locator(".rule button").First.ClickAsync();
        await dialog.Locator(".list > button").ClickAsync();
        await dialog.Locator(".rule input").FillAsync("nonsense = 1");
        await dialog.Locator("button.primary").ClickAsync();
        await Expect(dialog.Locator(".error")).Not.ToBeEmptyAsync();
        await dialog.Locator(".rule input").FillAsync("total > 1");
        await dialog.Locator(".rule select").First.SelectOptionAsync("green");
        await dialog.Locator("button.primary").ClickAsync();

        await Expect(grid.Row(0)).ToHaveClassAsync(Pattern("tint green"));
        await visit.Page.ReloadAsync();
        await grid.RunsAsync();
        await Expect(grid.Row(0)).ToHaveClassAsync(Pattern("tint green"));
        Assert.Empty(await AccessibilityTests.ViolationsAsync(visit.Page));
        await visit.Page.Locator(".grid-columns > summary").ClickAsync();
        await visit.Page.Locator(".grid-columns button").Filter(new() { HasText = "颜色" }).ClickAsync();
        await dialog.Locator("[value=usual]").ClickAsync();
        await dialog.Locator("button.primary").ClickAsync();
        await Expect(grid.Row(0)).Not.ToHaveClassAsync(Pattern("tint"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Six_columns_freeze_and_the_keys_of_Excel_open_the_filter()
    {
        var (visit, grid) = await grids.OpenAsync(new(Width: 1100));
        await using var _ = visit;
        await new ViewScreen(visit.Page).MenuAsync("total");
        await visit.Page.Locator(".grid-pop .item").Filter(new() { HasText = "冻结到此列" }).ClickAsync();
        await Expect(grid.Table.Locator("th.frozen")).ToHaveCountAsync(6);

        await grid.Cell(0, 2).ClickAsync();
        await grid.PressAsync("Control+Shift+L");
        await Expect(visit.Page.Locator(".grid-pop input[type=search]")).ToBeFocusedAsync();
        await grid.PressAsync("Escape");
        await new ViewScreen(visit.Page).MenuAsync("customer");
        await visit.Page.Locator(".grid-pop .item").Filter(new() { HasText = "取消冻结" }).ClickAsync();
        await Expect(grid.Table.Locator("th.frozen")).ToHaveCountAsync(0);
        await visit.Page.Locator(".grid-columns > summary").ClickAsync();
        await visit.Page.Locator(".grid-columns button").Filter(new() { HasText = "恢复默认列" }).ClickAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task The_foot_tells_bounds_of_the_marked_cells()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;

        await grid.Head("total").Locator("a").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });

        await Expect(grid.Figure("max")).ToBeVisibleAsync();
        Assert.Equal("-0.10 0.03", await visit.Page.EvaluateAsync<string>("""
            import('/js/grid/sums.js').then(m => {
              const sums = new m.Sums();
              [-0.1, 0.03, 0.02].forEach(value => sums.add(value, { name: 'total', kind: 'money' }));
              return `${sums.min} ${sums.max}`;
            })
            """));
    }

    private static Regex Pattern(string text) => new(text, RegexOptions.None, TimeSpan.FromSeconds(1));
}
