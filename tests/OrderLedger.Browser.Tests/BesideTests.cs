using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Orders;
using OrderLedger.App.Products;
using OrderLedger.Browser.Tests.Support;
using OrderLedger.Domain;
using OrderLedger.Domain.Products;

namespace OrderLedger.Browser.Tests;

/// <summary>What stands beside the orders: follow-ups of a customer, moves of the stock, services to be done.</summary>
public sealed class BesideTests(Chrome chrome)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_follow_up_is_written_shown_and_an_empty_one_is_refused_with_a_sentence()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        await site.PlaceAsync();
        var customer = (await site.Get<CustomerQueries>().ListAsync(Actor.LocalOwner, "海晟贸易", 0, 1, Cancellation)).Rows[0].Id;
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        await visit.GoAsync(FormattableString.Invariant($"/customers/{customer}"));
        var card = visit.Page.Locator("#follow-ups");

        await card.GetByLabel("沟通内容").FillAsync("   ");
        await card.GetByRole(AriaRole.Button, new() { Name = "记录" }).First.ClickAsync();
        await Expect(card.Locator(".field-error, [role=alert]").First).ToBeVisibleAsync();
        await card.GetByLabel("沟通内容").FillAsync("下月追加两万件");
        await card.GetByLabel("下次跟进日期").FillAsync("2030-05-01");
        await card.GetByRole(AriaRole.Button, new() { Name = "记录" }).First.ClickAsync();
        await Expect(card.Locator(".said")).ToHaveTextAsync("下月追加两万件");
        await Expect(card.Locator("li")).ToContainTextAsync("2030-05-01");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_move_of_the_stock_is_recorded_shown_and_nonsense_is_refused_with_a_sentence()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        var product = await ProductAsync(site, "阀体", ProductKind.Goods);
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        await visit.GoAsync(FormattableString.Invariant($"/products/{product}"));
        var card = visit.Page.Locator("#stock");

        await card.GetByLabel("数量").FillAsync("很多");
        await card.Locator("form button").ClickAsync();
        await Expect(card.Locator(".field-error, [role=alert]").First).ToBeVisibleAsync();
        await card.GetByLabel("数量").FillAsync("120");
        await card.Locator("form button").ClickAsync();
        await Expect(card.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(card.Locator("tbody td.num")).ToHaveTextAsync("=120");
        await Expect(card.Locator("dd.strong")).ToContainTextAsync("120");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Services_stand_apart_at_the_production_desk_and_are_confirmed_there()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        await site.PlaceAsync();
        await ProductAsync(site, "现场安装", ProductKind.Service);
        var placed = await site.Get<PlaceOrder>().RunAsync(Actor.LocalOwner, new(Customer: "海晟贸易", Lines:
            [new(Product: "现场安装", Quantity: Quantity.Of(2), UnitPrice: UnitPrice.Of(500))]), Cancellation);
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        await visit.GoAsync("/production");
        var section = visit.Page.Locator(".desk-services");

        await Expect(section.Locator("h2")).ToContainTextAsync("服务待完成");
        await Expect(section).ToContainTextAsync(placed.Value!.Number!);
        await section.Locator("[data-pick]").CheckAsync();
        await visit.Page.Locator(".desk-foot .btn.primary").ClickAsync();
        await Expect(section).ToHaveCountAsync(0);
        var order = (await site.Get<OrderQueries>().FindAsync(Actor.LocalOwner, placed.Value.Id, Cancellation)).Value!;
        Assert.Equal(Quantity.Of(2), order.Lines[0].Made);
        visit.AssertQuiet();
    }

    private static async Task<long> ProductAsync(LedgerSite site, string name, ProductKind kind)
    {
        var saved = await site.Get<SaveProduct>().RunAsync(Actor.LocalOwner, null, new(Name: name, Kind: kind, Price: UnitPrice.Of(10)), Cancellation);
        Assert.Null(saved.Refusal);
        return saved.Value!.Id;
    }
}
