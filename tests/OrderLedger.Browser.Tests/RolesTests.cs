using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Browser.Tests.Support;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Browser.Tests;

/// <summary>Every page for every role: it opens, the browser is content, and nothing shows that the role may not have.</summary>
public sealed class RolesTests(Chrome chrome)
{
    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(Roles))]
    public async Task Every_page_opens_for_every_role_without_a_complaint(Role role)
    {
        await using var site = await LedgerSite.StartWithSampleAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, $"{role}");

        // A row of somebody else does not exist for a salesperson; everything else opens, or says who may.
        int[] right = role == Role.Sales ? [200, 403, 404] : [200, 403];
        var wrong = new List<string>();
        foreach (var path in await PathsAsync(site))
        {
            var answer = await visit.GoAsync(path);
            if (!right.Contains(answer!.Status)) wrong.Add($"{path} answers {answer.Status}");
        }
        Assert.Empty(wrong);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_viewer_is_offered_nothing_that_would_be_refused()
    {
        await using var site = await LedgerSite.StartWithSampleAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, nameof(Role.Viewer));

        var offered = new List<string>();
        foreach (var path in await PathsAsync(site))
        {
            await visit.GoAsync(path);
            // How somebody looks at the ledger is everybody's own to keep.
            var names = await visit.Page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll(`main form[method="post"] button, main details.modal > summary,
                  a[href$="/new"], a[href$="/edit"]`)].filter(e => !e.closest('.view-acts')).map(e => e.textContent.trim())
                """);
            offered.AddRange(names.Select(name => $"{path} offers {name}"));
        }
        Assert.Empty(offered);
    }

    [Fact]
    public async Task Production_and_warehouse_see_no_price_anywhere()
    {
        await using var site = await LedgerSite.StartWithSampleAsync();
        foreach (var role in new[] { Role.Production, Role.Warehouse })
        {
            await using var visit = await Visit.SignInAsync(chrome, site, $"{role}");
            foreach (var path in await PathsAsync(site))
            {
                await visit.GoAsync(path);
                var page = await visit.Page.ContentAsync();
                Assert.False(page.Contains('¥', StringComparison.Ordinal), $"{role} sees a price on {path}");
            }
        }
    }

    internal static async Task<IEnumerable<string>> PathsAsync(LedgerSite site)
    {
        await using var db = site.Get<Book>().CreateDb();
        var cancellation = TestContext.Current.CancellationToken;
        return Paths.Of(
            await db.Orders.Where(static o => o.Status == OrderStatus.InProduction).Select(static o => o.Id)
                .FirstAsync(cancellation),
            await db.Customers.Select(static c => c.Id).FirstAsync(cancellation),
            await db.Products.Select(static p => p.Id).FirstAsync(cancellation));
    }
}
