using OrderLedger.App.Orders;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Orders;

/// <summary>A price agreed on for the whole order.</summary>
public sealed class NegotiatedOrderTests : LedgerTest
{
    [Fact]
    public async Task The_lines_sum_to_the_agreed_total_and_their_prices_give_the_amounts_back()
    {
        var customer = await Do.CustomerAsync();
        var lines = Verbs.Lines((3, 19.99m), (7, 4.5m), (1_200, 72m));

        var order = Accepted(await Do.Place(new(customer.Id, Lines: lines, Total: Money.Of(80_000m))));

        Assert.Equal(Money.Of(80_000m), order.Total);
        Assert.All(order.Lines, static line => Assert.Equal(line.Amount, line.UnitPrice!.Value.Times(line.Quantity, 0)));
    }

    [Fact]
    public async Task A_discount_stays_and_the_price_before_it_follows()
    {
        var customer = await Do.CustomerAsync();
        IReadOnlyList<LineInput> lines = [new(Product: "货", Quantity: Quantity.Of(10), UnitPrice: UnitPrice.Of(10), Discount: 0.1m)];

        var order = Accepted(await Do.Place(new(customer.Id, Lines: lines, Total: Money.Of(45m))));

        Assert.Equal((Money.Of(45m), 0.1m, UnitPrice.Of(5m)), (order.Lines[0].Amount!.Value, order.Lines[0].Discount!.Value, order.Lines[0].UnitPrice!.Value));
    }

    [Fact]
    public async Task An_amendment_may_agree_on_a_total_anew()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(), (3, 10), (3, 10), (3, 10));

        var amended = Accepted(await Do.Amend(order.Id, new(Total: Money.Of(100m))));

        Assert.Equal([33.33m, 33.34m, 33.33m], amended.Lines.Select(static line => line.Amount!.Value.Amount));
    }

    [Fact]
    public async Task A_total_on_a_stale_order_is_not_merged()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(), (3, 10));
        Accepted(await Do.Amend(order.Id, new(Remark: "急", SeenVersion: order.Version)));

        Refused(await Do.Amend(order.Id, new(Total: Money.Of(20m), SeenVersion: order.Version)), RefusalKind.Stale, "order.stale");
    }

    [Fact]
    public async Task What_cannot_be_spread_is_refused()
    {
        var customer = await Do.CustomerAsync();

        Refused(await Do.Place(new(customer.Id, Lines: Verbs.Lines((3, 0)), Total: Money.Of(1m))),
            RefusalKind.Invalid, "order.total-nothing-to-spread", "Total");
        Refused(await Do.Place(new(customer.Id, Lines: Verbs.Lines((3, 1)), Total: Money.Of(-1m))),
            RefusalKind.Invalid, "order.total-range", "Total");
    }
}
