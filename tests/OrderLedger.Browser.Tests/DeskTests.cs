using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.Products;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;
using OrderLedger.Domain;

namespace OrderLedger.Browser.Tests;

/// <summary>The desks of workshop, warehouse and finance, at the keyboard and at a phone.</summary>
public sealed class DeskTests(Chrome chrome)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_orders_leave_with_the_numbers_of_an_Excel_sheet_and_one_that_may_not_stays()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("仓库", Role.Warehouse);
        var orders = new List<OrderView>();
        foreach (var customer in new[] { "海晟贸易", "东风五金", "云帆包装" }) orders.Add(await ReadyAsync(site, customer));
        await using var visit = await Visit.SignInAsync(chrome, site, "仓库");
        await visit.GoAsync("/shipping");
        var desk = new DeskScreen(visit.Page);
        await Expect(desk.Rows).ToHaveCountAsync(3);
        await DeskScreen.PasteAsync(desk.Rows.First.GetByLabel("物流公司"), $"""
            订单号	物流公司	运单号
            {orders[2].Number}	顺丰速运	SF0012
            {orders[1].Number}	德邦快递	DPK77
            20990101-X-1	中通快递	ZT1
            {orders[0].Number}	"中通
            快递"	'00345
            """);
        await Expect(desk.Picked).ToHaveTextAsync("3");
        await Expect(visit.Page.Locator("[data-paste-said]")).ToContainTextAsync("20990101-X-1");
        // Somebody holds one of them meanwhile.
        Done(await site.Get<HoldOrder>().RunAsync(Actor.LocalOwner, orders[1].Id, new("缺料"), Cancellation));
        await desk.SendAsync();

        await Expect(desk.Refused).ToContainTextAsync(orders[1].Number!);
        await Expect(desk.Outcome).ToContainTextAsync("2 单已发货");
        await Expect(desk.Rows).ToHaveCountAsync(0);
        Assert.Equal("00345", (await FindAsync(site, orders[0].Id)).Shipments[0].TrackingNumber);
        var sent = Assert.Single((await FindAsync(site, orders[2].Id)).Shipments);
        Assert.Equal(("顺丰速运", "SF0012"), (sent.Carrier, sent.TrackingNumber));
        Assert.Empty((await FindAsync(site, orders[1].Id)).Shipments);
        await desk.Outcome.Locator("a").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/changes/[0-9]+$", default, TimeSpan.FromSeconds(1)));
        await site.VerifyAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task The_workshop_starts_and_reports_rows_by_keyboard()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("车间", Role.Production);
        Done(await site.Get<SaveProduct>().RunAsync(Actor.LocalOwner, null, new(Name: "阀体", Unit: "件", IsMade: true), Cancellation));
        Done(await site.Get<SaveCustomer>().RunAsync(Actor.LocalOwner, null, new(Name: "海晟贸易"), Cancellation));
        foreach (var quantity in new[] { 10m, 4m })
        {
            Done(await site.Get<PlaceOrder>().RunAsync(Actor.LocalOwner, new(Customer: "海晟贸易",
                Lines: [new(Product: "阀体", Quantity: Quantity.Of(quantity), UnitPrice: UnitPrice.Of(2m))]), Cancellation));
        }
        await using var visit = await Visit.SignInAsync(chrome, site, "车间");
        await visit.GoAsync("/production");
        var desk = new DeskScreen(visit.Page);
        var fields = desk.Rows.Locator("[data-desk-field]");

        await visit.Page.GetByLabel("全选").CheckAsync();
        await Expect(desk.Picked).ToHaveTextAsync("2");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "投产" }).ClickAsync();
        await Expect(desk.Outcome).ToContainTextAsync("2 单已投产");
        await fields.First.FillAsync("7");
        await fields.First.PressAsync("Enter");
        await Expect(fields.Nth(1)).ToBeFocusedAsync();
        await fields.Nth(1).FillAsync("5");
        await fields.Nth(1).PressAsync("Control+Enter");

        await Expect(desk.Outcome).ToContainTextAsync("1 单已登记完工");
        await Expect(desk.Refused).ToContainTextAsync("5");
        await Expect(desk.Rows).ToHaveCountAsync(2);
        await Expect(fields.Nth(1)).ToHaveValueAsync("5");
        await site.VerifyAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Finance_records_money_oldest_first_and_gives_away_what_lay_on_account()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("财务", Role.Finance);
        var (first, second) = (await site.PlaceAsync(), await site.PlaceAsync());
        var customer = (await FindAsync(site, first)).CustomerId;
        Done(await site.Get<RecordReceipt>().RunAsync(Actor.LocalOwner, new(Money.Of(20), "现金", customer), Cancellation));
        await using var visit = await Visit.SignInAsync(chrome, site, "财务");
        await visit.GoAsync("/receivables");
        var table = visit.Page.Locator(".owe-table");

        await Expect(table).ToContainTextAsync("70.00");
        await table.GetByRole(AriaRole.Link, new() { Name = "海晟贸易" }).ClickAsync();
        await Expect(table.Locator("tr.opened tr[data-row]")).ToHaveCountAsync(2);
        await table.GetByRole(AriaRole.Button, new() { Name = "先到期先冲" }).ClickAsync();
        await Expect(visit.Page.Locator("[data-toast]")).ToContainTextAsync("核销");
        Assert.Equal(Money.Of(15), (await FindAsync(site, first)).Outstanding);
        await table.Locator("details.modal > summary").ClickAsync();
        var form = table.Locator("details.modal[open] form");
        await form.GetByLabel("金额").First.FillAsync("40");
        await form.Locator("footer button:not([data-close])").ClickAsync();

        await Expect(visit.Page.Locator("[data-toast]")).ToContainTextAsync("收款已登记");
        await Expect(table.Locator("tbody > tr.sel")).ToContainTextAsync("10.00");
        Assert.Equal((Money.Zero, Money.Of(10)), ((await FindAsync(site, first)).Outstanding, (await FindAsync(site, second)).Outstanding));
        Assert.Contains("/receivables", visit.Page.Url, StringComparison.Ordinal);
        await site.VerifyAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_slow_answer_is_not_lost_to_the_news_of_what_it_did()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("财务", Role.Finance);
        var order = await FindAsync(site, await site.PlaceAsync());
        Done(await site.Get<RecordReceipt>().RunAsync(Actor.LocalOwner, new(Money.Of(20), "现金", order.CustomerId), Cancellation));
        await using var visit = await Visit.SignInAsync(chrome, site, "财务");
        await visit.GoAsync("/receivables");
        var table = visit.Page.Locator(".owe-table");
        await table.GetByRole(AriaRole.Link, new() { Name = "海晟贸易" }).ClickAsync();
        await Expect(table.Locator("tr.opened tr[data-row]")).ToHaveCountAsync(1);
        await visit.Page.RouteAsync("**/receivables*", static async route =>
        {
            if (route.Request.Method != "POST") { await route.ContinueAsync(); return; }
            var answer = await route.FetchAsync(new() { MaxRedirects = 0 });
            // By now it is committed; the news of it come long before the answer.
            await Task.Delay(3_000, Cancellation);
            await route.FulfillAsync(new() { Response = answer });
        });

        await table.GetByRole(AriaRole.Button, new() { Name = "先到期先冲" }).ClickAsync();

        await Expect(visit.Page.Locator("[data-toast]")).ToContainTextAsync("核销");
        Assert.Equal(order.Outstanding - Money.Of(20), (await FindAsync(site, order.Id)).Outstanding);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_phone_ships_one_order_from_the_desk_with_its_tracking_number()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("仓库", Role.Warehouse);
        var order = await ReadyAsync(site, "海晟贸易");
        await ReadyAsync(site, "东风五金");
        await using var visit = await Visit.SignInAsync(chrome, site, "仓库", Look.Phone);
        var desk = new DeskScreen(visit.Page);

        await visit.Page.Locator(".tabbar a", new() { HasText = "发货" }).ClickAsync();
        await Expect(desk.Rows).ToHaveCountAsync(2);
        await visit.AssertFitsAsync();
        var row = desk.RowOf("海晟贸易");
        await row.GetByLabel("运单号").FillAsync("SF-7742");
        await row.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(desk.Outcome).ToContainTextAsync("1 单已发货");
        await Expect(desk.Rows).ToHaveCountAsync(1);
        await visit.AssertFitsAsync();
        Assert.Equal("SF-7742", (await FindAsync(site, order.Id)).Shipments[0].TrackingNumber);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task News_comes_by_itself_and_never_over_what_is_being_typed()
    {
        await using var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("仓库", Role.Warehouse);
        await ReadyAsync(site, "海晟贸易");
        await using var visit = await Visit.SignInAsync(chrome, site, "仓库");
        await visit.GoAsync("/shipping");
        var desk = new DeskScreen(visit.Page);
        await Expect(desk.Rows).ToHaveCountAsync(1);

        await ReadyAsync(site, "东风五金");
        await Expect(desk.Rows).ToHaveCountAsync(2);
        var field = desk.RowOf("海晟贸易").GetByLabel("运单号");
        await field.FillAsync("SF1");
        await ReadyAsync(site, "云帆包装");
        await Expect(visit.Page.Locator("[data-fresh]")).ToBeVisibleAsync();
        await Expect(field).ToHaveValueAsync("SF1");
        await Expect(desk.Rows).ToHaveCountAsync(2);
        visit.AssertQuiet();
    }

    private static async Task<OrderView> ReadyAsync(LedgerSite site, string customer)
    {
        var id = await site.PlaceAsync(customer);
        return Done(await site.Get<PrepareGoods>().RunAsync(Actor.LocalOwner, id, new(), Cancellation));
    }

    private static async Task<OrderView> FindAsync(LedgerSite site, long id) =>
        Done(await site.Get<OrderQueries>().FindAsync(Actor.LocalOwner, id, Cancellation));

    private static T Done<T>(Outcome<T> outcome)
        where T : notnull
    {
        Assert.True(outcome.Accepted, outcome.Refusal?.Code ?? string.Create(CultureInfo.InvariantCulture, $"{typeof(T)}"));
        return outcome.Value;
    }
}
