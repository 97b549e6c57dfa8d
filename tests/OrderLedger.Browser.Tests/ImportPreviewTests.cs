using OrderLedger.App.Access;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>What an import would do to orders that are there already.</summary>
public sealed class ImportPreviewTests(Chrome chrome)
{
    [Fact]
    public async Task The_preview_shows_old_and_new_of_every_field_and_which_columns_are_not_used()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var import = new ImportScreen(visit.Page);
        await import.OpenAsync();
        await import.ReadAsync("订单.csv", File(10, ""));
        await import.Commit.ClickAsync();
        await Expect(visit.Page.GetByText("导入完成：新建 1 单")).ToBeVisibleAsync();

        await import.OpenAsync();
        await import.ReadAsync("订单.csv", File(12, "已发货"));

        await Expect(visit.Page.Locator("del.old")).ToHaveTextAsync(["10", "35.00", "35.00", "订单确认"]);
        await Expect(visit.Page.Locator("ins.new")).ToHaveTextAsync(["12", "42.00", "42.00", "已发货"]);
        await Expect(visit.Page.GetByText("识别了，但不导入")).ToHaveCountAsync(1);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task An_order_that_is_unticked_stays_and_the_preview_says_what_is_open()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var import = new ImportScreen(visit.Page);
        await import.OpenAsync();
        await import.ReadAsync("订单.csv", File(10, ""));
        await import.Commit.ClickAsync();
        await Expect(visit.Page.GetByText("导入完成：新建 1 单")).ToBeVisibleAsync();

        await import.OpenAsync();
        await import.ReadAsync("订单.csv", File(12, "已发货"));
        await Expect(visit.Page.Locator("#warnings")).ToContainTextAsync("发货日期不详");
        await Expect(visit.Page.GetByText("1 张送货单")).ToBeVisibleAsync();
        await visit.Page.GetByLabel("接受订单 SO-1 的变化").UncheckAsync();
        await import.Commit.ClickAsync();

        await Expect(visit.Page.GetByText("未选择的订单：1 张")).ToBeVisibleAsync();
        visit.AssertQuiet();
    }

    private static byte[] File(int quantity, string status) => System.Text.Encoding.UTF8.GetBytes(
        $"订单编号,客户名称,下单日期,产品名称,数量,单价,状态,未收金额\nSO-1,海晟贸易,2026-03-05,法兰,{quantity},3.5,{status},1\n");
}
