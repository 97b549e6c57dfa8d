using System.Reflection;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.App.Settings;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Verify;

/// <summary>Recomputes every derived value and checks the invariants of domain.md §5 on a book.</summary>
public sealed class BookVerifier(Book book)
{
    /// <summary>Violations listed at most; all are counted.</summary>
    public const int ListedMax = 1_000;
    private const int ChunkSize = 1_000;

    private static readonly PropertyInfo[] OrderDerived = [.. Names(nameof(Order.Status), nameof(Order.Shipping),
        nameof(Order.Payment), nameof(Order.Flags), nameof(Order.DueDate), nameof(Order.Total), nameof(Order.Net),
        nameof(Order.Receivable), nameof(Order.Received), nameof(Order.Cost), nameof(Order.PaymentDueOn),
        nameof(Order.StartedAt), nameof(Order.ReadyAt), nameof(Order.ShippedAt), nameof(Order.ReceivedAt),
        nameof(Order.SettledAt)).Select(static n => typeof(Order).GetProperty(n)!)];

    /// <param name="Violations">Up to <see cref="ListedMax"/> of them.</param>
    public sealed record Report(long Orders, long Receipts, long Found, IReadOnlyList<Violation> Violations)
    {
        public bool IsClean => Found == 0;
    }

    /// <param name="Invariant">As domain.md numbers it, such as I7.</param>
    /// <param name="Where">The document, such as an order's number.</param>
    public sealed record Violation(string Invariant, string Where, string What);

    private sealed class Findings
    {
        public long Found { get; private set; }
        public List<Violation> Listed { get; } = [];

        public void Check(bool holds, string invariant, string where, Func<string> what)
        {
            if (holds) return;
            Found++;
            if (Listed.Count < ListedMax) Listed.Add(new(invariant, where, what()));
        }
    }

    /// <param name="progress">Orders checked so far.</param>
    public async Task<Report> RunAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        var findings = new Findings();
        var settings = await book.SettingsAsync(cancellation);
        var orders = await OrdersAsync(findings, settings, progress, cancellation);
        var receipts = await ReceiptsAsync(findings, cancellation);
        await AttachmentsAsync(findings, cancellation);
        return new(orders, receipts, findings.Found, findings.Listed);
    }

    private async Task<long> OrdersAsync(
        Findings findings, BookSettings settings, IProgress<long>? progress, CancellationToken cancellation)
    {
        var (last, count) = (0L, 0L);
        for (; ; )
        {
            await using var db = book.CreateDb();
            var chunk = await db.Orders.AsNoTrackingWithIdentityResolution().Where(o => o.Id > last).OrderBy(o => o.Id)
                .Take(ChunkSize).Include(static o => o.Lines).Include(static o => o.Work)
                .Include(static o => o.Goods).ThenInclude(static g => g.Shipment)
                .Include(static o => o.Allocations).ThenInclude(static a => a.Receipt).AsSplitQuery().ToListAsync(cancellation);
            if (chunk.Count == 0) return count;
            var ids = chunk.ConvertAll(static o => o.Id);
            var journalled = (await db.Journal.Where(j => j.Root == "order" && ids.Contains(j.RootId))
                .Select(j => j.RootId).Distinct().ToListAsync(cancellation)).ToHashSet();
            foreach (var order in chunk)
            {
                findings.Check(journalled.Contains(order.Id), "I31", order.Label, static () => "has no journal entry");
                CheckOrder(findings, order, settings);
            }
            (last, count) = (chunk[^1].Id, count + chunk.Count);
            progress?.Report(count);
        }
    }

    private static void CheckOrder(Findings findings, Order order, BookSettings settings)
    {
        var stored = Array.ConvertAll(OrderDerived, p => p.GetValue(order));
        var lines = order.Lines.Select(static l => (l.Made, l.IsStarted, l.Shipped, l.Signed)).ToList();
        order.Derive(settings.ToDate);
        for (var i = 0; i < stored.Length; i++)
        {
            var (property, was) = (OrderDerived[i], stored[i]);
            findings.Check(Equals(was, property.GetValue(order)), "I21", order.Label,
                () => $"{property.Name}: stored {was ?? "–"}, computed {property.GetValue(order) ?? "–"}");
        }
        findings.Check(lines.SequenceEqual(order.Lines.Select(static l => (l.Made, l.IsStarted, l.Shipped, l.Signed))),
            "I7", order.Label, static () => "quantities of the lines differ from their facts");
        foreach (var line in order.Lines)
        {
            findings.Check(line.Signed >= Quantity.Zero && line.Signed <= line.Shipped && line.Shipped <= line.Effective
                && line.Cancelled >= Quantity.Zero, "I6", order.Label,
                () => $"line {line.Position}: signed {line.Signed} ≤ shipped {line.Shipped} ≤ {line.Effective} does not hold");
            findings.Check(line.Amount >= Money.Zero, "I1", order.Label, () => $"line {line.Position}: negative amount");
        }
        findings.Check(order.Receivable >= Money.Zero, "I10", order.Label, static () => "receivable below zero");
        findings.Check(order.Status != OrderStatus.Paid || order.Outstanding <= Money.Zero, "I22", order.Label,
            static () => "paid, and yet something is outstanding");
        findings.Check(order.Status != OrderStatus.Cancelled || order.Goods.All(static g => g.Shipment.IsVoid), "I25",
            order.Label, static () => "cancelled, and yet delivered");
        findings.Check(order.Allocations.All(a => a.Receipt.CustomerId == order.CustomerId
            && a.Receipt.Currency == order.Currency), "I13", order.Label, static () => "paid by another customer or currency");
        findings.Check(order.NumberKey == (order.Number is { } n ? TextFolding.Key(n) : null), "I27", order.Label,
            static () => "the key of the number is not its number's");
    }

    private async Task<long> ReceiptsAsync(Findings findings, CancellationToken cancellation)
    {
        var (last, count) = (0L, 0L);
        for (; ; )
        {
            await using var db = book.CreateDb();
            var chunk = await db.Receipts.AsNoTracking().Where(r => r.Id > last).OrderBy(r => r.Id).Take(ChunkSize)
                .Include(static r => r.Allocations).ToListAsync(cancellation);
            if (chunk.Count == 0) return count;
            foreach (var receipt in chunk)
            {
                var stored = receipt.Allocated;
                receipt.Derive();
                findings.Check(stored == receipt.Allocated, "I11", $"receipt {receipt.Id}",
                    () => $"allocated: stored {stored}, computed {receipt.Allocated}");
                findings.Check(receipt.Unallocated >= Money.Zero, "I12", $"receipt {receipt.Id}",
                    () => $"allocated {receipt.Allocated} of {receipt.Effective}");
            }
            (last, count) = (chunk[^1].Id, count + chunk.Count);
        }
    }

    /// <summary>Every file is there whole: as many bytes as were sent, with the same hash.</summary>
    private async Task AttachmentsAsync(Findings findings, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        await using var parts = book.CreateDb();
        var files = db.Attachments.AsNoTracking().OrderBy(static a => a.Id).AsAsyncEnumerable();
        await foreach (var file in files.WithCancellation(cancellation))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var bytes = 0L;
            var content = parts.AttachmentParts.AsNoTracking().Where(p => p.AttachmentId == file.Id).OrderBy(static p => p.Position)
                .Select(static p => p.Content).AsAsyncEnumerable();
            await foreach (var part in content.WithCancellation(cancellation))
            {
                hash.AppendData(part);
                bytes += part.Length;
            }
            findings.Check(bytes == file.Bytes && Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Hash, "I41",
                $"attachment {file.Id}", () => $"{file.Name}: {bytes} bytes of {file.Bytes}, or other ones");
        }
    }

    private static string[] Names(params string[] names) => names;
}
