using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Orders;

public sealed class AmendOrderTests : LedgerTest
{
    private OrderView _order = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _order = await Do.OrderAsync(await Do.CustomerAsync("HS", new(Salesperson: People.Lin.Name)), (10, 5),
            (4, 2.5m));
    }

    [Fact]
    public async Task Head_and_lines_change_and_everything_is_derived_anew()
    {
        var amended = Accepted(await Do.Amend(_order.Id, new(CustomerPo: "PO-9", DueDate: new(2026, 5, 1), Remark: "急",
            Lines:
        [
            new(_order.Lines[0].Id, Quantity: Quantity.Of(20)),
            new(_order.Lines[1].Id, Delete: true),
            new(Product: "赠品", Quantity: Quantity.Of(1), Amount: Money.Of(0)),
        ])));

        var stored = await Book.StoredAsync(_order.Id);
        Assert.Equal(("PO-9", "急", 1), (stored.CustomerPo, stored.Remark, stored.Revision));
        Assert.Equal((Money.Of(100), new DateOnly(2026, 5, 1)), (stored.Total, stored.DueDate));
        Assert.Equal([1, 2], stored.Lines.OrderBy(static l => l.Position).Select(static l => l.Position));
        Assert.Equal(_order.Version + 1, amended.Version);
    }

    [Fact]
    public async Task An_amount_is_the_authority_and_the_price_follows()
    {
        Accepted(await Do.Amend(_order.Id, new(Lines: [new(_order.Lines[0].Id, Amount: Money.Of(33.33m))])));

        var line = (await Book.StoredAsync(_order.Id)).Lines.Single(l => l.Id == _order.Lines[0].Id);
        Assert.Equal((Money.Of(33.33m), UnitPrice.Of(3.333m)), (line.Amount, line.UnitPrice));
    }

    [Fact]
    public async Task An_empty_text_clears_a_field_and_a_missing_one_leaves_it()
    {
        Accepted(await Do.Amend(_order.Id, new(CustomerPo: "PO", Remark: "注")));

        Accepted(await Do.Amend(_order.Id, new(Remark: " ")));

        var stored = await Book.StoredAsync(_order.Id);
        Assert.Equal(("PO", null), (stored.CustomerPo, stored.Remark));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_leaves_the_order_as_it_was()
    {
        var line = _order.Lines[0].Id;
        (AmendOrder.Input Input, RefusalKind Kind, string Code)[] wrong =
        [
            (new(OrderDate: new(2026, 3, 11)), RefusalKind.NotAllowed, "order.date-numbered"),
            (new(Terms: "以后再说"), RefusalKind.Invalid, "terms.unreadable"),
            (new(Lines: [new(999)]), RefusalKind.Invalid, "order.line-unknown"),
            (new(Lines: [new(line, Product: " ")]), RefusalKind.Invalid, "line.product-missing"),
            (new(Customer: "没有这一家"), RefusalKind.Invalid, "customer.not-found"),
            (new(Lines: [new(line, Quantity: Quantity.Of(0))]), RefusalKind.Invalid, "line.quantity-not-positive"),
            (new(Lines: [new(line, Discount: 2)]), RefusalKind.Invalid, "line.discount-range"),
            (new(Lines: [new(line, TaxRate: 2)]), RefusalKind.Invalid, "line.tax-rate-range"),
            (new(Lines: [new(line, UnitPrice: UnitPrice.Of(1), Amount: Money.Of(99))]), RefusalKind.Invalid,
                "line.amount-mismatch"),
            (new(Lines: [new(line, Quantity: Quantity.Of(8_000_000_000))]), RefusalKind.Invalid, "line.quantity-range"),
            (new(Remark: "先改了", Lines: [.. _order.Lines.Select(static l => new AmendOrder.LineChange(l.Id,
                Delete: true))]),
                RefusalKind.NotAllowed, "order.no-lines"),
        ];
        foreach (var (input, kind, code) in wrong) Refused(await Do.Amend(_order.Id, input), kind, code);
        Refused(await Do.Amend(999, new(Remark: "无")), RefusalKind.NotFound, "order.not-found");

        var stored = await Book.StoredAsync(_order.Id);
        Assert.Equal((_order.Version, null, 2), (stored.Version, stored.Remark, stored.Lines.Count));
    }

    [Fact]
    public async Task A_line_with_shipped_goods_stays_and_is_never_less_than_shipped()
    {
        Accepted(await Do.Ship(_order.Id, new([new(_order.Lines[0].Id, Quantity.Of(6))])));

        Refused(await Do.Amend(_order.Id, new(Lines: [new(_order.Lines[0].Id, Quantity: Quantity.Of(5))])),
            RefusalKind.Invalid, "line.below-shipped");
        Refused(await Do.Amend(_order.Id, new(Lines: [new(_order.Lines[0].Id, Delete: true)])), RefusalKind.NotAllowed,
            "line.has-facts");
        Accepted(await Do.Amend(_order.Id, new(Lines: [new(_order.Lines[0].Id, Quantity: Quantity.Of(6))])));
    }

    [Fact]
    public async Task After_cancelling_and_after_the_last_payment_it_is_too_late()
    {
        Accepted(await Do.Ship(_order.Id));
        Accepted(await Do.Sign(_order.Id));
        Accepted(await Do.Amend(_order.Id, new(Remark: "已收货也能改")));
        Accepted(await Do.Pay(_order.Id, new(Money.Of(60), "现金")));
        Refused(await Do.Amend(_order.Id, new(Remark: "晚了")), RefusalKind.NotAllowed, "order.too-late");

        var other = await Do.OrderAsync(await Do.CustomerAsync("B"), (1, 1));
        Accepted(await Do.Cancel(other.Id));
        Refused(await Do.Amend(other.Id, new(Remark: "晚了")), RefusalKind.NotAllowed, "order.cancelled");
    }

    [Fact]
    public async Task Two_who_saw_one_version_are_merged_when_their_fields_differ()
    {
        Accepted(await Do.Amend(_order.Id, new(Remark: "甲", SeenVersion: _order.Version)));
        Accepted(await Do.Amend(_order.Id, new(CustomerPo: "乙", SeenVersion: _order.Version)));
        Refused(await Do.Amend(_order.Id, new(Remark: "丙", SeenVersion: _order.Version)), RefusalKind.Stale,
            "order.stale");
        Accepted(await Do.Amend(_order.Id, new(Lines: [new(_order.Lines[0].Id, Quantity: Quantity.Of(11))],
            SeenVersion: _order.Version)));
        Refused(await Do.Amend(_order.Id, new(Lines: [new(_order.Lines[0].Id, UnitPrice: UnitPrice.Of(1))],
            SeenVersion: _order.Version)),
            RefusalKind.Stale, "order.stale");

        var stored = await Book.StoredAsync(_order.Id);
        Assert.Equal(("甲", "乙"), (stored.Remark, stored.CustomerPo));
    }

    [Fact]
    public async Task A_due_date_for_all_lines_does_not_run_over_one_that_another_has_set()
    {
        Accepted(await Do.Amend(_order.Id, new(DueDate: new(2026, 4, 1))));
        var seen = (await Book.StoredAsync(_order.Id)).Version;
        // The later one of two dates: the order's own due date does not move.
        Accepted(await Do.Amend(_order.Id, new(Lines: [new(_order.Lines[1].Id, DueDate: new(2026, 6, 1))])));

        Refused(await Do.Amend(_order.Id, new(DueDate: new(2026, 4, 2), SeenVersion: seen)), RefusalKind.Stale,
            "order.stale");
    }

    [Fact]
    public async Task Of_many_who_send_one_version_and_one_field_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(i =>
            Do.Amend(_order.Id, new(Remark: $"第{i}", SeenVersion: _order.Version))));

        Assert.Single(outcomes, static o => o.Accepted);
        Assert.All(outcomes.Where(static o => !o.Accepted), o => Refused(o, RefusalKind.Stale, "order.stale"));
    }

    [Fact]
    public async Task Sales_amend_own_orders_and_cannot_give_them_away()
    {
        await OnlyAsync([Role.Owner, Role.Sales], by => Do.Amend(_order.Id, new(Remark: by.Name), by));
        Refused(await Do.Amend(_order.Id, new(Remark: "偷看"), People.Zhou), RefusalKind.NotFound, "order.not-found");

        Accepted(await Do.Amend(_order.Id, new(Salesperson: People.Zhou.Name), People.Lin));

        Assert.Equal(People.Lin.Name, (await Book.StoredAsync(_order.Id)).Salesperson);
    }

    [Fact]
    public async Task A_dearer_order_is_no_longer_settled()
    {
        Accepted(await Do.Pay(_order.Id, new(Money.Of(60), "现金")));

        var amended = Accepted(await Do.Amend(_order.Id,
            new(Lines: [new(_order.Lines[0].Id, UnitPrice: UnitPrice.Of(6))])));

        Assert.Equal((PaymentBadge.Partial, Money.Of(10)), (amended.Payment, amended.Outstanding));
    }

    [Fact]
    public async Task A_confirmed_order_that_grows_needs_the_credit_as_a_new_one_does()
    {
        var line = _order.Lines[0].Id;
        Accepted(await Do.SaveCustomer(new(CreditLimit: Money.Of(70)), _order.CustomerId));
        AmendOrder.Input more = new(Lines: [new(line, Quantity: Quantity.Of(20))]);

        Refused(await Do.Amend(_order.Id, more), RefusalKind.NotAllowed, "order.credit-exceeded");
        Refused(await Do.Amend(_order.Id, more with { OverrideReason = "老客户" }, People.Lin), RefusalKind.Forbidden, "access.forbidden");
        Accepted(await Do.Amend(_order.Id, new(Lines: [new(line, Quantity: Quantity.Of(9))])));
        Accepted(await Do.Amend(_order.Id, more with { OverrideReason = "老客户" }));

        Assert.True((await Book.StoredAsync(_order.Id)).Flags.HasFlag(OrderFlags.OverCredit));
    }

    [Fact]
    public async Task What_no_field_can_hold_is_refused()
    {
        var line = _order.Lines[0].Id;
        (AmendOrder.Input Input, string Code, string Field)[] wrong =
        [
            (new(Lines: [null!]), "list.element-missing", "Lines[0]"),
            (new(Lines: [new(line, Discount: 0.12345m)]), "fraction.too-fine", "Lines[0].Discount"),
            (new(Lines: [new(line, TaxRate: 0.12345m)]), "fraction.too-fine", "Lines[0].TaxRate"),
            (new(Lines: [new(line, Quantity: Quantity.Of(-9_000_000_000), Amount: Money.Of(1))]), "line.quantity-not-positive", "Lines[0].Quantity"),
            (new(Lines: [new(line, Quantity: Quantity.Of(0.000001m), Amount: Money.Of(-900_000_000_000))]), "line.amount-range", "Lines[0].Amount"),
        ];
        foreach (var (input, code, field) in wrong)
            Refused(await Do.Amend(_order.Id, input), RefusalKind.Invalid, code, field);
        var draft = await DraftAtConfirmationAsync();
        Refused(await Do.Amend(draft.Id, new(OrderDate: new(9999, 12, 31))), RefusalKind.Invalid, "order.date-range", "OrderDate");
    }

    [Fact]
    public async Task Another_customer_brings_terms_and_method_unless_they_were_agreed_for_this_order()
    {
        await Do.CustomerAsync("NEW", new(Terms: "月结60天", PaymentMethod: "承兑汇票", Address: "新址"));
        var old = await Do.CustomerAsync("OLD", new(Terms: "货到付款", PaymentMethod: "现金", Address: "旧址"));
        var usual = Accepted(await Do.Place(new(old.Id, Confirm: false, Lines: Verbs.Lines((1, 10)))));
        var agreed = Accepted(await Do.Place(new(old.Id, Terms: "月结30天", PaymentMethod: "银行转账", Confirm: false, Lines: Verbs.Lines((1, 10)))));
        var fresh = Accepted(await Do.Place(new(Customer: "NEW", Confirm: false, Lines: Verbs.Lines((1, 10)))));

        foreach (var draft in new[] { usual, agreed }) Accepted(await Do.Amend(draft.Id, new(Customer: "NEW")));

        Assert.Equal((fresh.Terms, "承兑汇票", "新址"), await HeadAsync(usual.Id));
        Assert.Equal((agreed.Terms, "银行转账", "新址"), await HeadAsync(agreed.Id));

        async Task<(string?, string?, string?)> HeadAsync(long id)
        {
            var stored = await Book.StoredAsync(id);
            return (stored.Terms, stored.PaymentMethod, stored.DeliveryAddress);
        }
    }

    [Fact]
    public async Task Another_customer_does_not_run_over_an_address_that_a_colleague_has_set()
    {
        await Do.CustomerAsync("NEW", new(Address: "新址"));
        var draft = Accepted(await Do.Place(new((await Do.CustomerAsync("OLD")).Id, Confirm: false, Lines: Verbs.Lines((1, 10)))));
        foreach (var theirs in new AmendOrder.Input[] { new(DeliveryAddress: "工地"), new(Terms: "月结30天"), new(PaymentMethod: "支票") })
        {
            var seen = (await Book.StoredAsync(draft.Id)).Version;
            Accepted(await Do.Amend(draft.Id, theirs));
            Refused(await Do.Amend(draft.Id, new(Customer: "NEW", SeenVersion: seen)), RefusalKind.Stale, "order.stale");
        }

        Assert.Equal("工地", (await Book.StoredAsync(draft.Id)).DeliveryAddress);
    }

    private async Task<OrderView> DraftAtConfirmationAsync()
    {
        Accepted(await new App.Settings.SaveSettings(Book.Ledger, Book.Book).RunAsync(People.Owner, App.Settings.BookSettings.Default with
        {
            OrderNumbers = NumberRule.Default with { AtConfirmation = true },
        }, Cancellation));
        return Accepted(await Do.Place(new(_order.CustomerId, Confirm: false, Lines: Verbs.Lines((1, 5)))));
    }
}
