using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.Browser.Tests.Support;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Browser.Tests;

/// <summary>The board: a card that is moved is the event of that step, with its guards.</summary>
public sealed class BoardTests(Chrome chrome)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_is_dragged_through_its_steps_and_comes_back_where_a_guard_says_no()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        var id = await site.PlaceAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        await visit.GoAsync("/board");
        var page = visit.Page;
        var card = page.Locator($"[data-card='{id}']");

        await card.DragToAsync(Lane(page, OrderStatus.ReadyToShip));
        await Expect(Lane(page, OrderStatus.ReadyToShip).Locator("[data-card]")).ToHaveCountAsync(1);
        await card.DragToAsync(Lane(page, OrderStatus.Confirmed));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("卡片已放回");
        await Expect(Lane(page, OrderStatus.ReadyToShip).Locator("[data-card]")).ToHaveCountAsync(1);

        await card.DragToAsync(Lane(page, OrderStatus.Shipped));
        var dialog = page.Locator("#move");
        await dialog.GetByLabel("物流公司").FillAsync("顺丰速运");
        await dialog.GetByLabel("运单号").FillAsync("SF99");
        await dialog.Locator("[data-move-go]").ClickAsync();
        await Expect(Lane(page, OrderStatus.Shipped).Locator("[data-card]")).ToHaveCountAsync(1);
        await Expect(Lane(page, OrderStatus.Shipped).Locator("[data-lane-count]")).ToHaveTextAsync("1");
        Assert.Equal("SF99", (await FindAsync(site, id)).Shipments[0].TrackingNumber);

        await page.Locator(".board-said button").ClickAsync();
        await Expect(Lane(page, OrderStatus.ReadyToShip).Locator("[data-card]")).ToHaveCountAsync(1);
        Assert.Equal(OrderStatus.ReadyToShip, (await FindAsync(site, id)).Status);
        await site.VerifyAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task The_keyboard_alone_moves_a_card_and_records_its_payment()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        var id = await site.PlaceAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        await visit.GoAsync("/board");
        var page = visit.Page;

        await page.Locator("[data-board]").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("[data-card-link]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("m");
        for (var i = 0; i < 4; i++) await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("[data-move='Paid']")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#move").GetByLabel("方式")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Locator("[data-move-go]").PressAsync("Enter");

        await Expect(Lane(page, OrderStatus.Paid).Locator("[data-card]")).ToHaveCountAsync(1);
        await Expect(page.Locator($"[data-card='{id}'] [data-card-link]")).ToBeFocusedAsync();
        Assert.Equal((OrderStatus.Paid, (Money?)Money.Zero), ((await FindAsync(site, id)).Status, (await FindAsync(site, id)).Outstanding));
        await site.VerifyAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Lanes_grow_by_windows_and_what_colleagues_do_appears_by_itself()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        var ids = new List<long>();
        for (var i = 0; i < 34; i++) ids.Add(await site.PlaceAsync());
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        await visit.GoAsync("/board");
        var page = visit.Page;
        var cards = Lane(page, OrderStatus.Confirmed).Locator("[data-card]");

        await Expect(cards).ToHaveCountAsync(30);
        await Expect(Lane(page, OrderStatus.Confirmed).Locator("[data-lane-count]")).ToHaveTextAsync("34");
        await Lane(page, OrderStatus.Confirmed).Locator("[data-more]").ClickAsync();
        await Expect(cards).ToHaveCountAsync(34);
        Assert.True((await site.Get<PrepareGoods>().RunAsync(Actor.LocalOwner, ids[3], new(), Cancellation)).Accepted);

        await Expect(Lane(page, OrderStatus.ReadyToShip).Locator($"[data-card='{ids[3]}']")).ToBeVisibleAsync();
        await Expect(cards).ToHaveCountAsync(33);
        await page.Locator(".board-page input[name='q']").FillAsync("没有这样的订单");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Who_may_move_nothing_has_no_handle_and_the_warehouse_is_told_what_it_may_not()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("老板", Role.Viewer);
        await site.AddUserAsync("仓库", Role.Warehouse);
        var id = await site.PlaceAsync();
        await using (var visit = await Visit.SignInAsync(chrome, site, "老板"))
        {
            await visit.GoAsync("/board");
            await Expect(visit.Page.Locator("[data-card]")).ToHaveCountAsync(1);
            await Expect(visit.Page.Locator("[draggable='true'], [data-move]")).ToHaveCountAsync(0);
        }
        await using var store = await Visit.SignInAsync(chrome, site, "仓库", Look.Phone);
        await store.GoAsync("/board");
        await store.AssertFitsAsync();
        var card = store.Page.Locator($"[data-card='{id}']");
        await card.Locator("summary").ClickAsync();
        await card.Locator("[data-move='Paid']").ClickAsync();
        await store.Page.Locator("[data-move-go]").ClickAsync();

        await Expect(store.Page.Locator("[data-move-said]")).ToBeVisibleAsync();
        Assert.Equal(OrderStatus.Confirmed, (await FindAsync(site, id)).Status);
        Assert.DoesNotContain("¥", await store.Page.ContentAsync(), StringComparison.Ordinal);
        store.AssertQuiet();
    }

    private static ILocator Lane(IPage page, OrderStatus status) => page.Locator($"[data-lane='{status}']");

    private static async Task<OrderView> FindAsync(LedgerSite site, long id) =>
        (await site.Get<OrderQueries>().FindAsync(Actor.LocalOwner, id, Cancellation)).Value!;
}
