using OrderLedger.App.Sample;
using OrderLedger.Domain;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Tests.Sample;

/// <summary>What the ledger itself would have refused never happens in the sample.</summary>
public sealed class SampleLifeTests
{
    private static readonly DateTime Now = Sampled.Now.UtcDateTime;

    [Fact]
    public void Nothing_happens_after_now_or_before_its_cause()
    {
        foreach (var order in Sampled.Orders)
        {
            var (life, placed) = (order.Life, order.PlacedAt);
            var begin = life.AmendedAt ?? life.ConfirmedAt ?? placed;
            InOrder(order, placed, life.ConfirmedAt, life.AmendedAt);
            InOrder(order, begin, life.StartedAt, life.FinishedAt);
            InOrder(order, begin, life.PreparedAt);
            InOrder(order, begin, life.Hold?.At, life.Hold?.ResumedAt);
            InOrder(order, begin, life.Cancellation?.At);
            foreach (var shipment in life.Shipments)
            {
                InOrder(order, begin, life.Hold?.ResumedAt, shipment.ShippedAt, shipment.SignedAt);
            }
        }
    }

    [Fact]
    public void Goods_leave_only_when_confirmed_not_on_hold_and_not_cancelled()
    {
        foreach (var order in Sampled.Orders.Where(static order => order.Life.Shipments.Count > 0))
        {
            Assert.NotNull(order.Life.ConfirmedAt);
            Assert.Null(order.Life.Cancellation);
            Assert.True(order.Life.Hold is null or { ResumedAt: not null }, $"{order.Index} is on hold");
            var ready = order.Life.FinishedAt ?? order.Life.PreparedAt;
            Assert.True(ready is not null, $"{order.Index} was never ready");
        }
    }

    [Fact]
    public void No_line_is_shipped_beyond_its_quantity_or_signed_beyond_what_was_shipped()
    {
        foreach (var order in Sampled.Orders)
        {
            var standing = new long[order.Lines.Count];
            foreach (var part in order.Life.Shipments.SelectMany(static shipment => shipment.Goods))
            {
                Assert.True(part.Quantity > Quantity.Zero, $"{order.Index} ships nothing");
                var signed = part.Signed ?? Quantity.Zero;
                Assert.True(signed + part.Rejected <= part.Quantity, $"{order.Index} is signed over");
                standing[part.Line] += (part.Settlement == ShortfallSettlement.Resend ? signed : part.Quantity).Micro;
            }

            for (var i = 0; i < standing.Length; i++)
                Assert.True(standing[i] <= order.Lines[i].Quantity.Micro, $"{order.Index} line {i} ships too much");
        }
    }

    [Fact]
    public void Line_amounts_follow_from_price_and_quantity()
    {
        foreach (var line in Sampled.Orders.SelectMany(static order => order.Lines))
        {
            Assert.Equal(line.UnitPrice.Times(line.Quantity, line.DiscountBp), line.Amount);
            Assert.True(line.Quantity > Quantity.Zero);
            Assert.Equal(0, line.Quantity.Micro % line.Product.Pack.Micro);
        }
    }

    [Fact]
    public void A_gate_is_met_before_the_first_goods_leave()
    {
        var paid = Sampled.Receipts.SelectMany(static r => r.Allocations).ToLookup(static p => p.Order);
        foreach (var order in Sampled.Orders.Where(static order => order.Life.Shipments.Count > 0))
        {
            var first = order.Life.Shipments.Min(static shipment => shipment.ShippedAt);
            var paidBefore = paid[order.Index].Where(part => part.At <= first);
            var before = new Money(paidBefore.Sum(static part => part.Amount.Cents));
            var gate = order.Receivable.BasisPoints(order.Customer.Terms.ShipGateBp);
            Assert.True(before >= gate, $"{order.Index}: {before} of {gate}");
        }
    }

    [Fact]
    public void Money_is_given_only_to_confirmed_orders_of_the_payer_and_never_more_than_owed()
    {
        var received = new long[Sampled.Orders.Count];
        foreach (var receipt in Sampled.Receipts)
        {
            Assert.True(receipt.Amount > Money.Zero);
            Assert.True(receipt.At <= Now);
            var given = receipt.Allocations.Sum(static part => part.Amount.Cents);
            Assert.True(given <= receipt.Amount.Cents, $"{receipt.At} gives too much");
            foreach (var part in receipt.Allocations)
            {
                var order = Sampled.Orders[part.Order];
                Assert.Equal(receipt.Customer, order.Customer.Index);
                Assert.True(part.Amount > Money.Zero);
                Assert.True(part.At >= receipt.At && part.At >= order.Life.ConfirmedAt && part.At <= Now);
                received[part.Order] += part.Amount.Cents;
            }
        }

        Assert.All(Sampled.Orders, o => Assert.True(received[o.Index] <= o.Receivable.Cents, $"{o.Index}"));
    }

    private static void InOrder(SampleOrder order, params DateTime?[] moments)
    {
        var known = moments.Where(static at => at is not null).ToList();
        Assert.True(known.SequenceEqual(known.Order()), $"order {order.Index}: {string.Join(" ", known)}");
        Assert.True(known.TrueForAll(static at => at <= Now), $"order {order.Index} lives in the future");
        Assert.All(known, static at => Assert.Equal(DateTimeKind.Utc, at!.Value.Kind));
    }
}
