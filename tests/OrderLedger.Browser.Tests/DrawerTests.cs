using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>One order beside the grid, and what colleagues see of each other there.</summary>
public sealed class DrawerTests(Chrome chrome)
{
    private static readonly Regex WithOrder = new("[?&]order=[0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task Enter_on_a_number_opens_the_order_at_the_side_arrows_go_on_and_Escape_returns_to_the_cell()
    {
        await using var site = await LedgerSite.StartWithSampleAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, nameof(Role.Owner));
        var (page, grid) = (visit.Page, new GridScreen(visit.Page));
        var drawer = page.Locator("[data-drawer]");
        var (second, third) = (await grid.Cell(1, 0).InnerTextAsync(), await grid.Cell(2, 0).InnerTextAsync());

        // Enter goes down, as in a sheet; on a number it opens the order.
        await grid.Cell(1, 3).ClickAsync();
        await grid.PressAsync("Home", "Enter");
        await Expect(drawer.Locator("h1")).ToHaveTextAsync(second);
        await Expect(page).ToHaveURLAsync(WithOrder);
        await Expect(drawer).ToBeFocusedAsync();
        Assert.Empty(await AccessibilityTests.ViolationsAsync(page));

        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(drawer.Locator("h1")).ToHaveTextAsync(third);
        await Expect(drawer).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToBeHiddenAsync();
        await Expect(grid.Cell(2, 0)).ToBeFocusedAsync();
        await Expect(page).Not.ToHaveURLAsync(WithOrder);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task What_is_done_in_the_drawer_stays_beside_the_grid_and_its_address_can_be_passed_on()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        await site.PlaceAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var (page, order) = (visit.Page, new OrderScreen(visit.Page));
        await page.Locator(".gridded td a").First.ClickAsync();
        await Expect(page.Locator("[data-drawer] h1")).ToBeVisibleAsync();
        var address = page.Url;

        await page.Locator("[data-drawer] textarea[data-send]").FillAsync("客户周五来提货");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("[data-drawer] .said")).ToHaveTextAsync("客户周五来提货");
        await order.BeginAsync("暂停", ("原因", "等图纸"));
        await order.SendAsync();
        await Expect(page.Locator("[data-drawer] .st.big")).ToHaveTextAsync("暂停 · 订单确认");
        await Expect(page.Locator(".gridded .st.hold")).ToBeVisibleAsync();
        Assert.Equal(address, page.Url);

        await page.Locator("[data-drawer] ol.tl form button").First.ClickAsync();
        await Expect(page.Locator("[data-drawer] .st.big")).ToHaveTextAsync("订单确认");
        await visit.GoAsync(address);
        await Expect(page.Locator("[data-drawer] .said")).ToHaveTextAsync("客户周五来提货");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_file_is_attached_shown_and_taken_away_with_its_undo()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        var id = await site.PlaceAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var page = visit.Page;
        await visit.GoAsync(FormattableString.Invariant($"/orders/{id}"));

        await page.Locator("input[name=File]").SetInputFilesAsync(
            new FilePayload { Name = "合同.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
        await page.Locator(".attach button").ClickAsync();
        await Expect(page.Locator("#files a[download]")).ToHaveTextAsync("合同.pdf");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#files a[download]").ClickAsync());
        Assert.Equal("合同.pdf", download.SuggestedFilename);
        await page.Locator("#files li form button").ClickAsync();
        await Expect(page.Locator("#files li")).ToHaveCountAsync(0);
        await page.Locator("[data-toast] button").ClickAsync();
        await Expect(page.Locator("#files a[download]")).ToHaveTextAsync("合同.pdf");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Two_who_look_at_one_order_see_each_other_and_each_others_work_and_lose_nothing_typed()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        await site.AddUserAsync("孙工", Role.Production);
        var address = FormattableString.Invariant($"/orders/{await site.PlaceAsync()}");
        await using var mine = await Visit.SignInAsync(chrome, site, "周敏");
        await mine.GoAsync(address);
        await using (var other = await Visit.SignInAsync(chrome, site, "孙工"))
        {
            await other.GoAsync(address);
            await Expect(mine.Page.Locator("[data-present]")).ToHaveTextAsync("孙工 也在查看");
            await Expect(other.Page.Locator("[data-present]")).ToHaveTextAsync("周敏 也在查看");

            await mine.Page.Locator("textarea[data-send]").FillAsync("还没写完");
            await other.Page.Locator("textarea[data-send]").FillAsync("料到了");
            await other.Page.Locator(".say button").ClickAsync();
            // The page comes anew after the note; a form opened before would go with the old one.
            await Expect(other.Page.Locator("[data-toast]")).ToBeVisibleAsync();
            await new OrderScreen(other.Page).DoAsync("暂停", ("原因", "换料"));
            await Expect(mine.Page.Locator(".st.big")).ToHaveTextAsync("暂停 · 订单确认");
            await Expect(mine.Page.Locator("[data-changed]")).ToBeVisibleAsync();
            await Expect(mine.Page.Locator("textarea[data-send]")).ToHaveValueAsync("还没写完");
            other.AssertQuiet();
        }
        await Expect(mine.Page.Locator("[data-present]")).ToBeHiddenAsync();
        mine.AssertQuiet();
    }

    [Fact]
    public async Task Who_goes_from_one_order_to_the_next_is_shown_the_next_ones_news()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        var (first, second) = (await site.PlaceAsync("甲公司"), await site.PlaceAsync("乙公司"));
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var (page, name) = (visit.Page, visit.Page.Locator("main [data-part=facts], main [data-order-live]").First);
        await visit.GoAsync(FormattableString.Invariant($"/orders/{first}"));
        await Expect(name).ToContainTextAsync("甲公司");

        // A link inside the page: the browser keeps the elements and changes what differs.
        await page.EvaluateAsync("to => { const a = document.createElement('a'); a.href = to; document.querySelector('main').append(a); a.click(); }",
            FormattableString.Invariant($"/orders/{second}"));
        await Expect(name).ToContainTextAsync("乙公司");
        await site.NoteAsync(first, "写给甲");
        await site.NoteAsync(second, "写给乙");

        await Expect(page.Locator(".said")).ToHaveTextAsync("写给乙");
        await Expect(name).ToContainTextAsync("乙公司");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task An_answer_that_comes_late_is_not_drawn_over_another_order_and_a_note_that_was_not_sent_stays()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        var (older, newer) = (await site.PlaceAsync("甲公司"), await site.PlaceAsync("乙公司"));
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var (page, drawer) = (visit.Page, visit.Page.Locator("[data-drawer]"));
        var note = drawer.Locator("textarea[data-send]");
        var (held, isOffline) = (new TaskCompletionSource(), false);
        await page.RouteAsync("**/orders/*", async route =>
        {
            if (route.Request.Method != "POST") await route.ContinueAsync();
            else if (isOffline) await route.AbortAsync();
            else { await held.Task; await route.ContinueAsync(); }
        });
        await new GridScreen(page).RunsAsync();
        await page.Locator(".gridded td a").First.ClickAsync();
        await note.FillAsync("给乙的话");
        var answered = page.WaitForResponseAsync(static answer => answer.Request.Method == "POST" && answer.Url.Contains("/orders/", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("Control+Enter");
        await drawer.Locator("[data-drawer-step='1']").ClickAsync();
        await Expect(drawer.Locator("[data-order-live]")).ToHaveAttributeAsync("data-order-live", FormattableString.Invariant($"{older}"));
        held.SetResult();
        await answered;
        await page.WaitForTimeoutAsync(300);
        await Expect(drawer.Locator("[data-order-live]")).ToHaveAttributeAsync("data-order-live", FormattableString.Invariant($"{older}"));
        await Expect(drawer).ToContainTextAsync("甲公司");

        isOffline = true;
        await note.FillAsync("断网时写的");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(drawer.Locator("[data-unsent]")).ToBeVisibleAsync();
        await Expect(note).ToHaveValueAsync("断网时写的");
        isOffline = false;
        await note.PressAsync("Control+Enter");
        await Expect(drawer.Locator(".said")).ToHaveTextAsync("断网时写的");
        await using var db = site.Get<Book>().CreateDb();
        Assert.Equal([(newer, "给乙的话"), (older, "断网时写的")], (await db.Comments.OrderBy(static c => c.Id)
            .Select(static c => new { c.OrderId, c.Text }).ToListAsync(TestContext.Current.CancellationToken)).Select(static c => (c.OrderId, c.Text)));
    }
}
