using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using OrderLedger.Domain;

namespace OrderLedger.App.Data.Journal;

/// <summary>Turns what a save is about to write into journal entries of the same transaction: the one audit path (I31).</summary>
/// <remarks>One entry per aggregate. Sample of its rows:
/// <c>[{"e":"order","id":7,"k":"~","f":{"Status":["Confirmed","Shipped"]}}]</c>.</remarks>
internal static class JournalWriter
{
    /// <summary>Annotation: stored, never journalled.</summary>
    public const string Quiet = "Journal:Quiet";

    /// <summary>Annotation: journalled for the reader, skipped by undo.</summary>
    public const string Derived = "Journal:Derived";

    private static readonly ConcurrentDictionary<IEntityType, Shape> Shapes = new();
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void Write(LedgerDb db)
    {
        var groups = new Dictionary<(string Root, long Id), Group>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            if (entry.Entity is not (IAggregate or IPart)) continue;

            var shape = ShapeOf(entry.Metadata);
            var rootId = entry.Entity is IPart part ? part.RootId : ((IAggregate)entry.Entity).Id;
            if (!groups.TryGetValue((shape.Root, rootId), out var group)) groups[(shape.Root, rootId)] = group = new();
            group.Entries.Add(entry);
        }
        if (groups.Count == 0) return;
        if (db.ChangeSet is not { } changeSet)
            throw new InvalidOperationException("A change of an aggregate belongs to a change set.");

        RaiseVersions(db, groups);
        foreach (var ((root, id), group) in groups)
        {
            if (RowsOf(group.Entries) is not { } rows) continue;
            db.Journal.Add(new JournalEntry
            {
                ChangeSetId = changeSet.Id, Root = root, RootId = id, RootVersion = group.Version, Rows = rows,
            });
        }
    }

    /// <summary>The short name of an entity in the journal: OrderLine → order-line.</summary>
    public static string NameOf(Type entity) => string.Concat(entity.Name.Select(static (c, i) =>
        char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static void RaiseVersions(LedgerDb db, Dictionary<(string Root, long Id), Group> groups)
    {
        var roots = new HashSet<(string, long)>(groups.Count);
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.Entity is not IAggregate aggregate) continue;

            var key = (ShapeOf(entry.Metadata).Root, aggregate.Id);
            if (!groups.TryGetValue(key, out var group) || !roots.Add(key)) continue;
            if (entry.State != EntityState.Deleted)
            {
                aggregate.Version++;
                entry.DetectChanges();
                if (!group.Entries.Exists(e => e.Entity == entry.Entity)) group.Entries.Insert(0, entry);
            }
            group.Version = aggregate.Version + (entry.State == EntityState.Deleted ? 1 : 0);
        }
        if (roots.Count != groups.Count)
            throw new InvalidOperationException("A part was changed without its root: the root's version would lie.");
    }

    private static string? RowsOf(List<EntityEntry> entries)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartArray();
        var any = false;
        foreach (var entry in entries)
        {
            var shape = ShapeOf(entry.Metadata);
            var started = false;
            var before = entry.State == EntityState.Added ? null : entry.OriginalValues;
            var after = entry.State == EntityState.Deleted ? null : entry.CurrentValues;
            foreach (var property in shape.Fields)
            {
                var (old, now) = (before?[property], after?[property]);
                if (Equals(old, now)) continue;
                if (!started) StartRow(json, shape, entry);
                started = true;
                json.WriteStartArray(property.Name);
                JournalValues.Write(json, old);
                JournalValues.Write(json, now);
                json.WriteEndArray();
            }
            if (!started && entry.State == EntityState.Modified) continue;
            if (!started) StartRow(json, shape, entry);
            json.WriteEndObject();
            json.WriteEndObject();
            any = true;
        }
        json.WriteEndArray();
        json.Flush();
        // An order whose derived state alone moved still gets its line: the read model and open pages follow the journal.
        return any || entries[0].Entity is not Access.User ? Encoding.UTF8.GetString(buffer.WrittenSpan) : null;
    }

    private static void StartRow(Utf8JsonWriter json, Shape shape, EntityEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("e", shape.Name);
        json.WriteNumber("id", entry.Entity is IPart part ? part.Id : ((IAggregate)entry.Entity).Id);
        json.WriteString("k", entry.State switch { EntityState.Added => "+", EntityState.Deleted => "-", _ => "~" });
        json.WriteStartObject("f");
    }

    private static Shape ShapeOf(IEntityType type) => Shapes.GetOrAdd(type, static type =>
    {
        var part = type.ClrType.GetInterfaces()
            .FirstOrDefault(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IPartOf<>));
        var fields = type.GetProperties()
            .Where(static p => !p.IsPrimaryKey() && p.FindAnnotation(Quiet) is null).ToArray();
        return new(NameOf(type.ClrType), NameOf(part?.GetGenericArguments()[0] ?? type.ClrType), fields);
    });

    private sealed class Group
    {
        public List<EntityEntry> Entries { get; } = [];

        public long Version { get; set; }
    }

    private sealed record Shape(string Name, string Root, IProperty[] Fields);
}
