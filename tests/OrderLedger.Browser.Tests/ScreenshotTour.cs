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

    /// <summary>Every page small, as a gallery: Chinese and English, light and dark, desktop and phone.</summary>
    [Fact(Skip = "Set ORDERLEDGER_SCREENSHOTS to the folder for the pictures.", SkipUnless = nameof(IsWanted))]
    public async Task Pictures_of_every_page()
    {
        await using var site = await LedgerSite.StartWithSampleAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        var pages = await PagesAsync(site);
        Directory.CreateDirectory(Path.Combine(Folder!, "pages"));
        foreach (var (name, look) in Looks)
        {
            await using var visit = await Visit.SignInAsync(chrome, site, "周敏", look);
            foreach (var (page, path) in pages)
            {
                // On a phone an order is a page of its own.
                if (page == "drawer" && look.Width < 641) continue;
                await visit.GoAsync(path);
                await visit.Page.WaitForTimeoutAsync(1_200);
                await KeepAsync(visit.Page, look, Path.Combine(Folder!, "pages", $"{page}-{name}.webp"));
            }
        }
    }

    private static readonly (string Name, Look Look)[] Looks =
    [
        ("zh", Look.Desk), ("en-dark", new("en-GB", IsDark: true)), ("zh-phone", Look.Phone),
        ("en-dark-phone", Look.Phone with { Language = "en-GB", IsDark = true }),
    ];

    private static async Task<List<(string Name, string Path)>> PagesAsync(LedgerSite site)
    {
        await using var db = site.Get<Book>().CreateDb();
        var order = await OrderAsync(site);
        var cancellation = TestContext.Current.CancellationToken;
        var customer = await db.Orders.Where(o => order.EndsWith("/" + o.Id)).Select(static o => o.CustomerId).FirstAsync(cancellation);
        var product = await db.Products.OrderBy(static p => p.Id).Select(static p => p.Id).FirstAsync(cancellation);
        return
        [
            ("ledger", "/"), ("lines", "/?rows=lines"), ("groups", "/?group=class,status"), ("drawer", $"/?order={order.Split('/')[^1]}"), ("order", order),
            ("new-order", "/orders/new"), ("board", "/board"), ("calendar", "/calendar"), ("production", "/production"), ("shipping", "/shipping"),
            ("receivables", "/receivables"), ("overview", "/overview"), ("customers", "/customers"),
            ("customer", string.Create(CultureInfo.InvariantCulture, $"/customers/{customer}")), ("products", "/products"),
            ("product", string.Create(CultureInfo.InvariantCulture, $"/products/{product}")), ("import", "/import"), ("changes", "/changes"),
            ("settings", "/settings"), ("numbers", "/settings/numbers"), ("lists", "/settings/lists"),
            ("classes", "/settings/classes"), ("users", "/settings/users"),
        ];
    }

    private static async Task KeepAsync(IPage page, Look look, string file)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        var answer = await browser.SendAsync("Page.captureScreenshot", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["format"] = "webp", ["quality"] = 70,
            ["clip"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["x"] = 0, ["y"] = 0, ["width"] = look.Width, ["height"] = look.Height, ["scale"] = look.Width < 641 ? 0.7 : 0.6,
            },
        });
        await File.WriteAllBytesAsync(file, answer!.Value.GetProperty("data").GetBytesFromBase64(), TestContext.Current.CancellationToken);
        await browser.DetachAsync();
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
