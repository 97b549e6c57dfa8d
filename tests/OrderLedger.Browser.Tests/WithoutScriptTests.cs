using OrderLedger.App.Access;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>The pages are HTML first: nothing that matters needs a script.</summary>
public sealed class WithoutScriptTests(Chrome chrome)
{
    [Fact]
    public async Task Without_script_an_order_is_placed_found_and_shipped()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        await site.PlaceAsync();
        await site.PlaceAsync("东风五金");
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏", Look.Desk with { HasScript = false });
        var (form, ledger) = (new OrderForm(visit.Page), new LedgerScreen(visit.Page));

        await form.OpenAsync();
        await form.CustomerAsync("海晟贸易");
        await form.LineAsync(0, "垫片", "100", "0.5");
        await form.LineAsync(1, "螺栓", "20", "1.25");
        await form.SaveAsync();
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("75.00");

        await ledger.OpenAsync();
        await ledger.SearchAsync("垫片");
        await Expect(ledger.Rows).ToHaveCountAsync(1);
        var order = await ledger.OpenRowAsync("海晟贸易");
        await order.DoAsync("备货");
        await order.DoAsync("发货", ("运单号", "JD0001"));
        await Expect(order.Status).ToHaveTextAsync("已发货");

        await site.VerifyAsync();
    }
}
