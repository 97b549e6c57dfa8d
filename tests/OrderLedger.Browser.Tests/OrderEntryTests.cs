using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.App.Orders;
using OrderLedger.App.Products;
using OrderLedger.Browser.Tests.Pages;
using OrderLedger.Browser.Tests.Support;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Browser.Tests;

/// <summary>A new order in seconds, without the mouse.</summary>
public sealed class OrderEntryTests(Chrome chrome)
{
    private static readonly Regex Placed = new("/orders/[0-9]+\\?done=placed$", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_lines_take_at_most_sixty_keys_beyond_the_texts()
    {
        await using var site = await StartAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var keys = new CountedKeys(visit.Page);

        await keys.PressAsync("n");
        await Expect(visit.Page.Locator("#customer")).ToBeFocusedAsync();
        await keys.TypeAsync("nbhs");
        await keys.PressAsync("Enter");
        // Names by pinyin, codes, and a price of its own; nobody waits for a list.
        (string, string, string?)[] typed =
            [("fl", "120", null), ("F-02", "8", null), ("dengju", "30", "25.5"), ("F-04", "2", null), ("xiangzi", "1000", null)];
        foreach (var (product, quantity, price) in typed)
        {
            await keys.TypeAsync(product);
            await keys.PressAsync("Enter");
            await keys.TypeAsync(quantity);
            if (price is not null)
            {
                await keys.PressAsync("Tab", "Tab");
                await visit.Page.Keyboard.PressAsync("Control+A");
                await keys.TypeAsync(price);
            }
            await keys.PressAsync("Enter");
        }
        await keys.PressAsync("Control+Enter");
        await Expect(visit.Page).ToHaveURLAsync(Placed);
        Assert.InRange(keys.Count, 1, 60);
        var order = await NewestAsync(site);
        Assert.Equal(("宁波海晟机电", OrderStatus.Confirmed), (order.CustomerName, order.Status));
        Assert.Equal(["法兰 120 10.00", "阀门 8 50.00", "灯具 30 25.50", "扳手 2 18.00", "箱子 1000 3.20"], order.Lines.OrderBy(static line => line.Position)
            .Select(static line => $"{line.ProductName} {line.Quantity} {line.UnitPrice}"));
        await site.VerifyAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_block_from_Excel_fills_the_lines_and_an_agreed_total_is_spread_to_the_cent()
    {
        await using var site = await StartAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var (form, keys) = (new OrderForm(visit.Page), new CountedKeys(visit.Page));
        await form.OpenAsync();
        await keys.TypeAsync("C1");
        await keys.PressAsync("Enter");
        await Expect(form.Field(0, "Product")).ToBeFocusedAsync();

        // A code with our name beside it, a quoted cell with a line break, thousands, a line that is no product, an empty last row.
        await keys.PasteAsync("F-01\t法兰\t1,200\t7.35\r\nF-02\t阀门\t3\t49.99\r\n\"定制\n支架\"\t\t7\t11.11\r\n");

        await Expect(form.Field(0, "Product")).ToHaveValueAsync("法兰");
        await Expect(form.Field(0, "Amount")).ToHaveValueAsync("8820.00");
        await Expect(form.Field(1, "Unit")).ToHaveValueAsync("件");
        await Expect(visit.Page.Locator("[data-line-total]")).ToHaveTextAsync("¥ 9,047.74");
        await visit.Page.Locator("[data-agreed]").FillAsync("9000");
        await visit.Page.Locator("[data-agreed]").PressAsync("Control+Enter");

        await Expect(visit.Page).ToHaveURLAsync(Placed);
        var order = await NewestAsync(site);
        Assert.Equal((Money.Of(9_000m), 3), (order.Total, order.Lines.Count));
        Assert.Equal(order.Total, order.Lines.Aggregate(Money.Zero, static (sum, line) => sum + line.Amount));
        Assert.All(order.Lines, static line => Assert.Equal(line.Amount, line.UnitPrice.Times(line.Quantity, line.DiscountBp)));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task The_book_warns_of_an_order_typed_twice_and_of_a_price_off_the_usual_and_shows_the_last_one()
    {
        await using var site = await StartAsync();
        var before = await PlaceAsync(site, 9m);
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var (form, advice) = (new OrderForm(visit.Page), visit.Page.Locator("[data-advice]"));
        await form.OpenAsync();
        await form.CustomerAsync("海晟");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.TypeAsync("F-01");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.TypeAsync("2");

        await Expect(visit.Page.Locator("[data-hint]").First).ToContainTextAsync("该客户上次 ¥9");
        await Expect(form.Field(0, "UnitPrice")).ToHaveValueAsync("9");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(advice.Locator("a")).ToHaveAttributeAsync("href", $"/orders/{before.ToString(CultureInfo.InvariantCulture)}");
        await form.Field(0, "UnitPrice").FillAsync("5");
        await form.Field(0, "UnitPrice").PressAsync("Tab");
        await Expect(advice).ToContainTextAsync("不在该客户近几次的 9.00–9.00 之内");
        await Expect(advice).ToContainTextAsync("低于成本");
        Assert.Empty(await AccessibilityTests.ViolationsAsync(visit.Page));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task An_order_that_may_be_typed_twice_is_asked_about_once_also_without_script()
    {
        await using var site = await StartAsync();
        await PlaceAsync(site, 9m);
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏", new(HasScript: false));
        var form = new OrderForm(visit.Page);
        await form.OpenAsync();
        await form.CustomerAsync("C1");
        // Only a customer that is picked has a history; the address names one.
        await using (var db = site.Get<Book>().CreateDb())
            await visit.GoAsync($"/orders/new?customer={(await db.Customers.SingleAsync(Cancellation)).Id.ToString(CultureInfo.InvariantCulture)}");
        await form.LineAsync(0, "F-01", "2", "9");

        await form.SaveAsync();
        await Expect(visit.Page.GetByText("请核对；确属新订单请再次保存。")).ToBeVisibleAsync();
        await form.SaveAsync();

        await Expect(visit.Page).ToHaveURLAsync(Placed);
    }

    [Fact]
    public async Task A_former_order_is_repeated_and_a_new_customer_made_without_leaving_the_form()
    {
        await using var site = await StartAsync();
        await PlaceAsync(site, 9m);
        await using var visit = await Visit.SignInAsync(chrome, site, "周敏");
        var form = new OrderForm(visit.Page);
        await form.OpenAsync();
        await visit.Page.Keyboard.TypeAsync("hs");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("[data-former] button")).ToHaveCountAsync(1);
        await visit.Page.Keyboard.PressAsync("Alt+r");
        await Expect(form.Field(0, "Product")).ToHaveValueAsync("法兰");
        await Expect(form.Field(0, "Amount")).ToHaveValueAsync("18.00");

        await visit.Page.Locator("#customer").FillAsync("绍兴新到纺织");
        await Expect(visit.Page.Locator(".picker [role=option]")).ToHaveTextAsync("新建客户「绍兴新到纺织」");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("[data-new-customer] input")).ToBeCheckedAsync();
        await visit.Page.Keyboard.PressAsync("Control+Enter");

        await Expect(visit.Page).ToHaveURLAsync(Placed);
        Assert.Equal("绍兴新到纺织", (await NewestAsync(site)).CustomerName);
        visit.AssertQuiet();
    }

    /// <summary>A book with one customer and five products.</summary>
    private static async Task<LedgerSite> StartAsync()
    {
        var site = await LedgerSite.StartAsync();
        await site.AddUserAsync("周敏", Role.Owner);
        Assert.Null((await site.Get<SaveCustomer>().RunAsync(Actor.LocalOwner, null, new(Name: "宁波海晟机电", Code: "C1"), Cancellation)).Refusal);
        (string Sku, string Name, decimal Price)[] goods =
            [("F-01", "法兰", 10), ("F-02", "阀门", 50), ("F-03", "灯具", 26), ("F-04", "扳手", 18), ("F-05", "箱子", 3.2m)];
        foreach (var (sku, name, price) in goods)
        {
            Assert.Null((await site.Get<SaveProduct>().RunAsync(Actor.LocalOwner, null,
                new(Name: name, Sku: sku, Unit: "件", Price: UnitPrice.Of(price), Cost: UnitPrice.Of(6)), Cancellation)).Refusal);
        }
        return site;
    }

    private static async Task<long> PlaceAsync(LedgerSite site, decimal price)
    {
        var placed = await site.Get<PlaceOrder>().RunAsync(Actor.LocalOwner, new(Customer: "C1",
            Lines: [new(Product: "F-01", Quantity: Quantity.Of(2), UnitPrice: UnitPrice.Of(price))]), Cancellation);
        return placed.Value!.Id;
    }

    private static async Task<Order> NewestAsync(LedgerSite site)
    {
        await using var db = site.Get<Book>().CreateDb();
        return await db.Orders.AsNoTracking().Include(static o => o.Lines).OrderByDescending(static o => o.Id).FirstAsync(Cancellation);
    }
}
