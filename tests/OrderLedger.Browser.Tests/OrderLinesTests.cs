using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;
using OrderLedger.Domain;

namespace OrderLedger.Browser.Tests;

/// <summary>The lines of one order as a grid: on its page and in the drawer.</summary>
public sealed class OrderLinesTests(Chrome chrome)
{
    [Fact]
    public async Task Lines_are_typed_added_in_the_last_row_and_taken_out_and_each_is_taken_back()
    {
        await using var site = await LedgerSite.StartAsync();
        var (visit, grid, id) = await OpenAsync(site);
        await using var open = visit;

        await grid.TypeAsync(0, "quantity", "12");
        await grid.ShowsAsync(0, "amount", "42.00");
        await Expect(visit.Page.Locator("[data-part=money]")).ToContainTextAsync("42.00");
        await TypeLineAsync(visit.Page, grid, 1, "垫片", "3", "2");
        await grid.ShowsAsync(1, "amount", "6.00");
        await grid.ShowsAsync(2, "product", "输入产品，新增一行");
        Assert.Equal(["法兰", "垫片"], (await FindAsync(site, id)).Lines.Select(static line => line.Product));
        Assert.Empty(await AccessibilityTests.ViolationsAsync(visit.Page));

        await grid.GoToAsync(1, "position");
        await Expect(visit.Page.Locator(".lines-frame .foot .btn.danger")).ToHaveTextAsync("删除 1 行");
        await grid.PressAsync("Delete");
        await Expect(grid.Toast).ToContainTextAsync("已删除 1 行明细");
        await Expect(grid.Table).ToHaveAttributeAsync("aria-rowcount", "3");
        await grid.PressAsync("Control+z");
        await grid.ShowsAsync(1, "product", "垫片");
        Assert.Equal(2, (await FindAsync(site, id)).Lines.Count);
        await site.VerifyAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Pasted_rows_become_lines_after_a_preview_and_what_is_refused_stays_with_its_sentence()
    {
        await using var site = await LedgerSite.StartAsync();
        var (visit, grid, id) = await OpenAsync(site);
        await using var open = visit;

        await grid.GoToAsync(1, "product");
        await grid.PasteAsync("甲\t\t2\t个\t30\n没有价\t\t1\n乙\tM8\t4\t只\t5\n");
        await Expect(grid.Dialog).ToContainTextAsync("3 行将成为这张订单的新明细");
        await Expect(grid.Dialog.Locator("span.bad").First).ToBeVisibleAsync();
        Assert.Single((await FindAsync(site, id)).Lines);
        await grid.Dialog.GetByRole(AriaRole.Button, new() { Name = "新增 2 行" }).ClickAsync();
        await grid.ShowsAsync(2, "product", "乙");
        Assert.Equal(3, (await FindAsync(site, id)).Lines.Count);
        await grid.Toast.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(grid.Table).ToHaveAttributeAsync("aria-rowcount", "3");

        await TypeLineAsync(visit.Page, grid, 1, "没有价", "3", "");
        await Expect(grid.Toast).ToContainTextAsync("没有价");
        await grid.ShowsAsync(1, "quantity", "3");
        await grid.TypeAsync(1, "unitPrice", "8");
        await grid.ShowsAsync(1, "amount", "24.00");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task In_the_drawer_the_keys_are_the_lines_own_and_who_may_not_amend_sees_the_plain_table()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("孙工", Role.Production);
        var (visit, grid, id) = await OpenAsync(site, "/?order={0}");
        await using var open = visit;
        var drawer = visit.Page.Locator("[data-drawer]");
        var lines = drawer.Locator("table[role=grid]");
        await Expect(lines).ToBeVisibleAsync();

        await lines.Locator("td").Nth(3).ClickAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await visit.Page.Keyboard.TypeAsync("99");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToBeVisibleAsync();
        Assert.Equal(Quantity.Of(10), (await FindAsync(site, id)).Lines[0].Quantity);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToBeHiddenAsync();

        await using var workshop = await Visit.SignInAsync(chrome, site, "孙工");
        await workshop.GoAsync(FormattableString.Invariant($"/orders/{id}"));
        await Expect(workshop.Page.Locator("[data-part=lines] table.mini")).ToBeVisibleAsync();
        await Expect(workshop.Page.Locator("[data-lines-grid]")).ToHaveCountAsync(0);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_line_that_is_half_typed_waits_when_the_drawer_closes_and_a_whole_one_is_written()
    {
        await using var site = await LedgerSite.StartAsync();
        var other = await site.PlaceAsync("另一家");
        var (visit, _, id) = await OpenAsync(site, "/?order={0}");
        await using var open = visit;
        var (page, drawer, lines) = (visit.Page, visit.Page.Locator("[data-drawer]"), new GridScreen(visit.Page, "[data-drawer]"));
        Task ShowAsync(long order) => page.Locator(FormattableString.Invariant($".fill > .grid td a[href='/orders/{order}']")).ClickAsync();

        await lines.GoToAsync(1, "product");
        await page.Keyboard.TypeAsync("垫片");
        await lines.PressAsync("Tab", "Escape");
        await Expect(drawer).ToBeHiddenAsync();
        await Expect(lines.Toast).ToContainTextAsync("有 1 行还没填完");
        await ShowAsync(other);
        await lines.ShowsAsync(0, "product", "法兰");
        await lines.ShowsAsync(1, "product", "输入产品，新增一行");
        await ShowAsync(id);
        await lines.ShowsAsync(1, "product", "垫片");
        await page.ReloadAsync();
        await lines.ShowsAsync(1, "product", "垫片");
        Assert.Single((await FindAsync(site, id)).Lines);

        // A cell that is still open counts too.
        await lines.GoToAsync(1, "quantity");
        await page.Keyboard.TypeAsync("3");
        await lines.PressAsync("Tab", "Tab");
        await page.Keyboard.TypeAsync("2");
        await page.Locator("[data-drawer-step='1']").ClickAsync();
        await lines.ShowsAsync(1, "product", "输入产品，新增一行");
        await ShowAsync(id);
        await lines.ShowsAsync(1, "amount", "6.00");
        await Expect(lines.Table).ToHaveAttributeAsync("aria-rowcount", "4");
        Assert.Equal(["法兰", "垫片"], (await FindAsync(site, id)).Lines.Select(static line => line.Product));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Columns_of_the_lines_are_remembered_for_every_order_and_for_who_arranged_them()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("李老板", Role.Owner);
        var other = FormattableString.Invariant($"/orders/{await site.PlaceAsync("另一家")}");
        var (visit, grid, _) = await OpenAsync(site);
        await using var open = visit;
        await visit.Page.RunAndWaitForResponseAsync(async () =>
        {
            await visit.Page.Locator(".lines-frame .foot .columns").ClickAsync();
            await visit.Page.Locator(".grid-pop").GetByLabel("备注", new() { Exact = true }).UncheckAsync();
        }, "**/api/v1/views/order/layout*");
        Assert.Empty(await AccessibilityTests.ViolationsAsync(visit.Page));
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.Locator(".lines-frame .foot .columns")).ToBeFocusedAsync();
        var (edge, to) = ((await grid.Head("spec").Locator(".edge").BoundingBoxAsync())!, 77);
        await visit.Page.RunAndWaitForResponseAsync(async () =>
        {
            await visit.Page.Mouse.MoveAsync(edge.X + 3, edge.Y + 8);
            await visit.Page.Mouse.DownAsync();
            await visit.Page.Mouse.MoveAsync(edge.X + 3 + to, edge.Y + 8, new() { Steps = 4 });
            await visit.Page.Mouse.UpAsync();
        }, "**/api/v1/views/order/layout*");
        var width = (await grid.Head("spec").BoundingBoxAsync())!.Width;

        await using var later = await Visit.SignInAsync(chrome, site, "周敏");
        await using var colleague = await Visit.SignInAsync(chrome, site, "李老板");
        foreach (var (page, isMine) in new[] { (later.Page, true), (colleague.Page, false) })
        {
            await page.GotoAsync(other);
            var lines = new GridScreen(page);
            await lines.RunsAsync();
            await Expect(lines.Head("lineRemark")).ToHaveCountAsync(isMine ? 0 : 1);
            Assert.Equal(isMine, Math.Abs((await lines.Head("spec").BoundingBoxAsync())!.Width - width) < 2);
        }
        visit.AssertQuiet();
        later.AssertQuiet();
    }

    [Fact]
    public async Task A_card_of_the_board_opens_beside_it_and_Back_closes_it()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        var id = await site.PlaceAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        await visit.GoAsync("/board");
        var (page, drawer) = (visit.Page, visit.Page.Locator("[data-drawer]"));
        var address = FormattableString.Invariant($"{site.Address}/board?order={id}");

        await page.Locator($"[data-card='{id}']").ClickAsync();
        await Expect(drawer.Locator("h1")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(address);
        await page.GoBackAsync();
        await Expect(drawer).ToBeHiddenAsync();
        await Expect(page).ToHaveURLAsync(site.Address + "/board");
        await page.GoForwardAsync();
        await Expect(drawer.Locator("h1")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToBeHiddenAsync();
        await Expect(page).ToHaveURLAsync(site.Address + "/board");
        visit.AssertQuiet();
    }

    private async Task<(Visit Visit, GridScreen Grid, long Id)> OpenAsync(LedgerSite site, string address = "/orders/{0}")
    {
        await site.AddUserAsync("周敏", Role.Owner);
        var id = await site.PlaceAsync();
        var visit = await Visit.SignInAsync(chrome, site, "周敏");
        await visit.GoAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, id));
        await Expect(visit.Page.Locator(".lines-frame.gridded table[role=grid]")).ToBeVisibleAsync();
        return (visit, new GridScreen(visit.Page), id);
    }

    private static async Task TypeLineAsync(IPage page, GridScreen grid, int row, string product, string quantity, string price)
    {
        await grid.GoToAsync(row, "product");
        await page.Keyboard.TypeAsync(product);
        await grid.PressAsync("Tab", "Tab");
        await page.Keyboard.TypeAsync(quantity);
        await grid.PressAsync("Tab", "Tab");
        if (price.Length > 0) await page.Keyboard.TypeAsync(price);
        await grid.PressAsync("Enter");
    }

    private static async Task<OrderView> FindAsync(LedgerSite site, long id) =>
        (await site.Get<OrderQueries>().FindAsync(Actor.LocalOwner, id, TestContext.Current.CancellationToken)).Value!;
}
