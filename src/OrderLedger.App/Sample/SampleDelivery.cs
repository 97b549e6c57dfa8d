using System.Globalization;
using OrderLedger.Domain;
using OrderLedger.Domain.Products;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Sample;

/// <summary>Shipments, sign-offs and what goes wrong at the door.</summary>
internal static class SampleDelivery
{
    private static readonly SampleOdds<SampleCarrier> Carriers = new(
        (new("物流专线", null, 8, 2, 6), .35), (new("自送", null, 0, 0, 0), .20), (new("德邦快递", "DPK", 10, 1, 5), .10),
        (new("顺丰速运", "SF", 13, 1, 3), .10), (new("跨越速运", "KY", 10, 1, 3), .08),
        (new("圆通速递", "YT", 13, 2, 5), .06), (new("中通快递", "ZT", 13, 2, 5), .06),
        (new("自提", null, 0, 0, 0), .05));

    private static readonly Quantity SplitOver = Quantity.Of(500);

    /// <summary>When goods leave: one date or up to three, the last as given.</summary>
    public static DateTime[] Dates(SampleOrder order, DateTime earliest, DateTime last, ref SampleDraw draw)
    {
        var splits = order.Lines.Count >= 2 || order.Lines[0].Quantity > SplitOver ? .30 : .06;
        if (!draw.Chance(splits) || order.Lines.All(CannotSplit)) return [last];

        var count = draw.Chance(.8) ? 2 : 3;
        var dates = new DateTime[count];
        for (var i = 0; i < count - 1; i++)
        {
            var part = (double)i / count;
            dates[i] = SampleClock.Between(earliest, last, draw.Between(.35 + (.3 * part), .55 + (.35 * part)));
        }

        dates[^1] = last;
        Array.Sort(dates);
        return dates;
    }

    /// <summary>The shipments up to now; a shortfall that is sent again adds one.</summary>
    public static IReadOnlyList<SampleShipment> Of(SamplePlan plan, SampleOrder order, DateTime[] dates)
    {
        var draw = new SampleDraw(plan.Seed, SampleStream.Delivery, order.Index);
        var shipments = new List<SampleShipment>();
        var carrier = draw.Of(Carriers);
        for (var i = 0; i < dates.Length; i++)
        {
            var goods = Parts(order, i, dates.Length);
            var arrives = carrier.Arrives(dates[i], ref draw);
            if (goods.Count == 0 || dates[i] > plan.Now) continue;

            var shipment = Ship(carrier, dates[i], goods, ref draw);
            if (arrives > plan.Now)
            {
                shipments.Add(shipment);
                continue;
            }

            var resentAt = SampleClock.After(arrives, draw.Between(1, 6), ref draw);
            shipment = Sign(order, shipment, arrives, resentAt, plan.Now, ref draw);
            shipments.Add(shipment);
            var again = shipment.Goods.Where(static part => part.Settlement == ShortfallSettlement.Resend)
                .Select(static part => new SampleGoods(
                    part.Line, part.Quantity - part.Signed!.Value, null, Quantity.Zero, ShortfallSettlement.Open))
                .ToList();
            if (again.Count == 0) continue;

            var second = Ship(carrier, resentAt, again, ref draw);
            var signedAt = carrier.Arrives(resentAt, ref draw);
            shipments.Add(signedAt > plan.Now ? second : second with
            {
                SignedAt = signedAt,
                Signer = order.Customer.Contact,
                Goods = [.. again.Select(static part => part with { Signed = part.Quantity })],
            });
        }

        return shipments;
    }

    private static SampleShipment Ship(
        SampleCarrier carrier, DateTime at, List<SampleGoods> goods, ref SampleDraw draw) =>
        new(at, carrier.Name, carrier.Tracking(ref draw), 1 + draw.Below(4 + (goods.Count * 2)), null, null, goods);

    // 2 % are rejected whole; else 4.3 % of the lines arrive a little short.
    private static SampleShipment Sign(
        SampleOrder order, SampleShipment shipment, DateTime at, DateTime resentAt, DateTime now, ref SampleDraw draw)
    {
        var rejected = draw.Chance(.02);
        var signed = new SampleGoods[shipment.Goods.Count];
        for (var i = 0; i < signed.Length; i++)
        {
            var part = shipment.Goods[i];
            var line = order.Lines[part.Line];
            var shortBy = draw.Chance(.043)
                ? Short(part.Quantity, line.Product.Unit, draw.Between(.005, .06)) : Quantity.Zero;
            // Paid goods are always sent again; of the rest a part is struck off the order.
            var settled = resentAt > now ? ShortfallSettlement.Open
                : !order.Customer.Terms.IsOnCredit || draw.Chance(rejected ? .7 : .4) ? ShortfallSettlement.Resend
                : ShortfallSettlement.Cancel;
            signed[i] = (rejected, shortBy.IsZero) switch
            {
                (true, _) => part with { Signed = Quantity.Zero, Rejected = part.Quantity, Settlement = settled },
                (_, false) => part with { Signed = part.Quantity - shortBy, Settlement = settled },
                _ => part with { Signed = part.Quantity },
            };
        }

        return shipment with { SignedAt = at, Signer = order.Customer.Contact, Goods = signed };
    }

    private static Quantity Short(Quantity quantity, string unit, double share)
    {
        var step = unit == "吨" ? Quantity.Scale / 10 : Quantity.Scale;
        var steps = (long)Math.Ceiling(quantity.Micro * share / step);
        return new(Math.Min(steps * step, quantity.Micro));
    }

    // Shares a line by whole packs; what cannot be shared goes whole, in turn with the shipments.
    private static List<SampleGoods> Parts(SampleOrder order, int shipment, int count)
    {
        var goods = new List<SampleGoods>(order.Lines.Count);
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var line = order.Lines[i];
            if (line.Product.Kind != ProductKind.Goods) continue;

            var packs = line.Quantity.Micro / line.Product.Pack.Micro;
            var whole = order.Lines.Count > 1 || packs < count;
            var quantity = whole
                ? i % count == shipment ? line.Quantity : Quantity.Zero
                : new Quantity(
                    ((packs * (shipment + 1) / count) - (packs * shipment / count)) * line.Product.Pack.Micro);
            if (!quantity.IsZero) goods.Add(new(i, quantity, null, Quantity.Zero, ShortfallSettlement.Open));
        }

        return goods;
    }

    private static bool CannotSplit(SampleLine line) => line.Quantity.Micro < line.Product.Pack.Micro * 2;
}

/// <param name="Prefix">Of the tracking number; null: none but a plain number.</param>
/// <param name="Digits">0: carried by ourselves or the customer, without a number.</param>
/// <param name="DaysMin">On the road, in days; 0: the same day.</param>
internal sealed record SampleCarrier(string Name, string? Prefix, int Digits, int DaysMin, int DaysMax)
{
    public DateTime Arrives(DateTime shippedAt, ref SampleDraw draw) => DaysMax == 0
        ? shippedAt.AddSeconds(3_600 + draw.Below(14_400))
        : SampleClock.After(shippedAt, DaysMin + draw.Below(DaysMax - DaysMin + 1), ref draw);

    public string? Tracking(ref SampleDraw draw)
    {
        if (Digits == 0) return null;

        var number = (long)(draw.Unit() * Math.Pow(10, Digits));
        return Prefix + number.ToString($"D{Digits}", CultureInfo.InvariantCulture);
    }
}
