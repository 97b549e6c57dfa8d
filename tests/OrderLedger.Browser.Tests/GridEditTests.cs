using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.App.Products;
using OrderLedger.Browser.Tests.Support;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Browser.Tests;

/// <summary>Typing into cells, as hands know it from Excel.</summary>
public sealed class GridEditTests(Chrome chrome) : EditBook(chrome)
{
    [Fact]
    public async Task Typing_over_F2_Escape_Enter_Tab_and_Delete_do_what_they_do_in_Excel()
    {
        var (visit, grid) = await OpenAsync();

        await grid.TypeAsync(0, "remark", "加急");
        await grid.IsAtAsync(1, await grid.PlaceAsync("remark"));
        await grid.ShowsAsync(0, "remark", "加急");
        await visit.Page.Keyboard.TypeAsync("x");
        await grid.PressAsync("Escape");
        await grid.ShowsAsync(1, "remark", "");
        await grid.PressAsync("ArrowUp", "F2");
        await Expect(grid.Editor).ToHaveValueAsync("加急");
        await visit.Page.Keyboard.TypeAsync("！");
        await grid.PressAsync("ArrowLeft", "Alt+Enter", "Tab");
        await grid.IsAtAsync(0, await grid.PlaceAsync("customerPo"));
        await visit.Page.Keyboard.TypeAsync("PO-1");
        await grid.PressAsync("Enter");
        await grid.IsAtAsync(1, await grid.PlaceAsync("remark"));
        await (await grid.CellAsync(2, "customerPo")).DblClickAsync();
        await visit.Page.Keyboard.TypeAsync("PO-3");
        await grid.PressAsync("Shift+Enter");
        await grid.IsAtAsync(1, await grid.PlaceAsync("customerPo"));
        await grid.GoToAsync(2, "customerPo");
        await grid.PressAsync("Delete");
        await grid.ShowsAsync(2, "customerPo", "");
        await Expect(visit.Page.Locator(".foot")).ToBeVisibleAsync();
        await IdleAsync(visit.Page);

        var (first, third) = (await OrderAsync(0), await OrderAsync(2));
        Assert.Equal(("加急\n！", "PO-1"), (first.Remark, first.CustomerPo));
        Assert.Null(third.CustomerPo);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Dates_and_lists_are_chosen_or_typed()
    {
        var (visit, grid) = await OpenAsync();

        await grid.GoToAsync(0, "dueDate");
        await grid.PressAsync("F2");
        await visit.Page.Locator(".grid-calendar .step").Last.ClickAsync();
        await visit.Page.Locator(".grid-calendar button[data-date$='-15']").ClickAsync();
        await grid.IsAtAsync(1, await grid.PlaceAsync("dueDate"));
        await visit.Page.Keyboard.TypeAsync("2030.5.1");
        await grid.PressAsync("Enter");
        await grid.TypeAsync(0, "paymentMethod", "wx");
        await grid.GoToAsync(1, "paymentMethod");
        await grid.PressAsync("F2");
        await visit.Page.Locator(".grid-choices li").Filter(new() { HasText = "支付宝" }).ClickAsync();
        await grid.ShowsAsync(0, "paymentMethod", "微信");
        await grid.ShowsAsync(1, "paymentMethod", "支付宝");
        await IdleAsync(visit.Page);

        Assert.Equal(15, (await OrderAsync(0)).DueDate!.Value.Day);
        Assert.Equal(new DateOnly(2030, 5, 1), (await OrderAsync(1)).DueDate);
        Assert.Equal(("微信", "支付宝"), ((await OrderAsync(0)).PaymentMethod, (await OrderAsync(1)).PaymentMethod));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task What_is_refused_comes_back_with_a_sentence_and_nothing_typed_is_lost()
    {
        var (visit, grid) = await OpenAsync();

        await grid.TypeAsync(0, "dueDate", "soon");

        await Expect(grid.Says).ToContainTextAsync("soon");
        await Expect(grid.Editor).ToHaveValueAsync("soon");
        await grid.PressAsync("Escape");
        await Expect(grid.Says).ToHaveCountAsync(0);
        await grid.ShowsAsync(0, "dueDate", "");
        await grid.GoToAsync(0, "customer");
        await visit.Page.Keyboard.TypeAsync("x");
        await Expect(visit.Page.Locator(".foot .selection")).ToContainTextAsync("不能直接改");
        await Expect(grid.Editor).ToHaveCountAsync(0);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Undo_and_redo_take_back_and_bring_back_the_own_last_edits_even_after_a_visit_elsewhere()
    {
        var (visit, grid) = await OpenAsync();
        await grid.TypeAsync(0, "remark", "一");
        await grid.TypeAsync(1, "remark", "二");
        await grid.PressAsync("Control+z");
        await grid.ShowsAsync(1, "remark", "");
        await grid.ShowsAsync(0, "remark", "一");

        await visit.GoAsync("/customers");
        await visit.GoAsync("/");
        await grid.RunsAsync();
        await grid.GoToAsync(0, "remark");
        await grid.PressAsync("Control+z");
        await grid.ShowsAsync(0, "remark", "");
        await grid.PressAsync("Control+y", "Control+y");

        await grid.ShowsAsync(0, "remark", "一");
        await grid.ShowsAsync(1, "remark", "二");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task A_status_word_is_a_command_and_asks_for_what_is_missing()
    {
        var (visit, grid) = await OpenAsync();

        await grid.TypeAsync(0, "status", "yfh");
        await grid.Dialog.GetByLabel("物流公司").FillAsync("顺丰速运");
        await grid.Dialog.GetByLabel("运单号").FillAsync("SF123456");
        await grid.PressAsync("Enter");
        await grid.ShowsAsync(0, "status", "已发货");
        await grid.TypeAsync(1, "status", "已付款");
        await grid.Dialog.GetByLabel("付款方式").SelectOptionAsync("微信");
        await grid.PressAsync("Enter");
        await grid.ShowsAsync(1, "status", "已付款");
        await grid.TypeAsync(2, "status", "已取消");
        await grid.PressAsync("Enter");
        await Expect(grid.Dialog.GetByLabel("原因")).ToHaveAttributeAsync("aria-invalid", "true");
        await grid.PressAsync("Escape");
        await grid.ShowsAsync(2, "status", "订单确认");
        await IdleAsync(visit.Page);

        var (shipped, paid) = (await OrderAsync(0), await OrderAsync(1));
        Assert.Equal((OrderStatus.Shipped, "SF123456"), (shipped.Status, shipped.Shipments[0].TrackingNumber));
        Assert.Equal((OrderStatus.Paid, 35m), (paid.Status, paid.Received!.Value.Amount));
        await grid.GoToAsync(1, "status");
        await grid.PressAsync("Control+z");
        await grid.ShowsAsync(1, "status", "订单确认");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task The_first_stroke_of_an_input_method_opens_the_editor_with_the_composition_intact()
    {
        var (visit, grid) = await OpenAsync();
        await grid.GoToAsync(0, "remark");
        var devtools = await visit.Page.Context.NewCDPSessionAsync(visit.Page);

        await devtools.SendAsync("Input.imeSetComposition", Composed("ji"));
        await Expect(grid.Editor).ToHaveValueAsync("ji");
        await devtools.SendAsync("Input.imeSetComposition", Composed("jiaji"));
        await devtools.SendAsync("Input.insertText", new() { ["text"] = "加急" });
        await Expect(grid.Editor).ToHaveValueAsync("加急");
        await grid.PressAsync("Enter");

        await grid.ShowsAsync(0, "remark", "加急");
        await grid.IsAtAsync(1, await grid.PlaceAsync("remark"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Lines_are_typed_too_and_a_product_is_found_by_pinyin_with_the_last_price_of_this_customer()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var valve = new ProductInput(Name: "不锈钢球阀", Sku: "QF-1", Price: UnitPrice.Of(9));
        Assert.Null((await Site.Get<SaveProduct>().RunAsync(Actor.LocalOwner, null, valve, cancellation)).Refusal);
        Assert.Null((await Site.Get<PlaceOrder>().RunAsync(Actor.LocalOwner, new(Customer: "己公司", OrderDate: new(2026, 1, 5),
            Lines: [new(Product: "QF-1", Quantity: Quantity.Of(1), UnitPrice: UnitPrice.Of(8.8m))]), cancellation)).Refusal);
        var (visit, grid) = await OpenAsync();
        await visit.GoAsync("/?rows=lines");
        await grid.RunsAsync();

        await grid.GoToAsync(0, "product");
        await visit.Page.Keyboard.TypeAsync("bxg");
        await Expect(visit.Page.Locator(".grid-choices li")).ToContainTextAsync("8.8");
        Assert.Empty(await AccessibilityTests.ViolationsAsync(visit.Page));
        await grid.PressAsync("Tab");
        await grid.ShowsAsync(0, "product", "不锈钢球阀");
        await grid.TypeAsync(0, "quantity", "１，２００");
        await grid.ShowsAsync(0, "quantity", "1,200");
        await grid.TypeAsync(0, "unitPrice", "1.5");
        await grid.ShowsAsync(0, "amount", "1,800.00");
        await IdleAsync(visit.Page);

        var line = (await OrderAsync(0)).Lines[0];
        Assert.Equal(("QF-1", 1200m, 1800m), (line.Sku, line.Quantity.Value, line.Amount!.Value.Amount));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Who_may_not_edit_is_told_and_nothing_opens()
    {
        await Site.AddUserAsync("旁观", Role.Viewer);
        var (visit, grid) = await OpenAsync("旁观");

        await grid.GoToAsync(0, "remark");
        await visit.Page.Keyboard.TypeAsync("x");

        await Expect(grid.Editor).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator(".foot .selection")).ToContainTextAsync("没有修改台账的权限");
        await Expect(visit.Page.Locator(".bulk-bar")).ToHaveCountAsync(0);
        visit.AssertQuiet();
    }

    private static Dictionary<string, object> Composed(string text) =>
        new() { ["text"] = text, ["selectionStart"] = text.Length, ["selectionEnd"] = text.Length };
}
