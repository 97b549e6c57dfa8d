using OrderLedger.Domain;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Sample;

/// <summary>Lives an order from its placing up to now. A status is never drawn: it follows from what
/// happened.</summary>
internal static class SampleLifeOf
{
    private static readonly string[] CancelReasons = ["客户取消项目", "重复下单", "价格未谈妥", "客户改型号", "交期无法满足"];
    private static readonly string[] HoldReasons = ["客户要求暂缓", "等待确认图纸", "货款未到", "原料未到"];

    public static SampleOrder Order(SamplePlan plan, SampleOrder order)
    {
        var draw = new SampleDraw(plan.Seed, SampleStream.Life, order.Index);
        var now = plan.Now;
        var confirmedAt = draw.Chance(.6)
            ? order.PlacedAt.AddSeconds(60 + draw.Below(7_000))
            : SampleClock.After(order.PlacedAt, draw.Between(0, 2), ref draw);
        var staysDraft = draw.Chance(.10) && order.PlacedAt > now.AddDays(-7);
        if (staysDraft || confirmedAt > now) return order;

        if (draw.Chance(.014))
        {
            var at = SampleClock.After(confirmedAt, draw.Between(.2, 6), ref draw);
            if (at <= now)
            {
                var cancellation = new SampleCancellation(at, draw.Of(CancelReasons));
                return order with
                {
                    Life = SampleLife.Draft with { ConfirmedAt = confirmedAt, Cancellation = cancellation },
                };
            }
        }

        var amends = draw.Chance(.08);
        DateTime? amendedAt = amends ? SampleClock.After(confirmedAt, draw.Between(0, 1), ref draw) : null;
        if (amendedAt <= now) order = order with { Lines = Amend(order.Lines, ref draw) };
        var money = SampleDues.Gates(order, amendedAt ?? confirmedAt, ref draw);

        var begin = amendedAt ?? confirmedAt;
        var held = draw.Chance(.015) ? draw.Of(HoldReasons) : null;
        var heldAt = SampleClock.After(begin, draw.Between(0, 1), ref draw);
        var resumedAt = SampleClock.After(heldAt, draw.Between(2, 9), ref draw);
        var last = LastShipment(order, begin, ref draw);
        var earliest = begin.AddSeconds(1_800 + draw.Below(3_600));
        if (held is not null) earliest = resumedAt.AddHours(1);
        if (money.ReadyBy is { } paid) earliest = SampleClock.Later(earliest, paid.AddMinutes(30));
        last = SampleClock.Later(last, earliest.AddSeconds(7_200 + draw.Below(7_200)));

        var dates = SampleDelivery.Dates(order, earliest, last, ref draw);
        var ready = SampleClock.Between(earliest, dates[0], draw.Between(.55, .9));
        var started = SampleClock.Between(earliest, ready, draw.Between(.05, .35));
        var hasMade = order.Lines.Any(static line => line.Product is { Kind: ProductKind.Goods, IsMade: true });
        var hasStock = order.Lines.Any(static line => line.Product is { Kind: ProductKind.Goods, IsMade: false });
        var life = new SampleLife(
            confirmedAt,
            Past(amendedAt),
            hasMade ? Past(started) : null,
            hasMade ? Past(ready) : null,
            hasStock ? Past(SampleClock.Between(earliest, ready, draw.Between(.6, 1))) : null,
            held is not null && heldAt <= now ? new(heldAt, Past(resumedAt), held) : null,
            null,
            SampleDelivery.Of(plan, order, dates));
        return SampleDues.Complete(order with { Life = life }, money, ready, dates[0], now, ref draw);

        DateTime? Past(DateTime? at) => at <= now ? at : null;
    }

    // On time in 85 of 100, mostly on the day or shortly before; else late by a log-normal number of days.
    private static DateTime LastShipment(SampleOrder order, DateTime begin, ref SampleDraw draw)
    {
        var due = order.Lines.Min(static line => line.DueDate);
        var days = draw.Chance(.855)
            ? -(int)(draw.Unit() * draw.Unit() * Math.Min(6, due.DayNumber - order.Date.DayNumber + 1))
            : (int)Math.Ceiling(draw.LogNormal(1.77, .98));
        return SampleClock.Working(due.AddDays(days), begin, ref draw);
    }

    private static SampleLine[] Amend(IReadOnlyList<SampleLine> lines, ref SampleDraw draw)
    {
        SampleLine[] amended = [.. lines];
        var at = draw.Below(lines.Count);
        var line = lines[at];
        var packs = line.FirstQuantity.Micro / line.Product.Pack.Micro;
        var wanted = Math.Max(1, (long)Math.Round(packs * draw.Between(.6, 1.5)));
        if (wanted == packs) wanted++;
        var quantity = new Quantity(wanted * line.Product.Pack.Micro);
        amended[at] = line with { Quantity = quantity, Amount = line.UnitPrice.Times(quantity, line.DiscountBp) };
        return amended;
    }
}
