using System.Text.RegularExpressions;
using OrderLedger.App.Access;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>Views are kept, shared and found again, and everybody arranges them for themselves.</summary>
[Collection(GridSite.Name)]
public sealed class LedgerViewsTests(GridSite grids, Chrome chrome)
{
    [Fact]
    public async Task A_kept_view_is_found_again_after_a_reload_and_in_another_browser()
    {
        await using var visit = await Visit.SignInAsync(chrome, grids.Site, nameof(Role.Owner));
        var views = new ViewScreen(visit.Page);
        await visit.GoAsync("/?filter=total+>+20000&sort=-total");
        await views.RunsAsync();
        var count = await views.CountAsync();

        await views.SaveAsAsync("大单");
        await visit.Page.ReloadAsync();
        await views.RunsAsync();

        await Expect(views.Tab("大单").Locator("small")).ToHaveTextAsync($"{count}");
        await views.CountsAsync(count);
        await Expect(new GridScreen(visit.Page).Head("total")).ToHaveAttributeAsync("aria-sort", "descending");
        await using var other = await Visit.SignInAsync(chrome, grids.Site, nameof(Role.Owner));
        var there = new ViewScreen(other.Page);
        await there.Tab("大单").ClickAsync();
        await there.CountsAsync(count);
        await using var stranger = await Visit.SignInAsync(chrome, grids.Site, nameof(Role.Finance));
        await Expect(new ViewScreen(stranger.Page).Tab("大单")).ToHaveCountAsync(0);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_changed_view_is_marked_and_kept_anew_or_taken_back()
    {
        await using var visit = await Visit.SignInAsync(chrome, grids.Site, nameof(Role.Owner));
        var (views, grid) = (new ViewScreen(visit.Page), new GridScreen(visit.Page));
        await visit.GoAsync("/?filter=status+%21%3D+draft");
        await views.RunsAsync();
        await views.SaveAsAsync("不含草稿");
        await Expect(views.Keep).ToHaveCountAsync(0);

        await grid.Head("customer").Locator("a.sort").ClickAsync();
        await Expect(views.Keep).ToBeVisibleAsync();
        await views.Reset.ClickAsync();
        await Expect(views.Keep).ToHaveCountAsync(0);
        await Expect(grid.Head("customer")).Not.ToHaveAttributeAsync("aria-sort", "ascending");
        await grid.Head("customer").Locator("a.sort").ClickAsync();
        await Expect(grid.Head("customer")).ToHaveAttributeAsync("aria-sort", "ascending");
        await views.Keep.ClickAsync();
        await Expect(views.Keep).ToHaveCountAsync(0);
        await visit.Page.ReloadAsync();
        await views.RunsAsync();

        await Expect(grid.Head("customer")).ToHaveAttributeAsync("aria-sort", "ascending");
        await views.MenuAsync("status");
        await views.Value("草稿").Locator("input").CheckAsync();
        await views.ApplyAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("[?&]filter=(?:&|$)", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(views.Keep).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_shared_view_is_seen_by_others_renamed_and_removed_by_its_owner()
    {
        await using var owner = await Visit.SignInAsync(chrome, grids.Site, nameof(Role.Finance));
        var mine = new ViewScreen(owner.Page);
        await owner.GoAsync("/?filter=outstanding+>+0&group=customer");
        await mine.RunsAsync();
        await mine.SaveAsAsync("催款", shared: true);
        await using var other = await Visit.SignInAsync(chrome, grids.Site, nameof(Role.Owner));
        var theirs = new ViewScreen(other.Page);
        await theirs.Tab("催款").ClickAsync();
        await Expect(theirs.Tree).ToBeVisibleAsync();
        await using var store = await Visit.SignInAsync(chrome, grids.Site, nameof(Role.Warehouse));
        await new ViewScreen(store.Page).Tab("催款").ClickAsync();
        await Expect(store.Page.Locator(".alert.bad")).ToContainTextAsync("无权查看");

        var settings = await mine.SettingsAsync();
        await settings.Locator("input[name='Draft.Name']").FillAsync("应收催款");
        await settings.Locator("button.primary").ClickAsync();
        await Expect(mine.Tab("应收催款")).ToHaveAttributeAsync("aria-current", "page");
        await other.Page.ReloadAsync();
        await Expect(theirs.Tab("应收催款")).ToBeVisibleAsync();
        settings = await mine.SettingsAsync();
        await settings.Locator("details.confirm > summary").ClickAsync();
        await settings.Locator("details.confirm .pop button").ClickAsync();
        await Expect(mine.Tab("应收催款")).ToHaveCountAsync(0);
        await other.Page.ReloadAsync();
        await Expect(other.Page.Locator(".alert.bad")).ToContainTextAsync("找不到视图");
    }

    [Fact]
    public async Task A_layout_is_of_one_user_and_follows_them_to_another_browser()
    {
        await using var visit = await Visit.SignInAsync(chrome, grids.Site, nameof(Role.Finance));
        var grid = new GridScreen(visit.Page);
        await visit.GoAsync("/?view=unpaid");
        await grid.RunsAsync();

        var kept = visit.Page.WaitForResponseAsync(static answer => answer.Request.Method == "PUT" && answer.Url.Contains("/layout", StringComparison.Ordinal));
        await new ViewScreen(visit.Page).MenuAsync("carrier");
        await visit.Page.Locator(".grid-pop .item").Filter(new() { HasText = "隐藏此列" }).ClickAsync();
        Assert.Equal(200, (await kept).Status);

        await using var other = await Visit.SignInAsync(chrome, grids.Site, nameof(Role.Finance));
        await other.GoAsync("/?view=unpaid");
        await new GridScreen(other.Page).RunsAsync();
        await Expect(new GridScreen(other.Page).Head("carrier")).ToHaveCountAsync(0);
        await other.GoAsync("/");
        await new GridScreen(other.Page).RunsAsync();
        await Expect(new GridScreen(other.Page).Head("carrier")).ToHaveCountAsync(1);
        await using var owner = await Visit.SignInAsync(chrome, grids.Site, nameof(Role.Owner));
        await owner.GoAsync("/?view=unpaid");
        await Expect(new GridScreen(owner.Page).Head("carrier")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Lines_have_their_own_columns_and_sums()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        var orders = await grid.CountAsync();

        await visit.Page.Locator(".segment.rows a").Filter(new() { HasText = "明细" }).ClickAsync();
        await Expect(grid.Head("unitPrice")).ToBeVisibleAsync();

        Assert.True(await grid.CountAsync() > orders, "Some orders have several lines.");
        var told = await visit.Page.Locator(".foot [data-total=amount]").TextContentAsync();
        await Expect(grid.Table.Locator("tfoot td[data-sum-of=amount]")).ToHaveTextAsync(told!.Replace("¥ ", "", StringComparison.Ordinal));
        await grid.ScrollToAsync(await grid.CountAsync() - 1);
        await Expect(grid.Head("total")).ToHaveCountAsync(0);
        visit.AssertQuiet();
    }
}
