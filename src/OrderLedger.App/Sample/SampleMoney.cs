using System.Globalization;
using OrderLedger.Domain;
using OrderLedger.Domain.Payments;

namespace OrderLedger.App.Sample;

/// <summary>Turns what falls due into receipts as customers pay: rounded on account, several orders at once, in parts,
/// too much. What is on account is used for the customer's next order of the block, oldest first.</summary>
internal static class SampleMoney
{
    private const long RoundTo = 10_000_00;

    public static IReadOnlyList<SampleReceipt> Receipts(SamplePlan plan, IReadOnlyList<SampleOrder> orders)
    {
        var receipts = new List<SampleReceipt>();
        foreach (var group in orders.Where(static o => o.Dues.Count > 0).GroupBy(static o => o.Customer.Index))
        {
            var customer = plan.Customer(group.Key);
            new Account(plan, customer, [.. group.SelectMany(static order => order.Dues)]).Settle(receipts);
        }

        receipts.Sort(static (a, b) => (a.At, a.Customer).CompareTo((b.At, b.Customer)));
        return receipts;
    }

    private static readonly SampleOdds<Style> CreditStyles =
        new((Style.Rounded, .62), (Style.Several, .10), (Style.Part, .09), (Style.Over, .02), (Style.Exact, .17));

    private static readonly SampleOdds<Style> GateStyles =
        new((Style.Rounded, .62), (Style.Several, .14), (Style.Over, .02), (Style.Exact, .22));

    private enum Style
    {
        Exact,
        Rounded,
        Several,
        Part,
        Over,
    }

    /// <summary>One customer's money within a block.</summary>
    private sealed class Account(SamplePlan plan, SampleCustomer customer, List<SampleDue> dues)
    {
        private readonly Queue<Credit> _credits = new();

        public void Settle(List<SampleReceipt> receipts)
        {
            var open = new PriorityQueue<SampleDue, (DateTime, int)>(
                dues.Select(static due => (due, (due.PaidAt, due.Order))));
            while (open.TryDequeue(out var due, out _))
            {
                // An order is paid several times, each at its own second.
                var second = (due.PaidAt - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
                var draw = new SampleDraw(plan.Seed, SampleStream.Money, (due.Order * 4_000_000_000L) + second);
                var need = UseCredit(due, due.Amount);
                if (need > Money.Zero) receipts.Add(Receive(due, need, open, ref draw));
            }
        }

        private Money UseCredit(SampleDue due, Money need)
        {
            while (need > Money.Zero && _credits.TryPeek(out var credit))
            {
                var part = Money.Min(need, credit.Left);
                credit.Allocations.Add(new(due.Order, part, due.PaidAt));
                credit.Left -= part;
                need -= part;
                if (credit.Left.IsZero) _credits.Dequeue();
            }

            return need;
        }

        private SampleReceipt Receive(
            SampleDue due, Money need, PriorityQueue<SampleDue, (DateTime, int)> open, ref SampleDraw draw)
        {
            var style = draw.Of(due.IsGate ? GateStyles : CreditStyles);
            var allocations = new List<SampleAllocation> { new(due.Order, need, due.PaidAt) };
            var together = style == Style.Several || draw.Chance(.25);
            var owed = need + (together ? TakeAlong(due, allocations, open, 1 + draw.Below(4)) : Money.Zero);
            var amount = owed;
            switch (style)
            {
                case Style.Rounded when open.Count > 0 && owed.Cents > RoundTo / 3:
                    amount = new((owed.Cents + RoundTo - 1) / RoundTo * RoundTo);
                    _credits.Enqueue(new(allocations) { Left = amount - owed });
                    break;
                case Style.Rounded when !due.IsGate && allocations.Count == 1 && need.Cents > RoundTo:
                    amount = PayPart(due, need, new(need.Cents / RoundTo * RoundTo), allocations, open, ref draw);
                    break;
                case Style.Part when allocations.Count == 1 && need.Cents > 2_000_00:
                    var part = (long)(need.Cents * draw.Between(.3, .8)) / 100_00 * 100_00;
                    amount = PayPart(due, need, new(part), allocations, open, ref draw);
                    break;
                case Style.Over:
                    // Stays on account: nobody noticed.
                    amount = new(((owed.Cents / 1_000_00) + 1) * 1_000_00);
                    break;
                default:
                    break;
            }

            var method = draw.Chance(.8) ? customer.PaymentMethod : draw.Of(SampleTerms.Methods);
            var reference = method is "现金" ? null : ReferenceOf(method, ref draw);
            var date = SampleClock.DateOf(due.PaidAt);
            return new(customer.Index, due.PaidAt, date, amount, method, reference, due.Kind, allocations);
        }

        // The rest comes some weeks later, if that is not after now.
        private Money PayPart(SampleDue due, Money need, Money part, List<SampleAllocation> allocations,
            PriorityQueue<SampleDue, (DateTime, int)> open, ref SampleDraw draw)
        {
            allocations[0] = allocations[0] with { Amount = part };
            var rest = due with
            {
                Amount = need - part,
                PaidAt = SampleClock.After(due.PaidAt, draw.Between(7, 45), ref draw),
                Kind = ReceiptKind.Balance,
            };
            if (rest.PaidAt <= plan.Now && rest.Amount > Money.Zero) open.Enqueue(rest, (rest.PaidAt, rest.Order));
            return part;
        }

        private static Money TakeAlong(
            SampleDue due, List<SampleAllocation> allocations, PriorityQueue<SampleDue, (DateTime, int)> open,
            int atMost)
        {
            var taken = Money.Zero;
            while (atMost-- > 0 && open.TryPeek(out var next, out _) && next.From <= due.PaidAt)
            {
                open.Dequeue();
                allocations.Add(new(next.Order, next.Amount, due.PaidAt));
                taken += next.Amount;
            }

            return taken;
        }

        private static string ReferenceOf(string method, ref SampleDraw draw)
        {
            var number = ((long)(draw.Unit() * 1e12)).ToString("D12", CultureInfo.InvariantCulture);
            return method == SampleTerms.BankNote ? $"1{number}" : number;
        }
    }

    /// <summary>Money on account, with the list of the receipt it came by.</summary>
    private sealed class Credit(List<SampleAllocation> allocations)
    {
        public Money Left { get; set; }

        public List<SampleAllocation> Allocations { get; } = allocations;
    }
}
