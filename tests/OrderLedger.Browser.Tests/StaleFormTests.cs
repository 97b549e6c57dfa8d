using OrderLedger.App.Access;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>Two people at one order.</summary>
public sealed class StaleFormTests(Chrome chrome)
{
    [Fact]
    public async Task A_form_over_an_order_that_changed_since_says_so_and_keeps_what_was_typed()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        await site.AddUserAsync("陈立", Role.Owner);
        var id = await site.PlaceAsync();
        await using var first = await Visit.SignInAsync(chrome, site, "周敏");
        await using var second = await Visit.SignInAsync(chrome, site, "陈立");
        var (mine, theirs) = (new OrderScreen(first.Page), new OrderScreen(second.Page));
        await first.GoAsync($"/orders/{id}");
        await second.GoAsync($"/orders/{id}");

        await mine.BeginAsync("暂停", ("原因", "等客户确认颜色"));
        await theirs.DoAsync("登记收款");
        await mine.SendAsync();

        await Expect(mine.Form).ToContainTextAsync("陈立");
        await Expect(mine.Form.GetByLabel("原因")).ToHaveValueAsync("等客户确认颜色");
        await mine.SendAsync();
        await Expect(mine.Status).ToContainTextAsync("暂停");

        await site.VerifyAsync();
        first.AssertQuiet();
        second.AssertQuiet();
    }
}
