namespace OrderLedger.App.Tests;

/// <summary>The invariants of a book (domain.md §5), computed here from plain rows and not by the domain's own
/// rules.</summary>
internal static class Invariants
{
    /// <summary>Every broken invariant as a sentence; empty when the book is sound.</summary>
    public static async Task<IReadOnlyList<string>> BrokenAsync(LedgerOnDisk book)
    {
        var facts = await StoredFacts.ReadAsync(book);
        return [.. facts.Orders.SelectMany(order => OfOrder(order, facts)),
            .. facts.Receipts.SelectMany(receipt => OfReceipt(receipt, facts)),
            .. OfNumbers(facts), .. await JournalReplay.BrokenAsync(book)];
    }

    private static IEnumerable<string> OfOrder(StoredFacts.Order order, StoredFacts facts)
    {
        var lines = facts.Lines.Where(l => l.OrderId == order.Id).ToList();
        foreach (var broken in lines.SelectMany(line => OfLine(line, facts)))
            yield return $"order {order.Id}: {broken}";

        var standing = order.CancelledAt is null;
        var receivable = standing ? lines.Sum(static l => Rounded((decimal)l.Amount * l.Effective / l.Quantity)) : 0;
        var received = facts.Allocations.Where(a => a.OrderId == order.Id).Sum(static a => a.Amount);
        var status = StatusOf(order, lines, received >= receivable);
        (string Name, object Stored, object Meant)[] values =
        [
            ("I1 total", order.Total, lines.Sum(static l => l.Amount)),
            ("I2 net", order.Net, lines.Sum(static l => Rounded(l.Amount * 10_000m / (10_000 + l.TaxRateBp)))),
            ("I10 receivable", order.Receivable, receivable),
            ("I14 received", order.Received, received),
            ("I21 status", order.Status, status),
            ("I21 shipping", order.Shipping, ShippingOf(lines)),
            ("I21 on hold", (order.Flags & 1) != 0, order.HeldAt is not null),
            ("I21 refund due", (order.Flags & 4) != 0, received > receivable),
            ("I21 paid in full", order.Payment == 3, order.ConfirmedAt is not null && standing
                && received == receivable),
            ("I21 overpaid", order.Payment == 4, received > receivable),
        ];
        foreach (var (name, stored, meant) in values)
        {
            if (!stored.Equals(meant)) yield return $"order {order.Id}: {name} is {stored}, should be {meant}";
        }
        if (order.Status == 6 && lines.Any(static l => l.IsOpen && l.Signed < l.Effective))
            yield return $"order {order.Id}: I22";
        if (!standing && facts.Goods.Any(g => g.OrderId == order.Id && !g.IsVoid))
            yield return $"order {order.Id}: I25";
        if (!standing && received != 0) yield return $"order {order.Id}: money stands on a cancelled order";
    }

    private static IEnumerable<string> OfLine(StoredFacts.Line line, StoredFacts facts)
    {
        var work = facts.Work.Where(w => w.LineId == line.Id).ToList();
        var goods = facts.Goods.Where(g => g.LineId == line.Id && !g.IsVoid).ToList();
        if (line.Made != work.Where(static w => w.Kind != 0).Sum(static w => w.Quantity))
            yield return $"line {line.Id}: I7 made";
        if (line.IsStarted != work.Exists(static w => w.Kind != 2)) yield return $"line {line.Id}: I7 started";
        if (line.Shipped != goods.Sum(static g => g.Settlement == 0 ? g.Quantity : g.Signed!.Value))
            yield return $"line {line.Id}: I7 shipped";
        if (line.Signed != goods.Sum(static g => g.Signed ?? 0)) yield return $"line {line.Id}: I7 signed";
        if (line.Signed < 0 || line.Signed > line.Shipped || line.Shipped > line.Effective || line.Cancelled < 0)
            yield return $"line {line.Id}: I6 {line}";
    }

    private static IEnumerable<string> OfReceipt(StoredFacts.Receipt receipt, StoredFacts facts)
    {
        var given = facts.Allocations.Where(a => a.ReceiptId == receipt.Id).ToList();
        if (receipt.Allocated != given.Sum(static a => a.Amount)) yield return $"receipt {receipt.Id}: I11";
        if (receipt.Allocated < 0 || receipt.Allocated > (receipt.BouncedAt is null ? receipt.Amount : 0))
            yield return $"receipt {receipt.Id}: I12";
        foreach (var order in facts.Orders.Where(o => given.Exists(a => a.OrderId == o.Id)))
        {
            if (order.CustomerId != receipt.CustomerId || order.Currency != receipt.Currency)
                yield return $"receipt {receipt.Id}: I13";
            if (given.Where(a => a.OrderId == order.Id).Sum(static a => a.Amount) < 0)
                yield return $"receipt {receipt.Id}: over-released";
        }
    }

    private static IEnumerable<string> OfNumbers(StoredFacts facts)
    {
        var numbers = facts.Orders.Where(static o => o.Number is not null)
            .CountBy(static o => Folded(o.Number!), StringComparer.Ordinal);
        foreach (var (number, count) in numbers)
        {
            if (count > 1) yield return $"I27: {number} stands {count} times";
        }
        foreach (var order in facts.Orders.Where(static o => o is { ConfirmedAt: not null, Number: null }))
            yield return $"order {order.Id}: confirmed without a number";
    }

    private static long StatusOf(StoredFacts.Order order, List<StoredFacts.Line> lines, bool isSettled)
    {
        if (order.CancelledAt is not null) return 9;
        if (order.ConfirmedAt is null) return 0;
        var open = lines.Where(static l => l.IsOpen).ToList();
        var services = lines.Where(static l => l.Kind == 1 && l.Made < l.Effective).ToList();
        var stage = open.Count > 0 ? open.Min(static l => l.Stage)
            : services.Count == 0 ? 5 : services.Exists(static l => l.IsStarted) ? 2 : 1;
        return stage == 5 && isSettled ? 6 : stage;
    }

    private static long ShippingOf(List<StoredFacts.Line> lines)
    {
        var open = lines.Where(static l => l.IsOpen).ToList();
        if (open.TrueForAll(static l => l.Shipped == 0)) return 0;
        if (open.Exists(static l => l.Shipped < l.Effective)) return 1;
        if (open.TrueForAll(static l => l.Signed >= l.Effective)) return 4;
        return open.Exists(static l => l.Signed > 0) ? 3 : 2;
    }

    private static long Rounded(decimal cents) => (long)decimal.Round(cents, 0, MidpointRounding.AwayFromZero);

    private static string Folded(string number) => string.Concat(number.Trim().Select(static c => char.ToLowerInvariant(
        c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c)));
}
