using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>Rows in groups: subtotals over the whole result, open and closed, in the address.</summary>
[Collection(GridSite.Name)]
public sealed class LedgerGroupsTests(GridSite grids)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subtotals_are_those_of_the_database_and_rows_open_under_their_group()
    {
        var (visit, _) = await grids.OpenAsync();
        await using var __ = visit;
        var views = new ViewScreen(visit.Page);
        var stored = await StoredAsync();
        var largest = stored.MaxBy(static customer => customer.Orders)!;

        await views.MenuAsync("customer");
        await visit.Page.Locator(".grid-pop .item").Filter(new() { HasText = "按此列分组" }).ClickAsync();
        await Expect(views.Tree).ToBeVisibleAsync();
        await Expect(views.Tree).ToHaveAttributeAsync("aria-rowcount", $"{stored.Count + 1}");

        var told = await SubtotalsAsync(visit.Page);
        Assert.Equal(stored.Count, told.Count);
        Assert.All(stored, customer => Assert.Equal((customer.Orders, Money(customer.Cents)), told[customer.Name]));
        await Expect(views.Tree.Locator("tfoot td[data-sum-of=total]")).ToHaveTextAsync(Money(stored.Sum(static customer => customer.Cents)));

        await visit.Page.Locator(".grid").EvaluateAsync("grid => { grid.scrollTop = 0; }");
        await visit.GoAsync($"/?group=customer,status&filter=customer+%3D+%22{Uri.EscapeDataString(largest.Name)}%22");
        await Expect(views.Group(largest.Name)).ToHaveAttributeAsync("aria-expanded", "false");
        await views.Group(largest.Name).Locator(".twist").ClickAsync();
        await Expect(views.Group(largest.Name)).ToHaveAttributeAsync("aria-expanded", "true");
        await views.Tree.Locator("tr[aria-level='2'] .twist").First.ClickAsync();
        await Expect(views.Tree.Locator("tbody tr:not(.group)").First).ToContainTextAsync(largest.Name);
        var rows = await views.Tree.GetAttributeAsync("aria-rowcount");
        await visit.Page.ReloadAsync();
        await Expect(views.Tree).ToHaveAttributeAsync("aria-rowcount", rows!);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task All_groups_open_and_close_at_once_and_keys_open_one()
    {
        var (visit, _) = await grids.OpenAsync();
        await using var __ = visit;
        var (views, grid) = (new ViewScreen(visit.Page), new GridScreen(visit.Page));
        var orders = await grid.CountAsync();
        await visit.GoAsync("/?group=status,customer");
        await Expect(views.Tree).ToBeVisibleAsync();
        var outer = int.Parse((await views.Tree.GetAttributeAsync("aria-rowcount"))!, CultureInfo.InvariantCulture) - 1;

        await visit.Page.Locator(".group-all button").First.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("open=%2A|open=\\*",
            System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        var all = int.Parse((await views.Tree.GetAttributeAsync("aria-rowcount"))!, CultureInfo.InvariantCulture) - 1;
        Assert.True(all > outer + orders, $"{all} rows are {orders} orders and their groups.");
        await visit.Page.Locator(".fill > .grid").EvaluateAsync("grid => { grid.scrollTop = grid.scrollHeight; }");
        await Expect(views.Tree.Locator("tbody tr[aria-rowindex='" + (all + 1).ToString(CultureInfo.InvariantCulture) + "']")).ToBeVisibleAsync();
        await Expect(views.Tree.Locator("tbody tr[aria-busy]")).ToHaveCountAsync(0);
        await visit.Page.Locator(".group-all button").Last.ClickAsync();
        await Expect(views.Tree).ToHaveAttributeAsync("aria-rowcount", $"{outer + 1}");

        await views.Tree.Locator("tr.group td").Nth(5).ClickAsync();
        await visit.Page.Keyboard.PressAsync("Alt+Shift+ArrowRight");
        await Expect(views.Tree.Locator("tr.group").First).ToHaveAttributeAsync("aria-expanded", "true");
        await visit.Page.Keyboard.PressAsync("Alt+Shift+ArrowLeft");
        await Expect(views.Tree).ToHaveAttributeAsync("aria-rowcount", $"{outer + 1}");
        Assert.Empty(await AccessibilityTests.ViolationsAsync(visit.Page));
        visit.AssertQuiet();
    }

    /// <summary>Orders and total of each customer, summed by the database itself.</summary>
    private async Task<List<Customer>> StoredAsync()
    {
        await using var db = grids.Site.Get<Book>().CreateDb();
        return await db.Database.SqlQueryRaw<Customer>(
            "SELECT customer_name AS Name, count(*) AS Orders, sum(total) AS Cents FROM orders GROUP BY customer_name").ToListAsync(Cancellation);
    }

    /// <summary>What the groups say, read while scrolling over all of them.</summary>
    private static async Task<Dictionary<string, (long Orders, string Total)>> SubtotalsAsync(IPage page)
    {
        var told = await page.EvaluateAsync<string[]>("""
            async () => {
              const grid = document.querySelector('.fill > .grid');
              const seen = new Map();
              for (;;) {
                await new Promise(done => setTimeout(done, 60));
                const rows = [...grid.querySelectorAll('tbody tr.group')];
                const col = [...grid.querySelectorAll('th')].findIndex(th => th.dataset.column === 'total');
                for (const tr of rows) {
                  const count = tr.querySelector('.count').textContent.replace(/[^\d]/g, '');
                  seen.set(tr.getAttribute('aria-rowindex'), [tr.querySelector('b').textContent, count, tr.cells[col].textContent].join('|'));
                }
                if (grid.scrollTop >= grid.scrollHeight - grid.clientHeight - 1 && !grid.querySelector('[aria-busy]')) return [...seen.values()];
                grid.scrollTop += grid.clientHeight / 2;
              }
            }
            """);
        return told.Select(static line => line.Split('|')).ToDictionary(static part => part[0],
            static part => (long.Parse(part[1], CultureInfo.InvariantCulture), part[2]), StringComparer.Ordinal);
    }

    private static string Money(long cents) => (cents / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);

    private sealed record Customer(string Name, long Orders, long Cents);
}
