using System.Globalization;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Import;

/// <summary>Gathers what comes in although the file contradicts itself or is silent: never without being said.</summary>
internal sealed class ImportWarnings(DateOnly today)
{
    private const int PlacesMax = 20;
    private readonly Dictionary<string, (int Count, Money? Sum, List<ImportProblem> Places)> _found = new(StringComparer.Ordinal);
    private int _orders;
    private int _shipments;
    private int _receipts;
    private Money _received;

    public ImportFactCounts Facts => new(_orders, _shipments, _receipts, _received);

    public IReadOnlyList<ImportWarning> All => [.. _found.OrderBy(static pair => pair.Key, StringComparer.Ordinal)
        .Select(static pair => new ImportWarning(pair.Key, pair.Value.Count, pair.Value.Sum, pair.Value.Places))];

    public void Add(ImportOrder source, ImportCatalog catalog)
    {
        var facts = source.Facts;
        if (facts.Ships || facts.Receives > Money.Zero) _orders++;
        if (facts.Ships) _shipments++;
        if (facts.Receives > Money.Zero)
        {
            _receipts++;
            _received += facts.Receives;
        }
        foreach (var row in source.Rows)
        {
            OfRow(row);
            if (catalog.IsAmbiguous(row)) Say("import.product-ambiguous", row, row.Product!);
        }
        OfFacts(source, facts);
        OfHeads(source);
    }

    /// <summary>The amount is the authority (domain.md §2).</summary>
    private void OfRow(ImportRow row)
    {
        if (row.Amount is not { } given || ImportBuild.Multiplied(row) is not { } product || product == Money.Of(given)) return;
        var apart = product - Money.Of(given);
        Say("import.amount-differs", row, $"{Text(row.Quantity)} × {Text(row.UnitPrice)} = {product} ≠ {Money.Of(given)}",
            apart < Money.Zero ? -apart : apart);
    }

    private void OfFacts(ImportOrder source, ImportFacts facts)
    {
        var shipDate = source.Head(static r => r.ShipDate);
        if (facts.IsMoneyAssumed) Say("import.receipt-assumed", source.First, source.Number, facts.Receives);
        if (facts.Receives > Money.Zero && source.Head(static r => r.ReceivedOn) is null)
            Say("import.receipt-undated", source.First, source.Number, facts.Receives);
        if (facts.Ships && shipDate is null) Say("import.shipment-undated", source.First, source.Number);
        if (shipDate is not { } date) return;
        if (facts.Ships && ImportBuild.IsImpossible(date, source, today))
            Say("import.ship-date-impossible", source.First, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (!ImportBuild.IsShipped(ImportBuild.Wanted(source)))
            Say("import.ship-date-unused", source.First, $"{source.Status} · {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
    }

    private void OfHeads(ImportOrder source)
    {
        if (source.Disagreement is { } texts) Say("import.rows-differ", source.First, texts);
        var open = source.Rows.Where(static r => r.Outstanding is not null).Select(static r => Money.Of(r.Outstanding!.Value)).ToList();
        if (open.Count == 0 || ImportBuild.Wanted(source) == OrderStatus.Cancelled) return;
        var rest = source.FileTotal - (ImportBuild.Wanted(source) == OrderStatus.Paid ? source.FileTotal : source.Received);
        // Written once, on every row, or split over them.
        if (open.Max() != rest && open.Aggregate(Money.Zero, static (sum, one) => sum + one) != rest)
            Say("import.outstanding-differs", source.First, $"{source.FileTotal} − {source.FileTotal - rest} ≠ {open.Max()}");
    }

    private void Say(string code, ImportRow row, string raw, Money? sum = null)
    {
        var (count, total, places) = _found.GetValueOrDefault(code, (0, sum is null ? null : Money.Zero, []));
        if (places.Count < PlacesMax) places.Add(new(row.Number, null, code, raw));
        _found[code] = (count + 1, sum is null ? total : total + sum, places);
    }

    private static string Text(decimal? number) => number?.ToString("0.########", CultureInfo.InvariantCulture) ?? "";
}
