using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>The ledger as one long list: rows come while one scrolls, and stay true.</summary>
[Collection(GridSite.Name)]
public sealed class GridScrollTests(GridSite grids)
{
    private const string Frames = """
        host => new Promise(done => {
          const seen = { frames: 0, blank: 0 };
          const end = host.scrollHeight - host.clientHeight;
          const step = () => {
            const box = host.getBoundingClientRect();
            const rows = [...host.querySelectorAll('tbody tr')];
            seen.frames++;
            const foot = host.querySelector('tfoot td')?.getBoundingClientRect().top ?? box.bottom;
            const low = Math.min(foot, box.bottom, box.top + host.scrollHeight) - 2;
            if (host.querySelector('.waiting') || rows.at(-1).getBoundingClientRect().bottom < low
              || rows[0].getBoundingClientRect().top > host.querySelector('thead').getBoundingClientRect().bottom + 1) seen.blank++;
            if (host.scrollTop >= end - 1) done(seen); else { host.scrollTop += 300; requestAnimationFrame(step); }
          };
          host.scrollTop = 0;
          requestAnimationFrame(step);
        })
        """;

    [Fact]
    public async Task The_first_rows_need_no_request_and_the_scroll_reaches_the_last()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        var asked = 0;
        visit.Page.Request += (_, request) => asked += request.Url.Contains("/api/v1/ledger?", StringComparison.Ordinal) ? 1 : 0;
        await visit.GoAsync("/");
        await grid.RunsAsync();
        var count = await grid.CountAsync();
        await Expect(grid.Row(0)).ToBeVisibleAsync();
        Assert.Equal(0, asked);

        await grid.ScrollToAsync(count - 1);

        await Expect(grid.Cell(count - 1, 0).Locator("a")).ToHaveAttributeAsync("href", new Regex("^/orders/[0-9]+$",
            RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.InRange(await grid.Table.Locator("tbody tr").CountAsync(), 5, 60);
        Assert.InRange(asked, 1, 4);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_scroll_over_rows_that_are_here_shows_no_blank_frame()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        var last = await grid.CountAsync() - 1;
        foreach (var row in (int[])[100, 250, last]) await grid.ScrollToAsync(row);

        var seen = await grid.Host.EvaluateAsync<Dictionary<string, int>>(Frames);

        Assert.True(seen["frames"] > 20, "The scroll was too short to tell.");
        Assert.Equal(0, seen["blank"]);
    }

    [Fact]
    public async Task An_order_placed_elsewhere_appears_without_a_reload()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        await visit.Page.EvaluateAsync("window.stays = true");
        var count = await grid.CountAsync();

        await grids.Site.PlaceAsync("新来的客户");

        await Expect(grid.Table).ToContainTextAsync("新来的客户");
        Assert.Equal(count + 1, await grid.CountAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.stays === true"));
    }

    [Fact]
    public async Task A_million_rows_are_reached_by_scroll_bar_wheel_and_keys()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        await visit.Page.RouteAsync("**/api/v1/ledger?*", static route =>
            route.FulfillAsync(new() { ContentType = "application/json", Body = Million(route.Request.Url) }));
        await grids.Site.PlaceAsync("百万行");
        await Expect(grid.Table).ToHaveAttributeAsync("aria-rowcount", "1000001");

        await grid.Cell(0, 4).ClickAsync();
        await grid.PressAsync("Control+End");
        await grid.IsAtAsync(999_999, 11);
        await Expect(grid.Cell(999_999, 0)).ToHaveTextAsync("N999999");
        await grid.PressAsync("ArrowUp");
        await grid.IsAtAsync(999_998, 11);
        await grid.Host.EvaluateAsync("host => { host.scrollTop = host.scrollHeight * .7; }");
        await Expect(grid.Table.Locator("tbody tr").First).ToContainTextAsync("N700");
        var first = await FirstAsync(grid);
        await grid.Host.HoverAsync();
        await visit.Page.Mouse.WheelAsync(0, 3 * 36);
        await Expect(grid.Row(first + 3 + 15)).ToBeVisibleAsync();

        Assert.Equal(first + 3, await FirstAsync(grid));
        visit.AssertQuiet();
    }

    private static Task<int> FirstAsync(Pages.GridScreen grid) =>
        grid.Table.EvaluateAsync<int>("table => table.querySelector('tbody tr').getAttribute('aria-rowindex') - 2");

    /// <summary>A window of a ledger of a million orders, as the API would write it.</summary>
    private static string Million(string url)
    {
        var asked = System.Web.HttpUtility.ParseQueryString(new Uri(url).Query);
        var (columns, offset, limit) = (asked["columns"]!.Split(','), Whole("offset"), Whole("limit"));
        var rows = Enumerable.Range(offset, Math.Max(0, Math.Min(limit, 1_000_000 - offset)));
        return JsonSerializer.Serialize(new
        {
            columns, count = 1_000_000, seq = 1,
            rows = rows.Select(n => columns.Select(name => (object?)(name switch
            {
                "id" or "lines" => n,
                "number" => string.Create(CultureInfo.InvariantCulture, $"N{n}"),
                "status" => "confirmed",
                _ => null,
            }))),
        });

        int Whole(string name) => int.Parse(asked[name]!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Each_tab_has_its_own_grid_and_a_link_opens_the_order()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        var all = await grid.CountAsync();

        await visit.Page.Locator("nav.tabs a").Filter(new() { HasText = "未收清" }).ClickAsync();
        await Expect(grid.Table).Not.ToHaveAttributeAsync("aria-rowcount", $"{all + 1}");
        await Expect(visit.Page.Locator("table.ledger")).ToHaveCountAsync(1);
        Assert.InRange(await grid.CountAsync(), 1, all - 1);
        await grid.Cell(0, 0).Locator("a").ClickAsync();
        await Expect(visit.Page.Locator(".steps").First).ToBeVisibleAsync();
        await visit.Page.GoBackAsync();
        await grid.RunsAsync();

        visit.AssertQuiet();
    }

    [Fact]
    public async Task The_grid_says_what_it_is_and_breaks_no_rule_of_axe()
    {
        var (visit, grid) = await grids.OpenAsync();
        await using var _ = visit;
        await Expect(grid.Table).ToHaveAttributeAsync("aria-colcount", "12");
        await Expect(grid.Table.Locator("th").First).ToHaveAttributeAsync("role", "columnheader");
        await Expect(grid.Cell(0, 2)).ToHaveAttributeAsync("aria-colindex", "3");
        await Expect(grid.Table.Locator("td[tabindex='0']")).ToHaveCountAsync(1);

        Assert.Empty(await AccessibilityTests.ViolationsAsync(visit.Page));
    }
}
