using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Orders;
using OrderLedger.Browser.Tests.Support;
using OrderLedger.Domain;

namespace OrderLedger.Browser.Tests;

/// <summary>The calendar of due dates, by keyboard.</summary>
public sealed class CalendarTests(Chrome chrome)
{
    [Fact]
    public async Task Keys_walk_over_the_days_open_one_and_turn_the_month()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        await site.PlaceAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var today = (await site.Get<Book>().SettingsAsync(cancellation)).ToDate(DateTime.UtcNow);
        var due = today.AddDays(1);
        foreach (var day in new[] { due, due, today.AddDays(-2) })
        {
            Assert.True((await site.Get<PlaceOrder>().RunAsync(Actor.LocalOwner, new(Customer: "海晟贸易", DueDate: day,
                Lines: [new(Product: "法兰", Quantity: Quantity.Of(1), UnitPrice: UnitPrice.Of(1m))]), cancellation)).Accepted);
        }
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var page = visit.Page;
        await visit.GoAsync("/calendar?view=week");

        await page.Locator($"[data-day='{Written(today)}']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator($"[data-day='{Written(due)}']")).ToBeFocusedAsync();
        await Expect(page.Locator($"[data-day='{Written(due)}']")).ToContainTextAsync("2 单");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-calendar-panel] .cal-card")).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-calendar-panel]")).ToHaveCountAsync(0);
        await page.GetByText("逾期 1 单").ClickAsync();
        await Expect(page.Locator("[data-calendar-panel] .cal-card.late")).ToHaveCountAsync(1);
        await page.Locator(".segment a", new() { HasText = "月" }).ClickAsync();
        await Expect(page.Locator(".cal-title")).ToHaveTextAsync(today.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("PageDown");
        var next = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        await Expect(page.Locator(".cal-title")).ToHaveTextAsync(next.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("t");
        await Expect(page.Locator(".cal-title")).ToHaveTextAsync(today.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_phone_reads_the_calendar()
    {
        await using var site = await LedgerSite.StartWithSampleAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, nameof(Role.Sales), Look.Phone);
        foreach (var path in new[] { "/calendar", "/calendar?view=week&day=late" })
        {
            await visit.GoAsync(path);
            await visit.AssertFitsAsync();
        }
        visit.AssertQuiet();
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
