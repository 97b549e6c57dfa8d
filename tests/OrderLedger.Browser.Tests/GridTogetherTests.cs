using OrderLedger.App.Access;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>Two people before the same ledger.</summary>
public sealed class GridTogetherTests(Chrome chrome) : EditBook(chrome)
{
    [Fact]
    public async Task Different_cells_of_one_order_merge_and_each_sees_the_others()
    {
        await Site.AddUserAsync("陈宇", Role.Owner);
        var (one, first) = await OpenAsync();
        var (two, second) = await OpenAsync("陈宇");

        await first.TypeAsync(0, "remark", "我写备注");
        await second.TypeAsync(0, "customerPo", "PO-9");

        await second.ShowsAsync(0, "remark", "我写备注");
        await first.ShowsAsync(0, "customerPo", "PO-9");
        var order = await OrderAsync(0);
        Assert.Equal(("我写备注", "PO-9"), (order.Remark, order.CustomerPo));
        one.AssertQuiet();
        two.AssertQuiet();
    }

    [Fact]
    public async Task The_same_cell_shows_both_values_and_asks()
    {
        var (visit, grid) = await OpenAsync();
        // No news reaches this window, so that it still shows what was there before.
        await visit.Page.RouteAsync("**/api/v1/ledger?*", static route => route.AbortAsync());
        await AmendAsync(0, new(Remark: "同事的"));
        await AmendAsync(1, new(Remark: "同事的"));

        await grid.TypeAsync(0, "remark", "我的");
        await Expect(grid.Dialog).ToContainTextAsync("同事的");
        await Expect(grid.Dialog).ToContainTextAsync("我的");
        await grid.Dialog.GetByRole(AriaRole.Button, new() { Name = "保留我的" }).ClickAsync();
        await IdleAsync(visit.Page);
        Assert.Equal("我的", (await OrderAsync(0)).Remark);
        await grid.TypeAsync(1, "remark", "我的");
        await grid.Dialog.GetByRole(AriaRole.Button, new() { Name = "采用现在的" }).ClickAsync();
        await Expect(grid.Dialog).ToHaveCountAsync(0);
        await visit.Page.UnrouteAsync("**/api/v1/ledger?*");

        await grid.ShowsAsync(1, "remark", "同事的");
        await grid.ShowsAsync(0, "remark", "我的");
        Assert.Equal("同事的", (await OrderAsync(1)).Remark);
    }

    [Fact]
    public async Task What_a_colleague_changes_is_marked_for_a_moment_and_never_what_one_is_typing()
    {
        var (visit, grid) = await OpenAsync();
        await grid.GoToAsync(0, "remark");
        await visit.Page.Keyboard.TypeAsync("写到一半");

        await AmendAsync(0, new(CustomerPo: "PO-5", Remark: "同事的"));

        await grid.ShowsAsync(0, "customerPo", "PO-5");
        await Expect(grid.Editor).ToHaveValueAsync("写到一半");
        await grid.PressAsync("Escape");
        await grid.ShowsAsync(0, "remark", "同事的");
        await Expect(grid.Table.Locator("td.fresh")).ToHaveCountAsync(0);
        visit.AssertQuiet();
    }
}
