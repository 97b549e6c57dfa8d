using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Tests.ReadModel;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Customers;

/// <summary>The list of customers, with the figures that stand beside each.</summary>
public sealed class CustomerListTests : IAsyncLifetime
{
    private BookWithModel _book = null!;
    private CustomerList _list = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Actor Of(Role role, string name = "某") => new(9, name, role, Via.Web);

    public async ValueTask InitializeAsync()
    {
        _book = await BookWithModel.CreateAsync(Cancellation);
        _list = new(_book.Book, new(_book.Model));
        await _book.ProductAsync("法兰", "FL", 10);
        await _book.CustomerAsync("海晟贸易", code: "HS", @class: "VIP", salesperson: "林晓", phone: "13800001234");
        await _book.CustomerAsync("安宁机电", code: "AN", salesperson: "林晓");
        await _book.CustomerAsync("宝钢物资", code: "BG", salesperson: "周强");
        await _book.CustomerAsync("新来的", code: "XL");
        await _book.PlaceAsync("海晟贸易", ("法兰", 10));
        var paid = await _book.PlaceAsync("海晟贸易", ("法兰", 20));
        await _book.PayAsync(paid.Id, 150);
        await _book.PlaceAsync("宝钢物资", ("法兰", 50));
        await _book.PlaceAsync(new App.Orders.PlaceOrder.Input(Customer: "安宁机电", Confirm: false), ("法兰", 900));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _book.DisposeAsync();
    }

    [Fact]
    public async Task It_sorts_by_words_and_by_figures()
    {
        (string? Sort, string Codes)[] cases =
        [
            (null, "AN BG HS XL"), ("-code", "XL HS BG AN"), ("name", "AN BG HS XL"), ("-name", "XL HS BG AN"),
            ("orders", "AN XL BG HS"), ("-orders", "HS BG AN XL"), ("-total", "BG HS AN XL"),
            ("-outstanding", "BG HS AN XL"), ("nothing-of-ours", "AN BG HS XL"),
        ];
        foreach (var (sort, codes) in cases)
        {
            var result = await _list.ReadAsync(Of(Role.Owner), new(Sort: sort), Cancellation);

            Assert.Equal(codes, string.Join(' ', result.Rows.Select(static r => r.Customer.Code)));
            Assert.Equal(4, result.Count);
        }
    }

    [Fact]
    public async Task Each_row_has_what_was_ordered_and_is_owed_without_drafts()
    {
        var result = await _list.ReadAsync(Of(Role.Finance), new(), Cancellation);

        Assert.Equal([("AN", 0, 0m, 0m), ("BG", 1, 500m, 500m), ("HS", 2, 300m, 150m), ("XL", 0, 0m, 0m)],
            result.Rows.Select(static r => (r.Customer.Code, (int)r.Orders, r.Total!.Value.Amount, r.Outstanding!.Value.Amount)));
        Assert.Equal(BookWithModel.Today, result.Rows[2].LastOrder);
        Assert.Null(result.Rows[3].LastOrder);
    }

    [Fact]
    public async Task It_is_searched_as_people_speak()
    {
        (string Q, string Codes)[] cases =
        [
            ("haisheng", "HS"), ("hsmy", "HS"), ("1234", "HS"), ("ＨＳ", "HS"), ("机电 安宁", "AN"), ("没有", ""),
        ];
        foreach (var (q, codes) in cases)
        {
            var result = await _list.ReadAsync(Of(Role.Owner), new(q), Cancellation);

            Assert.Equal(codes, string.Join(' ', result.Rows.Select(static r => r.Customer.Code)));
            // The classes stand beside the list whatever is searched.
            Assert.Equal(4, result.Classes.Sum(static c => c.Count));
        }
    }

    [Fact]
    public async Task It_filters_by_class_and_salesperson_and_turns_pages()
    {
        var vip = await _list.ReadAsync(Of(Role.Owner), new(Class: "VIP"), Cancellation);
        var of = await _list.ReadAsync(Of(Role.Owner), new(Salesperson: "林晓", Sort: "-total"), Cancellation);
        var beyond = await _list.ReadAsync(Of(Role.Owner), new(Offset: 4, Sort: "total"), Cancellation);
        var before = await _list.ReadAsync(Of(Role.Owner), new(Offset: -7), Cancellation);

        Assert.Equal("HS", Assert.Single(vip.Rows).Customer.Code);
        Assert.Equal(["HS", "AN"], of.Rows.Select(static r => r.Customer.Code));
        Assert.Equal((0, 4), (beyond.Rows.Count, beyond.Count));
        Assert.Equal(4, before.Rows.Count);
        Assert.Equal(["周强", "林晓"], of.Salespeople.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_salesperson_sees_the_own_customers_and_nobody_elses_name_or_class()
    {
        var own = await _list.ReadAsync(Of(Role.Sales, "周强"), new(Sort: "-total"), Cancellation);
        var tried = await _list.ReadAsync(Of(Role.Sales, "周强"), new(Salesperson: "林晓", Class: "VIP"), Cancellation);

        Assert.Equal(("BG", 1), (Assert.Single(own.Rows).Customer.Code, own.Count));
        Assert.Equal(["周强"], own.Salespeople);
        Assert.DoesNotContain(own.Classes, static c => c.Name == "VIP");
        Assert.Empty(tried.Rows);
    }

    [Theory]
    [InlineData(Role.Production)]
    [InlineData(Role.Warehouse)]
    public async Task Who_sees_no_prices_gets_no_money_and_no_order_by_it(Role role)
    {
        var result = await _list.ReadAsync(Of(role), new(Sort: "-total"), Cancellation);

        Assert.All(result.Rows, static r => Assert.Equal((null, null, null), (r.Total, r.Outstanding, r.Customer.CreditLimit)));
        Assert.Equal("XL HS BG AN", string.Join(' ', result.Rows.Select(static r => r.Customer.Code)));
    }

    [Fact]
    public async Task What_a_customer_buys_comes_largest_first_with_the_price_paid_last()
    {
        await _book.ProductAsync("螺栓", "LS", 1);
        await _book.PlaceAsync("海晟贸易", ("螺栓", 7));
        var products = new CustomerProducts(_book.Model, new(_book.Book));
        var customer = (await _list.ReadAsync(Of(Role.Owner), new("HS"), Cancellation)).Rows[0].Customer.Id;

        var rows = await products.OfCustomerAsync(Of(Role.Owner), customer, 10, Cancellation);
        var one = await products.OfCustomerAsync(Of(Role.Owner), customer, 1, Cancellation);
        var blind = await products.OfCustomerAsync(Of(Role.Warehouse), customer, 10, Cancellation);
        var foreign = await products.OfCustomerAsync(Of(Role.Sales, "周强"), customer, 10, Cancellation);

        Assert.Equal([("法兰", 2L, 30m, 300m, 10m), ("螺栓", 1L, 7m, 7m, 1m)], rows.Select(static r =>
            (r.Name, r.Orders, r.Quantity.Value, r.Amount!.Value.Amount, r.Price!.Value.Value)));
        Assert.Equal("法兰", Assert.Single(one).Name);
        Assert.All(blind, static r => Assert.Equal((null, null), (r.Amount, r.Price)));
        Assert.Empty(foreign);
    }

    [Fact]
    public async Task What_is_sold_of_a_product_counts_the_own_customers_of_a_salesperson_only()
    {
        var product = (await new App.Products.ProductQueries(_book.Book).ListAsync(
            Of(Role.Owner), "FL", 0, 1, Cancellation)).Rows[0].Id;
        var products = new CustomerProducts(_book.Model, new(_book.Book));

        var all = await products.OfProductAsync(Of(Role.Owner), product, 10, Cancellation);
        var own = await products.OfProductAsync(Of(Role.Sales, "周强"), product, 10, Cancellation);
        var months = await products.MonthsAsync(Of(Role.Viewer), product, BookWithModel.Today, Cancellation);
        var ownMonths = await products.MonthsAsync(Of(Role.Sales, "林晓"), product, BookWithModel.Today, Cancellation);
        var past = await products.MonthsAsync(Of(Role.Owner), product, BookWithModel.Today.AddYears(3), Cancellation);

        Assert.Equal(["宝钢物资", "海晟贸易"], all.Select(static r => r.Name));
        Assert.Equal(["宝钢物资"], own.Select(static r => r.Name));
        Assert.Equal((new DateOnly(2026, 11, 1), 80m, 800m),
            months.Select(static m => (m.First, m.Quantity.Value, m.Amount!.Value.Amount)).Single());
        Assert.Equal(30m, Assert.Single(ownMonths).Quantity.Value);
        Assert.Empty(past);
    }

    [Fact]
    public async Task What_was_cancelled_of_an_order_is_not_counted_as_bought()
    {
        var part = await _book.PlaceAsync("新来的", ("法兰", 3));
        await BookWithModel.DoneAsync(new App.Shipping.ShipOrder(_book.Ledger).RunAsync(BookWithModel.Owner, part.Id,
            new([new(part.Lines[0].Id, Quantity.Of(1))]), Cancellation));
        await BookWithModel.DoneAsync(new App.Orders.CloseRest(_book.Ledger).RunAsync(BookWithModel.Owner, part.Id, new("不要了"), Cancellation));
        var gone = await _book.PlaceAsync("新来的", ("法兰", 100));
        await BookWithModel.DoneAsync(new App.Orders.CancelOrder(_book.Ledger).RunAsync(BookWithModel.Owner, gone.Id, new("误"), Cancellation));
        var customer = (await _list.ReadAsync(Of(Role.Owner), new("XL"), Cancellation)).Rows[0];

        var row = Assert.Single(await new CustomerProducts(_book.Model, new(_book.Book))
            .OfCustomerAsync(Of(Role.Owner), customer.Customer.Id, 10, Cancellation));

        Assert.Equal((1L, 1m, 10m), (row.Orders, row.Quantity.Value, row.Amount!.Value.Amount));
        Assert.Equal((1L, 10m), (customer.Orders, customer.Outstanding!.Value.Amount));
    }
}
