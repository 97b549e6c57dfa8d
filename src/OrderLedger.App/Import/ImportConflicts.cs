using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Orders;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Import;

/// <summary>Cells of the book that people have changed since an import last wrote their order: there an older file may not
/// silently win (I38).</summary>
internal static class ImportConflicts
{
    /// <summary>By order, the fields in which the file and people disagree; orders without any are absent.</summary>
    public static async Task<Dictionary<long, string>> OfAsync(
        LedgerDb db, IReadOnlyCollection<(long Id, ImportDifference Difference)> changed, CancellationToken cancellation)
    {
        var found = new Dictionary<long, string>();
        if (changed.Count == 0) return found;
        var ids = changed.Select(static c => c.Id).ToList();
        var entries = await db.Journal.AsNoTracking().Where(j => j.Root == "order" && ids.Contains(j.RootId))
            .Join(db.ChangeSets, static j => j.ChangeSetId, static c => c.Id, static (j, c) => new { Entry = j, c.Via })
            .OrderBy(static row => row.Entry.Seq).ToListAsync(cancellation);
        var history = entries.ToLookup(static row => row.Entry.RootId, static row => (row.Entry, row.Via));
        foreach (var (id, difference) in changed)
        {
            var cells = ByPeople(history[id]);
            cells.IntersectWith(OfFile(id, difference));
            if (cells.Count > 0)
                found[id] = string.Join(", ", cells.Select(static c => c.Field).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }
        return found;
    }

    private static HashSet<(long Id, string Field)> OfFile(long id, ImportDifference difference)
    {
        var cells = difference.Change is { } change ? AmendMerge.Sent(id, change) : [];
        if (difference.Advances) cells.UnionWith([(id, nameof(Order.Status)), (id, nameof(Order.Received))]);
        return cells;
    }

    private static HashSet<(long Id, string Field)> ByPeople(IEnumerable<(JournalEntry Entry, Via Via)> history)
    {
        var cells = new HashSet<(long, string)>();
        foreach (var (entry, via) in history)
        {
            if (via == Via.Import) cells.Clear();
            else cells.UnionWith(entry.Changes.Where(static row => row.K == "~")
                .SelectMany(static row => row.F.Where(IsTakenBack).Select(f => (row.Id, AmendMerge.Cell(f.Key)))));
        }
        return cells;
    }

    /// <summary>A file that is further than the book carries it on; only where people took a step back it must not walk again.</summary>
    private static bool IsTakenBack(KeyValuePair<string, System.Text.Json.JsonElement[]> field) => field.Key switch
    {
        nameof(Order.Status) => Enum.Parse<OrderStatus>(field.Value[1].GetString()!) < Enum.Parse<OrderStatus>(field.Value[0].GetString()!),
        nameof(Order.Received) => field.Value[1].GetDecimal() < field.Value[0].GetDecimal(),
        _ => true,
    };
}
