using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Shipping;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>Ctrl+K: everything that has a name, by keyboard alone.</summary>
public sealed class PaletteTests(Chrome chrome)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_customers_tracking_numbers_and_commands_are_found_by_keyboard()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        var id = await site.PlaceAsync();
        await site.PlaceAsync("东风五金");
        Assert.True((await site.Get<ShipOrder>().RunAsync(
            Actor.LocalOwner, id, new(Carrier: "顺丰", TrackingNumber: "SF1385226607742"), Cancellation)).Accepted);
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var page = visit.Page;
        var (box, field) = (page.Locator("#palette"), page.Locator("#palette-field"));
        var chosen = box.Locator("[aria-selected='true']");

        await visit.GoAsync("/customers");
        await page.Keyboard.PressAsync("Control+k");
        await Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("kanban");
        await Expect(chosen).ToContainTextAsync("看板");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(site.Address + "/board");
        await page.WaitForLoadStateAsync();

        await page.Keyboard.PressAsync("Control+k");
        await Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("hsmy");
        await Expect(box.Locator("[id^='palette-customer']")).ToHaveCountAsync(1);
        await Expect(box.Locator("[id^='palette-order']")).ToHaveCountAsync(1);
        await field.FillAsync("7742");
        await Expect(box).ToContainTextAsync("SF1385226607742");
        await Expect(chosen).ToContainTextAsync("海晟贸易");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync($"{site.Address}/orders/{id}");
        await page.WaitForLoadStateAsync();
        await Expect(box).Not.ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Control+k");
        await Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("没有这个词");
        await Expect(box.Locator("[data-palette-said]")).ToContainTextAsync("没有找到");
        Assert.Empty(await AccessibilityTests.ViolationsAsync(page));
        await page.Keyboard.PressAsync("Escape");
        await Expect(box).Not.ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task It_opens_without_asking_the_server()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var page = visit.Page;
        await visit.GoAsync("/customers");

        // One task: nothing can come from outside between the key and the look.
        var (isOpen, commands) = await page.EvaluateAsync<bool>("""
            document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }))
              || document.getElementById('palette').open
            """) ? (true, await page.Locator("#palette [data-search]:visible").CountAsync()) : (false, 0);

        Assert.True(isOpen);
        Assert.InRange(commands, 10, 40);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_salesperson_finds_only_the_own_and_is_offered_only_what_may_be_done()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("陈宇", Role.Sales);
        await site.PlaceAsync();
        Assert.True((await site.Get<SaveCustomer>().RunAsync(
            Actor.LocalOwner, null, new(Name: "海晟东方", Salesperson: "陈宇"), Cancellation)).Accepted);
        await using var visit = await Visit.SignInAsync(chrome, site, "陈宇", Look.Phone);
        var page = visit.Page;

        await visit.GoAsync("/customers");
        await page.Locator(".tabbar [data-palette-open]").ClickAsync();
        await page.Locator("#palette-field").FillAsync("海晟");
        await Expect(page.Locator("[id^='palette-customer']")).ToHaveCountAsync(1);
        await Expect(page.Locator("[id^='palette-customer']")).ToContainTextAsync("海晟东方");
        await Expect(page.Locator("[id^='palette-order']")).ToHaveCountAsync(0);
        await Expect(page.Locator("#palette a[href='/settings'], #palette a[href='/import'], #palette a[href='/production']")).ToHaveCountAsync(0);
        await visit.AssertFitsAsync();
        visit.AssertQuiet();
    }
}
