using CsCheck;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;

namespace OrderLedger.Domain.Tests.Payments;

public sealed class ReceiptTests
{
    [Fact]
    public void Money_given_to_an_order_is_missing_on_account()
    {
        var (order, receipt) = (Given.Confirmed(Given.Goods(1)), Given.Receipt(1_500));

        order.Does(o => receipt.Allocate(o, Money.Of(1_000), Given.Day(3)));

        Assert.Equal(Money.Of(500), receipt.Unallocated);
        Assert.Equal(Money.Zero, order.Outstanding);
        Assert.Equal(PaymentBadge.Paid, order.Payment);
        Assert.Equal(OrderStatus.Confirmed, order.Status);
    }

    [Fact]
    public void No_order_gets_more_than_it_owes_or_the_receipt_has()
    {
        var (order, receipt) = (Given.Confirmed(Given.Goods(1)), Given.Receipt(1_500));

        order.Refuses("allocation.over-order", o => receipt.Allocate(o, Money.Of(1_000.01m), Given.Day(3)));
        order.Refuses("allocation.over-receipt", o => receipt.Allocate(o, Money.Of(1_500.01m), Given.Day(3)));
        order.Refuses("allocation.not-positive", o => receipt.Allocate(o, Money.Zero, Given.Day(3)));
        order.Refuses("allocation.not-positive", o => receipt.Allocate(o, Money.Of(-1), Given.Day(3)));
    }

    [Fact]
    public void Two_allocations_in_one_breath_cannot_exceed_the_order_either()
    {
        var (order, receipt) = (Given.Confirmed(Given.Goods(1)), Given.Receipt(1_500));

        Assert.Null(receipt.Allocate(order, Money.Of(700), Given.Day(3)));

        Assert.Equal("allocation.over-order", receipt.Allocate(order, Money.Of(700), Given.Day(3))?.Code);
    }

    [Fact]
    public void An_allocation_never_crosses_customer_or_currency()
    {
        var order = Given.Confirmed(Given.Goods(1));
        var (other, dollars) = (Given.Receipt(100), Given.Receipt(100));
        (other.CustomerId, dollars.Currency) = (8, "USD");

        order.Refuses("allocation.other-customer", o => other.Allocate(o, Money.Of(1), Given.Day(3)));
        order.Refuses("allocation.other-currency", o => dollars.Allocate(o, Money.Of(1), Given.Day(3)));
    }

    [Fact]
    public void Drafts_and_cancelled_orders_take_no_money()
    {
        var receipt = Given.Receipt(100);
        var cancelled = Given.Confirmed(Given.Goods(1)).Does(static o => o.Cancel(Given.Day(2), "不要了"));

        Given.Draft(Given.Goods(1)).Refuses("order.not-confirmed", o => receipt.Allocate(o, Money.Of(1), Given.Day(3)));
        cancelled.Refuses("order.cancelled", o => receipt.Allocate(o, Money.Of(1), Given.Day(3)));
    }

    [Fact]
    public void A_release_is_a_second_row_and_puts_the_money_back_on_account()
    {
        var (order, receipt) = (Given.Confirmed(Given.Goods(1)), Given.Receipt(600));
        order.Does(o => receipt.Allocate(o, Money.Of(400), Given.Day(3)));

        Assert.Equal(Money.Of(400), receipt.Release(order, Given.Day(4), new(2026, 3, 4)));
        order.Derive(Given.ToDate);

        Assert.Equal([Money.Of(400), Money.Of(-400)], receipt.Allocations.Select(static row => row.Amount));
        // As of the third the order still has the money (I20).
        Assert.Equal([receipt.Date, new(2026, 3, 4)], receipt.Allocations.Select(static row => row.Date));
        Assert.Equal((Money.Of(600), Money.Zero), (receipt.Unallocated, order.Received));
        Assert.Equal(Money.Zero, receipt.Release(order, Given.Day(5), new(2026, 3, 5)));
    }

    [Fact]
    public void A_bounced_receipt_drops_a_paid_order_back_to_received()
    {
        var (order, receipt) = (Given.Confirmed(Given.Goods(1)).Delivered(), Given.Receipt(1_000));
        order.Does(o => receipt.Allocate(o, Money.Of(1_000), Given.Day(9)));
        Assert.Equal(OrderStatus.Paid, order.Status);

        receipt.Release(order, Given.Day(10), new(2026, 3, 10));
        Assert.Null(receipt.Bounce(Given.Day(10), "空头"));
        order.Derive(Given.ToDate);

        Assert.Equal(OrderStatus.Received, order.Status);
        Assert.Equal((Money.Zero, Money.Zero), (receipt.Effective, receipt.Unallocated));
        Assert.Equal("receipt.bounced", receipt.Bounce(Given.Day(11), null)?.Code);
        order.Refuses("receipt.bounced", o => receipt.Allocate(o, Money.Of(1), Given.Day(11)));
    }

    [Fact]
    public void To_bounce_what_is_still_allocated_is_a_fault_of_the_caller()
    {
        var receipt = Given.Receipt(100);
        Given.Confirmed(Given.Goods(1)).Does(o => receipt.Allocate(o, Money.Of(100), Given.Day(3)));

        Assert.Throws<InvalidOperationException>(() => receipt.Bounce(Given.Day(4), null));
    }

    [Fact]
    public void A_receipt_has_an_amount_and_a_method()
    {
        var (nothing, noMethod) = (Given.Receipt(0), Given.Receipt(1));
        noMethod.Method = " ";

        Assert.Equal("receipt.amount-not-positive", nothing.Check()?.Code);
        Assert.Equal("receipt.method-missing", noMethod.Check()?.Code);
        Assert.Null(Given.Receipt(1).Check());
    }

    [Fact]
    public void Whatever_is_asked_money_is_neither_made_nor_lost() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Long[-10, 150_000]).Array[1, 30].Sample(static asked =>
        {
            Receipt[] receipts = [Given.Receipt(900, 2), Given.Receipt(700, 3), Given.Receipt(300, 4)];
            Order[] orders = [Given.Confirmed(Given.Goods(1)), new() { Id = 2, CustomerId = Given.CustomerId }];
            orders[1].Lines.Add(Given.Goods(2, amount: 500));
            orders[1].Does(static o => o.Confirm(Given.Day(1)));
            foreach (var (from, to, cents) in asked)
            {
                // Zero stands for a release; a refusal changes nothing.
                if (cents % 7 == 0) receipts[from].Release(orders[to], Given.Day(9), new(2026, 3, 9));
                else _ = receipts[from].Allocate(orders[to], new(cents), Given.Day(9));
                orders[to].Derive(Given.ToDate);
            }
            var allocated = orders.Sum(static o => o.Received.Cents);
            return receipts.Sum(static r => r.Amount.Cents) == allocated + receipts.Sum(static r => r.Unallocated.Cents)
                && receipts.All(static r => r.Unallocated >= Money.Zero)
                && orders.All(static o => o.Outstanding >= Money.Zero && o.Outstanding == o.Receivable - o.Received);
        });
}
