using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Tests.Orders;

public sealed class PlaceOrderTests : LedgerTest
{
    [Fact]
    public async Task A_placed_order_is_stored_with_its_derived_state()
    {
        var customer = await Do.CustomerAsync("HS", new(ShortName: "海晟", Address: "宁波", Terms: "月结30天"));
        var product = await Do.ProductAsync("A-01", 3.5m, isMade: true, cost: 2m);

        var order = Accepted(await Do.Place(new(customer.Id, DueDate: new(2026, 4, 1), CustomerPo: "PO-7", Lines:
        [
            new(product.Id, Quantity: Quantity.Of(10), Discount: 0.1m),
            new(Product: "运费", Quantity: Quantity.Of(1), Amount: Money.Of(50), TaxRate: 0.09m),
        ])));

        var stored = await Book.StoredAsync(order.Id);
        Assert.Equal("20260310-HS-001", stored.Number);
        Assert.Equal((OrderStatus.Confirmed, PaymentBadge.None, ShippingBadge.None), (stored.Status, stored.Payment,
            stored.Shipping));
        Assert.Equal((Money.Of(81.5m), Money.Of(81.5m), Money.Of(20)), (stored.Total, stored.Receivable, stored.Cost));
        // 31.50 / 1.13 = 27.876… and 50 / 1.09 = 45.871…
        Assert.Equal(Money.Of(27.88m + 45.87m), stored.Net);
        Assert.Equal((new DateOnly(2026, 3, 10), new DateOnly(2026, 4, 1)), (stored.OrderDate, stored.DueDate));
        Assert.Equal(("海晟", "宁波", "100@sign/31+30", "PO-7"),
            (stored.CustomerName, stored.DeliveryAddress, stored.Terms, stored.CustomerPo));
        Assert.Equal(1, stored.Version);
        Assert.True(stored.Lines[0].IsMade);
    }

    [Fact]
    public async Task A_free_line_is_what_its_text_or_the_caller_says_and_a_product_what_it_is()
    {
        var customer = await Do.CustomerAsync("HS");
        var product = await Do.ProductAsync("A-01", 3.5m);
        LineInput[] lines =
        [
            new(Product: "运费", Quantity: Quantity.Of(1), Amount: Money.Of(50)),
            new(Product: "驻厂", Quantity: Quantity.Of(1), Amount: Money.Of(50), Kind: ProductKind.Service),
            new(Product: "手续费", Quantity: Quantity.Of(1), Amount: Money.Of(50), Kind: ProductKind.Goods),
            new(product.Id, Quantity: Quantity.Of(1), Kind: ProductKind.Goods),
        ];

        var order = Accepted(await Do.Place(new(customer.Id, Lines: lines)));
        var refused = await Do.Place(new(customer.Id, Lines: [new(product.Id, Quantity: Quantity.Of(1), Kind: ProductKind.Fee)]));
        var amended = Accepted(await Do.Amend(order.Id, new(Lines: [new(Product: "模具费", Quantity: Quantity.Of(1), Amount: Money.Of(9))])));

        Assert.Equal([ProductKind.Fee, ProductKind.Service, ProductKind.Goods, ProductKind.Goods, ProductKind.Fee],
            amended.Lines.Select(static line => line.Kind));
        Refused(refused, RefusalKind.Invalid, "line.kind-of-product", "Lines[0].Kind");
        Refused(await Do.Amend(order.Id, new(Lines: [new(order.Lines[0].Id, Kind: ProductKind.Goods)])),
            RefusalKind.Invalid, "line.kind-of-product", "Lines[0].Kind");
    }

    [Fact]
    public async Task A_draft_is_placed_without_confirmation()
    {
        var customer = await Do.CustomerAsync();

        var draft = Accepted(await Do.Place(new(customer.Id, Confirm: false)));

        Assert.Equal(OrderStatus.Draft, (await Book.StoredAsync(draft.Id)).Status);
        Assert.Contains("amend", draft.AllowedEvents);
    }

    [Fact]
    public async Task What_cannot_be_an_order_is_refused_with_its_field()
    {
        var customer = await Do.CustomerAsync();
        var product = await Do.ProductAsync("A-01", 3.5m);
        LineInput line = new(product.Id, Quantity: Quantity.Of(1));
        (PlaceOrder.Input Input, string Code, string? Field)[] wrong =
        [
            (new(Lines: [line]), "order.customer-missing", "Customer"),
            (new(Customer: "没有", Lines: [line]), "customer.not-found", "Customer"),
            (new(customer.Id, Lines: [line], OrderDate: new(1980, 1, 1)), "order.date-range", "OrderDate"),
            (new(customer.Id, Lines: [line], Terms: "看心情"), "terms.unreadable", "Terms"),
            (new(customer.Id, Lines: [new(Quantity: Quantity.Of(1))]), "line.product-missing", "Lines[0].Product"),
            (new(customer.Id, Lines: [new(999, Quantity: Quantity.Of(1))]), "product.not-found", "Lines[0].Product"),
            (new(customer.Id, Lines: [line, new(Product: "新货", Quantity: Quantity.Of(1))]), "product.not-found",
                "Lines[1].Product"),
            (new(customer.Id, Lines: [line with { Quantity = default }]), "line.quantity-not-positive",
                "Lines[0].Quantity"),
            (new(customer.Id, Lines: [line with { Discount = 1.1m }]), "line.discount-range", "Lines[0].Discount"),
            (new(customer.Id, Lines: [line with { TaxRate = -0.1m }]), "line.tax-rate-range", "Lines[0].TaxRate"),
            (new(customer.Id, Lines: [line with { UnitPrice = UnitPrice.Of(2), Amount = Money.Of(3) }]),
                "line.amount-mismatch", "Lines[0].Amount"),
            (new(customer.Id, Lines: [line with { UnitPrice = UnitPrice.Of(-2) }]), "line.amount-negative",
                "Lines[0].Amount"),
        ];
        foreach (var (input, code, field) in wrong) Refused(await Do.Place(input), RefusalKind.Invalid, code, field);
        Refused(await Do.Place(new(customer.Id)), RefusalKind.NotAllowed, "order.no-lines");
        Assert.Equal(0, await Book.CountAsync("orders"));
    }

    [Fact]
    public async Task A_quantity_or_amount_beyond_all_measure_is_refused_and_not_a_fault()
    {
        var customer = await Do.CustomerAsync();

        var quantity = await Do.Place(new(customer.Id,
            Lines: [new(Product: "沙", Quantity: Quantity.Of(9_000_000_000_000),
            UnitPrice: UnitPrice.Of(80_000_000_000))]));
        var amount = await Do.Place(new(customer.Id,
            Lines: [new(Product: "沙", Quantity: new(1), Amount: Money.Of(90_000_000_000_000))]));

        Assert.Equal(RefusalKind.Invalid, quantity.Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, amount.Refusal?.Kind);
    }

    [Fact]
    public async Task The_customer_is_found_by_code_or_name_whatever_the_width_and_case()
    {
        await Do.CustomerAsync("AB-1", new(Name: "宁波海晟"));

        Accepted(await Do.Place(new(Customer: "ａｂ－１", Lines: Verbs.Lines((1, 1)))));
        Accepted(await Do.Place(new(Customer: " 宁波海晟 ", Lines: Verbs.Lines((1, 1)))));
    }

    [Fact]
    public async Task A_name_that_two_customers_share_is_never_guessed()
    {
        await Do.CustomerAsync("A1", new(Name: "同名"));
        await Do.CustomerAsync("A2", new(Name: "同名"));

        Refused(await Do.Place(new(Customer: "同名", Lines: Verbs.Lines((1, 1)))), RefusalKind.Invalid,
            "customer.ambiguous");
        Accepted(await Do.Place(new(Customer: "A2", Lines: Verbs.Lines((1, 1)))));
    }

    [Fact]
    public async Task A_suspended_customer_gets_no_order()
    {
        var customer = await Do.CustomerAsync("HS", new(Status: CustomerStatus.Suspended));

        Refused(await Do.Place(new(customer.Id, Lines: Verbs.Lines((1, 1)))), RefusalKind.NotAllowed,
            "customer.not-active");
    }

    [Fact]
    public async Task Only_the_owner_and_sales_place_orders()
    {
        var customer = await Do.CustomerAsync("HS", new(Salesperson: People.Lin.Name));

        await OnlyAsync([Role.Owner, Role.Sales], by => Do.Place(new(customer.Id, Lines: Verbs.Lines((1, 1))), by));
    }

    [Fact]
    public async Task A_salesperson_orders_for_the_own_customers_in_the_own_name()
    {
        var own = await Do.CustomerAsync("A", new(Salesperson: People.Lin.Name));
        var other = await Do.CustomerAsync("B", new(Salesperson: People.Zhou.Name));

        var order = Accepted(await Do.Place(new(own.Id, Salesperson: People.Zhou.Name, Lines: Verbs.Lines((1, 1))),
            People.Lin));

        Assert.Equal(People.Lin.Name, (await Book.StoredAsync(order.Id)).Salesperson);
        Assert.Null(order.Cost);
        Refused(await Do.Place(new(other.Id, Lines: Verbs.Lines((1, 1))), People.Lin), RefusalKind.Invalid,
            "customer.not-found");
    }

    [Fact]
    public async Task Beyond_the_credit_limit_an_order_needs_a_reason_and_the_right()
    {
        var customer = await Do.CustomerAsync("HS", new(CreditLimit: Money.Of(100), Salesperson: People.Lin.Name));
        await Do.OrderAsync(customer, (1, 60));
        PlaceOrder.Input input = new(customer.Id, Lines: Verbs.Lines((1, 41)));

        Refused(await Do.Place(input), RefusalKind.NotAllowed, "order.credit-exceeded");
        Refused(await Do.Place(input with { OverrideReason = "老客户" }, People.Lin), RefusalKind.Forbidden,
            "access.forbidden");
        Accepted(await Do.Place(input with { Confirm = false }));
        var order = Accepted(await Do.Place(input with { OverrideReason = "老客户" }));

        Assert.Equal((OrderFlags.OverCredit, "老客户"),
            ((await Book.StoredAsync(order.Id)).Flags, (await Book.StoredAsync(order.Id)).CreditOverride));
    }

    [Fact]
    public async Task An_order_up_to_the_limit_passes()
    {
        var customer = await Do.CustomerAsync("HS", new(CreditLimit: Money.Of(100)));
        await Do.OrderAsync(customer, (1, 60));

        Accepted(await Do.Place(new(customer.Id, Lines: Verbs.Lines((1, 40)))));
    }

    [Fact]
    public async Task An_idempotency_key_gives_one_order_and_equal_answers_also_after_a_restart()
    {
        var customer = await Do.CustomerAsync();
        PlaceOrder.Input input = new(customer.Id, Lines: Verbs.Lines((2, 9.9m)));
        var once = Once.For(People.Owner, "k1", "body");

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Do.Place(input, once: once)));
        await Book.ReopenAsync();
        var late = await Do.Place(input, once: once);

        Assert.Single(answers.Append(late).Select(static a => System.Text.Json.JsonSerializer.Serialize(Accepted(a)))
            .Distinct());
        Assert.Equal(1, await Book.CountAsync("orders"));
        Refused(await Do.Place(input, once: Once.For(People.Owner, "k1", "another")), RefusalKind.KeyReused,
            "idempotency.key-reused");
        Accepted(await Do.Place(input, once: Once.For(People.Lin with { Role = Role.Owner }, "k1", "another")));
    }

    [Fact]
    public async Task A_refusal_is_not_kept_under_its_key()
    {
        var customer = await Do.CustomerAsync("HS", new(CreditLimit: Money.Of(1)));
        var once = Once.For(People.Owner, "k1", "body");
        PlaceOrder.Input input = new(customer.Id, Lines: Verbs.Lines((1, 2)));
        Refused(await Do.Place(input, once: once), RefusalKind.NotAllowed, "order.credit-exceeded");

        Accepted(await Do.SaveCustomer(new(CreditLimit: Money.Of(2)), customer.Id));

        Accepted(await Do.Place(input, once: once));
    }

    [Fact]
    public async Task Lines_beyond_all_measure_are_refused_before_anything_is_multiplied()
    {
        var customer = await Do.CustomerAsync();
        (LineInput? Line, string Code)[] wrong =
        [
            (null, "list.element-missing"),
            (new(Product: "甲", Quantity: Quantity.Of(-9_000_000_000_000), UnitPrice: UnitPrice.Of(90_000_000_000)), "line.quantity-not-positive"),
            (new(Product: "甲", Quantity: Quantity.Of(1_000_000_000), UnitPrice: UnitPrice.Of(-90_000_000_000)), "line.amount-range"),
            (new(Product: "甲", Quantity: Quantity.Of(0.000001m), Amount: Money.Of(-90_000_000_000_000_000)), "line.amount-range"),
            (new(Product: "甲", Quantity: Quantity.Of(1), Amount: Money.Of(1), Discount: 0.00001m), "fraction.too-fine"),
        ];
        foreach (var (line, code) in wrong)
            Refused(await Do.Place(new(customer.Id, Lines: [line!])), RefusalKind.Invalid, code);
    }
}
