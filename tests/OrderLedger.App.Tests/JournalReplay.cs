using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Journal;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests;

/// <summary>The journal alone must tell what the tables hold: each old value is the new one before it, the last one
/// is the stored one (I31, I34).</summary>
internal static class JournalReplay
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static async Task<IReadOnlyList<string>> BrokenAsync(LedgerOnDisk book)
    {
        var broken = new List<string>();
        var rows = new Dictionary<(string Entity, long Id), Dictionary<string, string>>();
        var versions = new Dictionary<(string Root, long Id), long>();
        var changeSets = (await book.RowsAsync("SELECT id FROM change_sets")).Select(static r => (long)r[0]!)
            .ToHashSet();
        foreach (var entry in await book.JournalAsync())
        {
            if (!changeSets.Contains(entry.ChangeSetId)) broken.Add($"I31: entry {entry.Seq} has no change set");
            if (entry.RootVersion <= versions.GetValueOrDefault((entry.Root, entry.RootId)))
                broken.Add($"I31: {entry.Root} {entry.RootId} has version {entry.RootVersion} twice");
            versions[(entry.Root, entry.RootId)] = entry.RootVersion;
            foreach (var change in entry.Changes) Apply(rows, change, broken);
        }
        await using var db = book.Book.CreateDb();
        await CompareAsync(db, rows, broken);
        return broken;
    }

    private static void Apply(
        Dictionary<(string, long), Dictionary<string, string>> rows, RowChange change, List<string> broken)
    {
        var key = (change.E, change.Id);
        if (change.K == "+" && !rows.TryAdd(key, [])) broken.Add($"I31: {key} is added twice");
        if (!rows.TryGetValue(key, out var row))
        {
            broken.Add($"I31: {key} changes before it is there");
            return;
        }
        foreach (var (field, values) in change.F)
        {
            var (old, now) = (values[0].GetRawText(), values[1].GetRawText());
            if (row.GetValueOrDefault(field, "null") != old) broken.Add($"I31: {key} {field} was not {old}");
            row[field] = now;
        }
        if (change.K == "-") rows.Remove(key);
    }

    private static async Task CompareAsync(
        LedgerDb db, Dictionary<(string, long), Dictionary<string, string>> rows, List<string> broken)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        await db.Customers.Include(static c => c.Contacts).Include(static c => c.Addresses).AsSplitQuery()
            .LoadAsync(CancellationToken.None);
        await db.Orders.Include(static o => o.Lines).Include(static o => o.Work).AsSplitQuery()
            .LoadAsync(CancellationToken.None);
        await db.Products.LoadAsync(CancellationToken.None);
        await db.Shipments.Include(static s => s.Lines).LoadAsync(CancellationToken.None);
        await db.Receipts.Include(static r => r.Allocations).LoadAsync(CancellationToken.None);
        await db.Settings.LoadAsync(CancellationToken.None);
        await db.Comments.LoadAsync(CancellationToken.None);
        await db.Attachments.LoadAsync(CancellationToken.None);
        await db.FollowUps.LoadAsync(CancellationToken.None);
        await db.StockMoves.LoadAsync(CancellationToken.None);
        await db.Users.Include(static u => u.Tokens).LoadAsync(CancellationToken.None);
        foreach (var entry in db.ChangeTracker.Entries())
        {
            var id = entry.Entity is IPart part ? part.Id : ((IAggregate)entry.Entity).Id;
            var key = (JournalWriter.NameOf(entry.Metadata.ClrType), id);
            if (!rows.Remove(key, out var told)) broken.Add($"I31: {key} is stored and not in the journal");
            else broken.AddRange(Differences(entry, told).Select(field => $"I34: {key} {field}"));
        }
        broken.AddRange(rows.Keys.Select(static key => $"I31: {key} is in the journal and not stored"));
    }

    private static IEnumerable<string> Differences(EntityEntry entry, Dictionary<string, string> told)
    {
        foreach (var property in entry.Properties.Where(static p => !p.Metadata.IsPrimaryKey()))
        {
            if (property.Metadata.FindAnnotation(JournalWriter.Quiet) is not null)
            {
                if (told.ContainsKey(property.Metadata.Name)) yield return $"{property.Metadata.Name} is quiet and told";
                continue;
            }
            var (stored, last) = (Written(property.CurrentValue), told.GetValueOrDefault(property.Metadata.Name,
                "null"));
            if (stored != last) yield return $"{property.Metadata.Name} is {stored}, the journal says {last}";
        }
    }

    private static string Written(object? value)
    {
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream, Options);
        JournalValues.Write(json, value);
        json.Flush();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
