using OrderLedger.Domain;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Sample;

/// <summary>When an order's money is asked for, and when it comes.</summary>
internal static class SampleDues
{
    private const double NeverDays = 36_500;

    // Days from the due date to the receipt.
    private static double Lateness(ref SampleDraw draw) => draw.Unit() switch
    {
        < .45 => -draw.Between(0, 4),
        < .80 => draw.LogNormal(2.5, .9),
        < .985 => draw.LogNormal(4.1, .7),
        _ => NeverDays,
    };

    /// <summary>Money that must come before goods leave: a deposit, or all of it.</summary>
    public static SampleGates Gates(SampleOrder order, DateTime begin, ref SampleDraw draw)
    {
        var terms = PaymentTerms.Parse(order.Customer.Terms.Plan).Value!;
        var first = terms.Instalments[0];
        if (order.Customer.Terms.IsOnCredit || first.Trigger != PaymentTrigger.Confirmed) return new(terms, null, null);

        var paidAt = SampleClock.After(begin, draw.Chance(.5) ? 0 : Math.Min(draw.LogNormal(.3, .6), 6), ref draw);
        var amount = order.Total.BasisPoints(first.ShareBp);
        var kind = first.ShareBp < 10_000 ? ReceiptKind.Deposit : ReceiptKind.Advance;
        return new(terms, new(order.Index, amount, begin, paidAt, true, kind), paidAt);
    }

    /// <summary>Adds what falls due with the goods, and the receivable that follows from the deliveries.</summary>
    public static SampleOrder Complete(
        SampleOrder order, SampleGates gates, DateTime ready, DateTime firstShipment, DateTime now, ref SampleDraw draw)
    {
        var receivable = Receivable(order);
        var dues = new List<SampleDue>();
        var asked = Money.Zero;
        var shareBp = 0;
        foreach (var instalment in gates.Terms.Instalments)
        {
            shareBp += instalment.ShareBp;
            var amount = Money.Min(receivable.BasisPoints(shareBp), receivable) - asked;
            var due = instalment.Trigger switch
            {
                PaymentTrigger.Confirmed => gates.First is { } first ? first with { Amount = amount } : null,
                PaymentTrigger.Ready => new(order.Index, amount, ready,
                    SampleClock.Between(ready, firstShipment, draw.Between(.3, .95)), true, ReceiptKind.Balance),
                _ => AfterDelivery(order, instalment, amount, ref draw),
            };
            if (due is null) break;

            asked += amount;
            if (due.PaidAt <= now && amount > Money.Zero) dues.Add(due);
        }

        return order with { Receivable = receivable, Dues = dues };
    }

    private static SampleDue? AfterDelivery(SampleOrder order, Instalment instalment, Money amount, ref SampleDraw draw)
    {
        var days = Lateness(ref draw);
        if (!IsDelivered(order)) return null;

        var signedAt = order.Life.Shipments.Max(static shipment => shipment.SignedAt)!.Value;
        var signed = SampleClock.DateOf(signedAt);
        var due = instalment.DueOn(new(null, null, signed, signed))!.Value;
        var paidOn = due.AddDays((int)Math.Round(days));
        var kind = instalment.ShareBp < 10_000 ? ReceiptKind.Balance : ReceiptKind.Payment;
        return new(order.Index, amount, signedAt, SampleClock.Working(paidOn, signedAt, ref draw), false, kind);
    }

    private static bool IsDelivered(SampleOrder order)
    {
        var shipments = order.Life.Shipments;
        if (shipments.Count == 0 || shipments.Any(static shipment => shipment.SignedAt is null
            || shipment.Goods.Any(static p => p.Settlement == ShortfallSettlement.Open && p.Signed < p.Quantity)))
            return false;

        return order.Lines.Index().All(line => line.Item.Product.Kind != Domain.Products.ProductKind.Goods
            || Sum(order, line.Index, static part => part.Signed!.Value) + Cancelled(order, line.Index)
                >= line.Item.Quantity);
    }

    private static Money Receivable(SampleOrder order)
    {
        var sum = Money.Zero;
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var line = order.Lines[i];
            sum += line.Amount.Share(line.Quantity - Cancelled(order, i), line.Quantity);
        }

        return sum;
    }

    private static Quantity Cancelled(SampleOrder order, int line) => Sum(order, line, static part =>
        part.Settlement == ShortfallSettlement.Cancel ? part.Quantity - part.Signed!.Value : Quantity.Zero);

    private static Quantity Sum(SampleOrder order, int line, Func<SampleGoods, Quantity> of)
    {
        var sum = Quantity.Zero;
        foreach (var shipment in order.Life.Shipments)
        {
            foreach (var part in shipment.Goods)
            {
                if (part.Line == line) sum += of(part);
            }
        }

        return sum;
    }
}

/// <param name="First">What is paid at the beginning; null: nothing.</param>
/// <param name="ReadyBy">When it is there; no goods leave before.</param>
internal sealed record SampleGates(PaymentTerms Terms, SampleDue? First, DateTime? ReadyBy);
