using System.Globalization;
using OrderLedger.App.Export.Writing;
using OrderLedger.App.Import.Reading;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>The product's main job, as somebody does it who has a workbook and a set-up link.</summary>
public sealed class NewcomerTests(Chrome chrome)
{
    private static readonly (string Number, string Customer, decimal Quantity, decimal Price)[] Orders =
        [("SO-101", "海晟贸易", 10, 12.5m), ("SO-102", "东风五金", 4, 80m), ("SO-103", "海晟贸易", 2, 999.99m)];

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    [Fact]
    public async Task From_the_set_up_link_to_a_paid_order_an_export_and_a_new_order()
    {
        await using var site = await LedgerSite.StartAsync();
        await using var visit = await Visit.StartAsync(chrome, site);
        var ledger = new LedgerScreen(visit.Page);

        await SetUpAndSignInAgainAsync(site, visit);
        await ImportAsync(visit);
        await FindAsync(visit, ledger);
        await FulfilAsync(visit, ledger);
        await ExportAsync(visit, ledger);
        await PlaceByKeyboardAsync(visit);

        await site.VerifyAsync();
        visit.AssertQuiet();
    }

    private static async Task SetUpAndSignInAgainAsync(LedgerSite site, Visit visit)
    {
        var entry = new EntryScreen(visit.Page);
        await visit.GoAsync(await site.SetUpLinkAsync());
        await entry.SetUpAsync("华星五金", "周敏", LedgerSite.Password);
        await Expect(visit.Page.GetByText("还没有订单")).ToBeVisibleAsync();
        await entry.SignOutAsync();
        await entry.SignInAsync("周敏", LedgerSite.Password);
        await Expect(visit.Page.GetByText("还没有订单")).ToBeVisibleAsync();
    }

    private static async Task ImportAsync(Visit visit)
    {
        var import = new ImportScreen(visit.Page);
        await import.OpenAsync();
        await import.ReadAsync("订单.xlsx", await WorkbookAsync());
        await Expect(import.Commit).ToHaveTextAsync("导入 3 单");
        await import.Commit.ClickAsync();
        await Expect(visit.Page.GetByText("导入完成：新建 3 单")).ToBeVisibleAsync();
    }

    private static async Task<byte[]> WorkbookAsync()
    {
        await using var file = new MemoryStream();
        await using var writer = new XlsxWriter(file);
        await writer.BeginTableAsync("订单", [new("订单编号"), new("客户名称"), new("下单日期", ColumnFormat.Date), new("产品名称"),
            new("数量", ColumnFormat.Quantity), new("单价", ColumnFormat.Price), new("金额", ColumnFormat.Money)], Cancellation);
        foreach (var (number, customer, quantity, price) in Orders)
        {
            writer.Text(number);
            writer.Text(customer);
            writer.Date(new DateOnly(2026, 3, 5));
            writer.Text("法兰");
            writer.Number(quantity);
            writer.Number(price);
            writer.Number(quantity * price);
            await writer.EndRowAsync(Cancellation);
        }
        await writer.EndTableAsync(null, Cancellation);
        await writer.CompleteAsync(Cancellation);
        return file.ToArray();
    }

    private static async Task FindAsync(Visit visit, LedgerScreen ledger)
    {
        await ledger.OpenAsync();
        await Expect(ledger.Rows).ToHaveCountAsync(3);
        // The order of the rows alone does not tell that the page has come: it may have been the same before.
        await ledger.SortAsync("金额");
        await Expect(ledger.SortedBy("descending")).ToContainTextAsync("金额");
        await Expect(ledger.Rows.First).ToContainTextAsync("SO-103");
        await ledger.SortAsync("金额");
        await Expect(ledger.SortedBy("ascending")).ToContainTextAsync("金额");
        await Expect(ledger.Rows.First).ToContainTextAsync("SO-101");
        await ledger.SearchAsync("dfwj");
        await Expect(ledger.Rows).ToHaveCountAsync(1);
        await Expect(ledger.Row("东风五金")).ToHaveCountAsync(1);
        await Expect(visit.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("dfwj");
    }

    private static async Task FulfilAsync(Visit visit, LedgerScreen ledger)
    {
        var order = await ledger.OpenRowAsync("SO-102");
        await order.DoAsync("备货");
        await Expect(order.Status).ToHaveTextAsync("待发货");
        await ledger.OpenAsync();
        await ledger.TabAsync("待发货");
        order = await ledger.OpenRowAsync("SO-102");
        await order.DoAsync("发货", ("物流公司", "顺丰速运"), ("运单号", "SF1385226607742"));
        await Expect(order.Status).ToHaveTextAsync("已发货");
        await order.DoAsync("签收", ("签收人", "王芳"));
        await Expect(order.Status).ToHaveTextAsync("已收货");
        await order.DoAsync("登记收款");
        await Expect(order.Status).ToHaveTextAsync("已付款");
        await Expect(order.History).ToContainTextAsync("收款");
        await Expect(order.History).ToContainTextAsync("SF1385226607742");
        await order.UndoNewestAsync();
        await Expect(order.Status).ToHaveTextAsync("已收货");
        await visit.GoAsync("/overview");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("2,444.98");
    }

    /// <summary>What the file says is what the ledger says, read back as a customer's file is read.</summary>
    private static async Task ExportAsync(Visit visit, LedgerScreen ledger)
    {
        await ledger.OpenAsync();
        await Expect(visit.Page.Locator(".foot")).ToContainTextAsync("2,444.98");
        var download = await ledger.ExportAsync("Excel");
        var opened = WorkbookReader.Open(await download.PathAsync());
        using var workbook = opened.Value!;
        var totals = workbook.Sheets[0].Read<List<decimal>>(static rows =>
        {
            var all = rows.ToList();
            var column = all[0].Cells.First(static cell => cell.Text is "总金额").Column;
            return [.. all.Skip(1).Where(static row => row[0].Text.StartsWith("SO-", StringComparison.Ordinal))
                .Select(row => row[column].Number)];
        });
        Assert.Equal(Orders.Select(static o => o.Quantity * o.Price).Order(), totals.Value!.Order());
    }

    private static async Task PlaceByKeyboardAsync(Visit visit)
    {
        var (page, form) = (visit.Page, new OrderForm(visit.Page));
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator("#customer")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("hsmy");
        await Expect(page.Locator("[role='option']:visible").First).ToContainTextAsync("海晟贸易");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#customer")).ToHaveValueAsync("海晟贸易");
        await form.TabToAsync("[name='Form.Lines[0].Product']");
        await page.Keyboard.TypeAsync("法兰");
        await Expect(page.Locator("[role='option']:visible").First).ToContainTextAsync("法兰");
        await page.Keyboard.PressAsync("Enter");
        await Expect(form.Field(0, "Quantity")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("6");
        await form.TabToAsync("[name='Form.Lines[0].UnitPrice']");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("11");
        await Expect(form.Field(0, "Amount")).ToHaveValueAsync(66.ToString("0.00", Plain));
        await form.TabToAsync("button[name='Form.Do'][value='confirm']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(new OrderScreen(page).Status).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("66.00");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
