using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.Browser.Tests.Support;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Browser.Tests;

/// <summary>One value, or one event, for many orders.</summary>
public sealed class GridBulkTests(Chrome chrome) : EditBook(chrome)
{
    [Fact]
    public async Task One_value_for_picked_rows_is_shown_before_and_taken_back_after()
    {
        var (visit, grid) = await OpenAsync();
        await PickAsync(grid, 0, 2);
        await Expect(Bar(visit)).ToContainTextAsync("已选 2 张");

        await Button(visit, "批量修改").ClickAsync();
        await grid.Dialog.GetByLabel("栏目").SelectOptionAsync("paymentMethod");
        await grid.Dialog.GetByLabel("改为").SelectOptionAsync("支票");
        await grid.PressAsync("Enter");
        await Expect(grid.Dialog).ToContainTextAsync("可以处理 2 张");
        await grid.Dialog.GetByRole(AriaRole.Button, new() { Name = "处理 2 张" }).ClickAsync();

        await grid.ShowsAsync(0, "paymentMethod", "支票");
        await grid.ShowsAsync(2, "paymentMethod", "支票");
        await Expect(Bar(visit)).ToBeHiddenAsync();
        await grid.Toast.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await grid.ShowsAsync(0, "paymentMethod", "");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task An_event_for_all_of_the_filter_says_first_which_orders_refuse_it_and_why()
    {
        var hold = await Site.Get<HoldOrder>().RunAsync(Actor.LocalOwner, Orders[1], new("等图纸"), TestContext.Current.CancellationToken);
        Assert.Null(hold.Refusal);
        var (visit, grid) = await OpenAsync();
        await PickAsync(grid, 3);
        await Button(visit, "选中筛选出的全部 6 张").ClickAsync();
        await Expect(Bar(visit)).ToContainTextAsync("已选 6 张");

        await Button(visit, "批量操作").ClickAsync();
        await visit.Page.Locator(".grid-pop .item").Filter(new() { HasText = "发货" }).ClickAsync();
        await grid.Dialog.GetByLabel("物流公司").FillAsync("顺丰速运");
        await grid.PressAsync("Enter");
        await Expect(grid.Dialog).ToContainTextAsync("可以处理 5 张");
        await Expect(grid.Dialog.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(grid.Dialog.Locator("tbody")).ToContainTextAsync("暂停");
        await grid.Dialog.GetByRole(AriaRole.Button, new() { Name = "处理 5 张" }).ClickAsync();

        await grid.ShowsAsync(0, "status", "已发货");
        await grid.ShowsAsync(5, "status", "已发货");
        Assert.Equal(OrderStatus.Confirmed, (await OrderAsync(1)).Status);
        await grid.Toast.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await grid.ShowsAsync(5, "status", "订单确认");
        Assert.Empty(await AccessibilityTests.ViolationsAsync(visit.Page));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task The_keyboard_picks_the_marked_rows()
    {
        var (visit, grid) = await OpenAsync();
        await grid.GoToAsync(1, "remark");

        await grid.PressAsync("Shift+ArrowDown", "Shift+ArrowDown", "Shift+Space");

        await Expect(Bar(visit)).ToContainTextAsync("已选 3 张");
        await Expect(grid.Row(2)).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(grid.Row(0)).ToHaveAttributeAsync("aria-selected", "false");
        await grid.PressAsync("Shift+Space");
        await Expect(Bar(visit)).ToBeHiddenAsync();
    }

    private static ILocator Bar(Visit visit) => visit.Page.Locator(".bulk-bar");

    private static ILocator Button(Visit visit, string name) => Bar(visit).GetByRole(AriaRole.Button, new() { Name = name });

    private static async Task PickAsync(Pages.GridScreen grid, params int[] rows)
    {
        foreach (var row in rows) await grid.Cell(row, 0).ClickAsync(new() { Position = new() { X = 19, Y = 18 } });
    }
}
