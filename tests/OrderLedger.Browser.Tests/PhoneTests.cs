using OrderLedger.App.Access;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>A phone, in English and in the dark.</summary>
public sealed class PhoneTests(Chrome chrome)
{
    private static readonly Look EnglishDark = Look.Phone with { Language = "en-GB", IsDark = true };

    [Fact]
    public async Task A_phone_finds_an_order_ships_it_and_records_its_payment()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("Anna", Role.Owner);
        var id = await site.PlaceAsync();
        await site.PlaceAsync("东风五金");
        await using var visit = await Visit.SignInAsync(chrome, site, "Anna", EnglishDark);
        var ledger = new LedgerScreen(visit.Page);

        await visit.AssertFitsAsync();
        await ledger.SearchAsync("海晟");
        await Expect(ledger.Rows).ToHaveCountAsync(1);
        await visit.AssertFitsAsync();
        var order = await ledger.OpenRowAsync("海晟贸易");
        Assert.EndsWith($"/orders/{id}", visit.Page.Url, StringComparison.Ordinal);
        await visit.AssertFitsAsync();
        await order.DoAsync("Prepare");
        await order.BeginAsync("Ship", ("Carrier", "SF"), ("Tracking no.", "SF1"));
        await visit.AssertFitsAsync();
        await order.SendAsync();
        await Expect(order.Status).ToHaveTextAsync("Shipped");
        await order.DoAsync("Record payment");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("35.00");
        await visit.GoAsync("/overview");
        await visit.AssertFitsAsync();

        await site.VerifyAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task No_page_is_wider_than_the_phone()
    {
        await using var site = await LedgerSite.StartWithSampleAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, nameof(Role.Owner), EnglishDark);
        foreach (var path in await RolesTests.PathsAsync(site))
        {
            await visit.GoAsync(path);
            await visit.AssertFitsAsync();
        }
        visit.AssertQuiet();
    }

    [Fact]
    public async Task English_pages_have_no_Chinese_words_of_their_own()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("Anna", Role.Owner);
        await using var visit = await Visit.SignInAsync(chrome, site, "Anna", new("en-GB", IsDark: true));

        foreach (var path in Paths.Of(order: null, customer: null, product: null))
        {
            await visit.GoAsync(path);
            // Names that people gave, and the other language's own name, are as they are.
            var words = await visit.Page.EvaluateAsync<string[]>("""
                () => {
                  const found = [];
                  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
                  while (walker.nextNode()) {
                    const node = walker.currentNode;
                    if (!/\p{Script=Han}/u.test(node.data)) continue;
                    if (!node.parentElement.closest('textarea, option, script, main [lang]')) found.push(node.data.trim());
                  }
                  return found;
                }
                """);
            Assert.True(words.Length == 0, $"{path}: {string.Join(" | ", words)}");
        }
        visit.AssertQuiet();
    }
}
