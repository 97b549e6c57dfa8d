using OrderLedger.App.Access;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>The ledger in windows that people have: what tells an order stays in sight.</summary>
public sealed class LedgerWidthTests(Chrome chrome)
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en-GB")]
    public async Task Every_column_is_in_sight_in_a_usual_window(string language)
    {
        await using var site = await LedgerSite.StartWithSampleAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, nameof(Role.Owner), new(language, Width: 1440, Height: 900));

        await Expect(visit.Page.Locator("table[role=grid]")).ToBeVisibleAsync();
        var surplus = await visit.Page.EvaluateAsync<int>("(g => g.scrollWidth - g.clientWidth)(document.querySelector('.grid'))");

        Assert.True(surplus <= 0, $"{surplus} px of the table are out of sight.");
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en-GB")]
    public async Task A_small_window_scrolls_the_table_and_keeps_number_and_status(string language)
    {
        await using var site = await LedgerSite.StartWithSampleAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, nameof(Role.Owner), new(language, Width: 1280, Height: 800));
        await Expect(visit.Page.Locator(".grid tbody .st").First).ToBeVisibleAsync();
        await visit.AssertFitsAsync();

        var seen = await visit.Page.EvaluateAsync<bool>("""
            [...document.querySelectorAll('.grid tbody .st')].every(e => e.getBoundingClientRect().right <= innerWidth)
            """);
        await visit.Page.EvaluateAsync("document.querySelector('.grid').scrollLeft = 10000");
        var number = await visit.Page.EvaluateAsync<double>("""
            (g => g.querySelector('td.no').getBoundingClientRect().left - g.getBoundingClientRect().left)(document.querySelector('.grid'))
            """);

        Assert.True(seen, "A status is cut.");
        Assert.InRange(number, 0, 1);
    }
}
