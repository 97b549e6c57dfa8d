using OrderLedger.App.Access;
using OrderLedger.App.Payments;
using OrderLedger.App.Tests.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Payments;

public sealed class RecordReceiptTests : OneOrderTest
{
    [Fact]
    public async Task Money_is_given_to_orders_and_the_rest_stays_on_account()
    {
        var receipt = Accepted(await Do.Receive(new(Money.Of(100), " 银行转账 ", Order.CustomerId, Reference: "0012",
            Allocations: [new(Order.Id, Money.Of(20))])));

        Assert.Equal((Money.Of(20), Money.Of(80), "银行转账", "0012", new DateOnly(2026, 3, 10)),
            (receipt.Allocated, receipt.Unallocated, receipt.Method, receipt.Reference, receipt.Date));
        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((Money.Of(20), PaymentBadge.Partial, OrderStatus.Confirmed), (stored.Received, stored.Payment,
            stored.Status));
    }

    [Fact]
    public async Task The_oldest_due_is_paid_first()
    {
        var customer = await Do.CustomerAsync("B", new(Terms: "100@confirm+30"));
        Book.Clock.Now += TimeSpan.FromDays(2);
        var later = await Do.OrderAsync(customer, (1, 50));
        Book.Clock.Now -= TimeSpan.FromDays(1);
        var sooner = await Do.OrderAsync(customer, (1, 50));

        var receipt = Accepted(await Do.Receive(new(Money.Of(70), "现金", customer.Id, OldestFirst: true)));

        Assert.Equal([(sooner.Id, Money.Of(50)), (later.Id, Money.Of(20))], receipt.Allocations.Select(static a =>
            (a.OrderId, a.Amount)));
    }

    [Fact]
    public async Task A_deposit_has_its_own_badge()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync("B", new(Terms: "30@confirm;70@ready")), (1, 100));

        Accepted(await Do.Receive(new(Money.Of(30), "现金", order.CustomerId,
            Allocations: [new(order.Id, Money.Of(30))])));

        Assert.Equal(PaymentBadge.Deposit, (await Book.StoredAsync(order.Id)).Payment);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_whole()
    {
        var other = await Do.OrderAsync(await Do.CustomerAsync("B"), (1, 100));
        var draft = Accepted(await Do.Place(new(Order.CustomerId, Confirm: false, Lines: Verbs.Lines((1, 9)))));
        RecordReceipt.Input input = new(Money.Of(50), "现金", Order.CustomerId);
        (RecordReceipt.Input Input, RefusalKind Kind, string Code)[] wrong =
        [
            (input with { Amount = Money.Zero }, RefusalKind.Invalid, "receipt.amount-not-positive"),
            (input with { Method = " " }, RefusalKind.Invalid, "receipt.method-missing"),
            (input with { Date = new(2026, 3, 11) }, RefusalKind.Invalid, "receipt.in-future"),
            (input with { CustomerId = null }, RefusalKind.Invalid, "order.customer-missing"),
            (input with { Allocations = [new(Order.Id, Money.Of(20)), new(Order.Id, Money.Of(31))] },
                RefusalKind.NotAllowed, "allocation.over-receipt"),
            (input with { Amount = Money.Of(100), Allocations = [new(Order.Id, Money.Of(61))] },
                RefusalKind.NotAllowed, "allocation.over-order"),
            (input with { Allocations = [new(Order.Id, Money.Of(-1))] }, RefusalKind.Invalid,
                "allocation.not-positive"),
            (input with { Allocations = [new(other.Id, Money.Of(1))] }, RefusalKind.NotAllowed,
                "allocation.other-customer"),
            (input with { Allocations = [new(draft.Id, Money.Of(1))] }, RefusalKind.NotAllowed, "order.not-confirmed"),
            (input with { Allocations = [new(999, Money.Of(1))] }, RefusalKind.NotFound, "order.not-found"),
        ];
        foreach (var (receipt, kind, code) in wrong) Refused(await Do.Receive(receipt), kind, code);
        Assert.Equal(0, await Book.CountAsync("receipts"));
        Assert.Equal(Money.Zero, (await Book.StoredAsync(Order.Id)).Received);
    }

    [Fact]
    public Task Only_the_owner_and_finance_record_money() => OnlyAsync([Role.Owner, Role.Finance],
        by => Do.Receive(new(Money.Of(1), "现金", Order.CustomerId), by));

    [Fact]
    public async Task A_receipt_that_sums_would_overflow_with_and_a_gap_in_the_list_are_refused()
    {
        Refused(await Do.Receive(new(Money.Of(90_000_000_000_000_000), "现金", Order.CustomerId)), RefusalKind.Invalid,
            "receipt.amount-range", "Amount");
        Refused(await Do.Receive(new(Money.Of(1), "现金", Order.CustomerId, Allocations: [null!])), RefusalKind.Invalid,
            "list.element-missing", "Allocations[0]");
    }
}

public sealed class PayOrderTests : OneOrderTest
{
    [Fact]
    public async Task More_than_owed_stays_on_account()
    {
        var paid = Accepted(await Do.Pay(Order.Id, new(Money.Of(75), "支付宝")));

        Assert.Equal((PaymentBadge.Paid, Money.Of(60), Money.Of(75)), (paid.Payment, paid.Received, paid.Receipts![0]
            .ReceiptAmount));
        Assert.Equal(OrderStatus.Confirmed, (await Book.StoredAsync(Order.Id)).Status);
        Refused(await Do.Pay(Order.Id, new(Money.Of(1), "现金")), RefusalKind.NotAllowed, "order.nothing-owed");
    }

    [Fact]
    public async Task Drafts_missing_stale_and_wrong_amounts_are_refused()
    {
        var draft = Accepted(await Do.Place(new(Order.CustomerId, Confirm: false, Lines: Verbs.Lines((1, 9)))));
        Refused(await Do.Pay(draft.Id, new(Money.Of(1), "现金")), RefusalKind.NotAllowed, "order.not-confirmed");
        Refused(await Do.Pay(Order.Id, new(Money.Zero, "现金")), RefusalKind.Invalid, "receipt.amount-not-positive");
        Refused(await Do.Pay(Order.Id, new(Money.Of(1), "")), RefusalKind.Invalid, "receipt.method-missing");
        Refused(await Do.Pay(Order.Id, new(Money.Of(1), "现金", SeenVersion: 99)), RefusalKind.Stale, "order.stale");
        Refused(await Do.Pay(999, new(Money.Of(1), "现金")), RefusalKind.NotFound, "order.not-found");
    }

    [Fact]
    public Task Only_the_owner_and_finance_take_payments() =>
        OnlyAsync([Role.Owner, Role.Finance], by => Do.Pay(Order.Id, new(Money.Of(1), "现金"), by));
}

public sealed class AllocationTests : OneOrderTest
{
    private async Task<ReceiptView> OnAccountAsync(decimal amount) =>
        Accepted(await Do.Receive(new(Money.Of(amount), "现金", Order.CustomerId)));

    [Fact]
    public async Task Money_on_account_is_allocated_later_and_released_again()
    {
        var receipt = await OnAccountAsync(60);
        Accepted(await Do.Ship(Order.Id));
        Accepted(await Do.Sign(Order.Id));

        Accepted(await Do.Allocate(receipt.Id, new(OldestFirst: true)));
        Assert.Equal(OrderStatus.Paid, (await Book.StoredAsync(Order.Id)).Status);

        Accepted(await Do.Release(receipt.Id, Order.Id));
        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((OrderStatus.Received, Money.Zero, 2), (stored.Status, stored.Received, stored.Allocations.Count));
    }

    [Fact]
    public async Task Allocating_is_refused_beyond_what_is_there_and_owed()
    {
        var receipt = await OnAccountAsync(50);
        Refused(await Do.Allocate(receipt.Id, new([new(Order.Id, Money.Of(51))])), RefusalKind.NotAllowed,
            "allocation.over-receipt");
        Refused(await Do.Allocate(999, new(OldestFirst: true)), RefusalKind.NotFound, "receipt.not-found");
        Refused(await Do.Allocate(receipt.Id, new(OldestFirst: true, SeenVersion: 99)), RefusalKind.Stale,
            "receipt.stale");
        await OnlyAsync([Role.Owner, Role.Finance], by => Do.Allocate(receipt.Id, new([new(Order.Id, Money.Of(1))]),
            by));
    }

    [Fact]
    public async Task Releasing_is_refused_where_nothing_was_given()
    {
        var receipt = await OnAccountAsync(50);
        Refused(await Do.Release(receipt.Id, Order.Id), RefusalKind.NotAllowed, "receipt.not-allocated");
        Refused(await Do.Release(999, Order.Id), RefusalKind.NotFound, "receipt.not-found");
        Refused(await Do.Release(receipt.Id, Order.Id, seen: 99), RefusalKind.Stale, "receipt.stale");
        Accepted(await Do.Allocate(receipt.Id, new([new(Order.Id, Money.Of(1))])));
        await OnlyAsync([Role.Owner, Role.Finance], by => Do.Release(receipt.Id, Order.Id, by));
    }
}

public sealed class BounceReceiptTests : OneOrderTest
{
    [Fact]
    public async Task A_bounced_receipt_counts_for_nothing_and_the_order_owes_again()
    {
        Accepted(await Do.Ship(Order.Id));
        Accepted(await Do.Sign(Order.Id));
        var paid = Accepted(await Do.Pay(Order.Id, new(Money.Of(80), "承兑汇票")));
        Assert.Equal(OrderStatus.Paid, (await Book.StoredAsync(Order.Id)).Status);

        var bounced = Accepted(await Do.Bounce(paid.Receipts![0].ReceiptId));

        Assert.Equal((Money.Zero, Money.Zero, "退票"), (bounced.Allocated, bounced.Unallocated, bounced.BounceReason));
        var stored = await Book.StoredAsync(Order.Id);
        Assert.Equal((OrderStatus.Received, Money.Zero, PaymentBadge.None), (stored.Status, stored.Received,
            stored.Payment));
    }

    [Fact]
    public async Task It_bounces_once_and_is_then_no_money()
    {
        var receipt = Accepted(await Do.Receive(new(Money.Of(5), "支票", Order.CustomerId)));
        Refused(await Do.Bounce(999), RefusalKind.NotFound, "receipt.not-found");
        Refused(await Do.Bounce(receipt.Id, seen: 99), RefusalKind.Stale, "receipt.stale");
        await OnlyAsync([Role.Owner, Role.Finance], by => Do.Bounce(receipt.Id, by));

        Refused(await Do.Bounce(receipt.Id), RefusalKind.NotAllowed, "receipt.bounced");
        Refused(await Do.Allocate(receipt.Id, new([new(Order.Id, Money.Of(1))])), RefusalKind.NotAllowed,
            "receipt.bounced");
    }
}
