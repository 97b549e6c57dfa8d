using CsCheck;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Domain.Tests.Orders;

/// <summary>How 已付款, last of the six, lives with deposits and prepayment (domain.md §4 a–f, I21–I26).</summary>
public sealed class OrderStatusTests
{
    [Fact]
    public void Paid_means_received_and_settled()
    {
        var order = Given.Confirmed(Given.Goods(1)).Delivered();

        Assert.Equal(OrderStatus.Received, order.Pays(999.99m, 9).Status);
        Assert.Equal(OrderStatus.Paid, order.Pays(0.01m, 10).Status);
        Assert.Equal((Given.Day(8), Given.Day(10)), (order.ReceivedAt, order.SettledAt));
    }

    [Fact]
    public void A_prepaid_order_lands_on_paid_with_the_last_sign_off_and_keeps_both_times()
    {
        var (first, second) = (Given.Shipment(5), Given.Shipment(6));
        var order = Given.Confirmed(Given.Goods(1)).Pays(1_000);
        Assert.Equal((OrderStatus.Confirmed, PaymentBadge.Paid), (order.Status, order.Payment));

        order.Ships(first, (1, 5)).Signs(first, 7).Ships(second);
        Assert.Equal(OrderStatus.Shipped, order.Status);

        order.Signs(second, 9);
        Assert.Equal((OrderStatus.Paid, PaymentBadge.Paid), (order.Status, order.Payment));
        Assert.Equal((Given.Day(9), Given.Day(2)), (order.ReceivedAt, order.SettledAt));
    }

    [Fact]
    public void Money_shows_in_its_own_badge()
    {
        var order = Given.Draft(Given.Goods(1));
        order.Terms = "30@confirm;70@ship+30";
        order.Does(static o => o.Confirm(Given.Day(1)));
        Assert.Equal(PaymentBadge.None, order.Payment);

        Assert.Equal(PaymentBadge.Deposit, order.Pays(300).Payment);
        Assert.Equal(PaymentBadge.Partial, order.Pays(1, 3).Payment);
        Assert.Equal(PaymentBadge.Paid, order.Pays(699, 4).Payment);

        order.Lines[0].Amount = Money.Of(900);
        order.Derive(Given.ToDate);
        Assert.Equal((PaymentBadge.Over, OrderFlags.RefundDue), (order.Payment, order.Flags));
    }

    [Theory]
    [InlineData("")]
    [InlineData("30@ship;70@sign+30")]
    public void Without_a_part_due_on_confirmation_there_is_no_deposit(string terms)
    {
        var order = Given.Draft(Given.Goods(1));
        order.Terms = terms;

        Assert.Equal(PaymentBadge.Partial, order.Does(static o => o.Confirm(Given.Day(1))).Pays(300).Payment);
    }

    [Fact]
    public void Money_is_due_by_the_terms_and_the_steps_that_happened()
    {
        var order = Given.Draft(Given.Goods(1));
        order.Terms = "30@confirm;70@ship+30";
        order.Does(static o => o.Confirm(Given.Day(1)));

        Assert.Equal(new DateOnly(2026, 3, 1), order.PaymentDueOn);
        Assert.Null(order.Pays(300).PaymentDueOn);
        Assert.Equal(new DateOnly(2026, 4, 4), order.Ships(Given.Shipment()).PaymentDueOn);
    }

    [Fact]
    public void A_price_increase_drops_a_paid_order_to_received()
    {
        var order = Given.Confirmed(Given.Goods(1)).Pays(1_000).Delivered();

        order.Lines[0].Amount = Money.Of(1_100);
        order.Derive(Given.ToDate);

        Assert.Equal((OrderStatus.Received, Money.Of(100)), (order.Status, order.Outstanding));
        Assert.Null(order.SettledAt);
    }

    [Fact]
    public void A_sample_for_nothing_is_done_on_sign_off()
    {
        var order = Given.Confirmed(Given.Goods(1, amount: 0));

        Assert.Equal(OrderStatus.Confirmed, order.Status);
        Assert.Equal(OrderStatus.Paid, order.Delivered().Status);
    }

    [Fact]
    public void Finished_services_count_as_the_sign_off_when_nothing_ships()
    {
        var order = Given.Confirmed(Given.Service(1, quantity: 2), Given.Fee(2));
        Assert.Equal(OrderStatus.Confirmed, order.Status);

        order.Does(static o => o.FinishProduction(Given.Of((1, 1)), Given.Day(3)));
        Assert.Equal(OrderStatus.InProduction, order.Status);

        order.Does(static o => o.FinishProduction(null, Given.Day(4)));
        Assert.Equal((OrderStatus.Received, Given.Day(4)), (order.Status, order.ReceivedAt));
        Assert.Equal(OrderStatus.Paid, order.Pays(550, 5).Status);
    }

    [Fact]
    public void Services_and_fees_never_block_the_goods_and_do_not_make_them_ready_later()
    {
        var order = Given.Confirmed(Given.Goods(1), Given.Service(2), Given.Fee(3))
            .Does(static o => o.Prepare(null, Given.Day(2))).Does(static o => o.FinishProduction(null, Given.Day(4)));
        Assert.Equal(Given.Day(2), order.ReadyAt);

        Assert.Equal(OrderStatus.Received, Given.Confirmed(Given.Goods(1), Given.Service(2), Given.Fee(3)).Delivered().Status);
        Assert.Equal(OrderStatus.Received, Given.Confirmed(Given.Fee(1)).Status);
    }

    [Fact]
    public void Sums_are_the_sums_of_the_lines()
    {
        var order = Given.Confirmed(Given.Goods(1), Given.Goods(2, 3, 99.99m), Given.Fee(3));

        Assert.Equal(Money.Of(1_149.99m), order.Total);
        Assert.Equal(order.Total, order.Net + order.TaxAmount);
        Assert.Equal(order.Net, order.Lines.Aggregate(Money.Zero, static (sum, line) => sum + line.Net));
        Assert.Equal(order.Net - order.Cost, order.Profit);
    }

    [Fact]
    public void The_order_in_which_payments_and_deliveries_arrive_never_matters() =>
        Gen.Shuffle(Enumerable.Range(0, Steps).ToArray()).Sample(static sequence =>
        {
            var order = Play(sequence, static (order, step) =>
            {
                // Money alone never moves the status below 5, and 6 is always received and settled.
                var before = order.Status;
                step();
                order.Derive(Given.ToDate);
                Assert.True(order.Status != OrderStatus.Paid
                    || (order.Outstanding <= Money.Zero && order.Lines.All(static l => l.Signed >= l.Effective)));
                return before;
            });
            Assert.Equal((OrderStatus.Paid, ShippingBadge.Signed, PaymentBadge.Paid, OrderFlags.None),
                (order.Status, order.Shipping, order.Payment, order.Flags));
            Assert.Equal((Given.Day(12), Given.Day(22)), (order.ReceivedAt, order.SettledAt));
        });

    [Fact]
    public void Deriving_again_changes_nothing_and_reads_nothing_but_the_facts() =>
        Gen.Shuffle(Enumerable.Range(0, Steps).ToArray()).Select(Gen.Int[0, Steps], static (all, count) => all[..count])
            .Sample(static sequence =>
            {
                var order = Play(sequence, static (order, step) =>
                {
                    step();
                    order.Derive(Given.ToDate);
                    return order.Status;
                });
                var stored = order.Facts();
                order.Derive(Given.ToDate);
                return order.Facts() == stored;
            });

    [Fact]
    public void Money_alone_never_moves_the_goods() =>
        Gen.Select(Gen.Int[0, 4], Gen.Decimal[0.01m, 1_000m]).Sample(static (progress, amount) =>
        {
            var shipment = Given.Shipment();
            var order = Given.Confirmed(Given.Goods(1, made: true));
            if (progress > 0) order.Does(static o => o.StartProduction(null, Given.Day(2)));
            if (progress > 1) order.Does(static o => o.FinishProduction(null, Given.Day(3)));
            if (progress > 2) order.Ships(shipment);
            if (progress > 3) order.Signs(shipment);
            var before = order.Status;
            var rounded = Money.Of(amount);
            order.Pays(rounded.Amount);
            return order.Status == (before == OrderStatus.Received && rounded == Money.Of(1_000) ? OrderStatus.Paid : before);
        });

    private const int Steps = 5;

    /// <summary>Two part deliveries signed on days 11 and 12, three payments on days 20 to 22; any sequence of them.</summary>
    private static Order Play(IEnumerable<int> sequence, Func<Order, Action, OrderStatus> around)
    {
        var order = Given.Confirmed(Given.Goods(1));
        foreach (var step in sequence)
        {
            around(order, () =>
            {
                if (step < 2)
                {
                    var shipment = Given.Shipment(5 + step);
                    order.Ships(shipment, (1, step == 0 ? 3 : 7)).Signs(shipment, 11 + step);
                }
                else
                {
                    order.Pays(step == 2 ? 100 : 450, 18 + step);
                }
            });
        }
        return order;
    }
}
