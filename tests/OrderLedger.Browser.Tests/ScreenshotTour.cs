using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Browser.Tests;

/// <summary>Makes the pictures of the README again: <c>ORDERLEDGER_SCREENSHOTS=docs/screenshots</c>.</summary>
public sealed class ScreenshotTour(Chrome chrome)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("ORDERLEDGER_SCREENSHOTS");

    public static bool IsWanted => Folder is not null;

    [Fact(Skip = "Set ORDERLEDGER_SCREENSHOTS to the folder for the pictures.", SkipUnless = nameof(IsWanted))]
    public async Task Pictures_of_the_main_pages()
    {
        await using var site = await LedgerSite.StartWithSampleAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        await using (var visit = await Visit.SignInAsync(chrome, site, "周敏"))
        {
            await ShootAsync(visit, "/", "ledger-zh");
            await ShootAsync(visit, await OrderAsync(site), "order-zh");
            await ShootAsync(visit, "/overview", "overview-zh");
            await ShootAsync(visit, "/customers", "customers-zh");
            await ShootAsync(visit, "/import", "import-zh");
            await ShootPreviewAsync(visit);
        }
        await using (var visit = await Visit.SignInAsync(chrome, site, "周敏", new("en-GB", IsDark: true)))
            await ShootAsync(visit, "/", "ledger-en-dark");
        await using (var visit = await Visit.SignInAsync(chrome, site, "周敏", Look.Phone))
            await ShootAsync(visit, "/", "phone-zh");
    }

    private static async Task ShootAsync(Visit visit, string path, string name)
    {
        await visit.GoAsync(path);
        // Charts and the grid come after the page; the stream of events never comes to an end.
        await visit.Page.WaitForTimeoutAsync(1_500);
        var file = Path.Combine(Folder!, name + ".png");
        await visit.Page.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>A file that changes an order, leaves things open and contradicts itself.</summary>
    private static async Task ShootPreviewAsync(Visit visit)
    {
        const string head = "订单编号,客户名称,下单日期,产品名称,规格,数量,单价,金额,状态,已收金额,发货日期\n";
        var import = new ImportScreen(visit.Page);
        foreach (var (rows, isLast) in new[]
        {
            ("SO-1,海晟贸易,2026-03-05,法兰,DN80,10,3.5,35,,,\nSO-2,海晟贸易,2026-03-05,法兰,DN50,1,3,3,,,\n", false),
            ("SO-1,海晟贸易,2026-03-05,法兰,DN80,12,3.5,42,已发货,,\nSO-2,海晟贸易,2026-03-05,法兰,DN50,1,3,3,,2,\n"
                + "SO-3,云帆包装,2026-03-06,彩盒,,100,2,198,完成,,2026-03-09\nSO-4,云帆包装,2026-03-06,彩盒,,1,2,2,已付款,1,\n", true),
        })
        {
            await import.OpenAsync();
            await import.ReadAsync("订单.csv", System.Text.Encoding.UTF8.GetBytes(head + rows));
            if (!isLast) await import.Commit.ClickAsync();
        }
        foreach (var (name, size) in new[] { ("import-preview-zh", (1440, 1600)), ("import-preview-phone-zh", (390, 2000)) })
        {
            await visit.Page.SetViewportSizeAsync(size.Item1, size.Item2);
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, name + ".png"), FullPage = true });
        }
    }

    /// <summary>An order with a story: shipped, of several lines, partly paid.</summary>
    private static async Task<string> OrderAsync(LedgerSite site)
    {
        await using var db = site.Get<Book>().CreateDb();
        var id = await db.Orders.Where(static o => o.Status == OrderStatus.Shipped && o.Lines.Count > 2)
            .OrderByDescending(static o => o.Payment == PaymentBadge.Partial).ThenByDescending(static o => o.Id)
            .Select(static o => o.Id)
            .FirstAsync(TestContext.Current.CancellationToken);
        return $"/orders/{id.ToString(CultureInfo.InvariantCulture)}";
    }
}
