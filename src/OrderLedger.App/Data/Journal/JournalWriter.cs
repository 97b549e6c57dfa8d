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
        var changeSet = ChangeSetOf(db);
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

    /// <summary>The line of a new aggregate that is saved without the tracker.</summary>
    public static JournalEntry EntryOf(LedgerDb db, IAggregate root, IReadOnlyList<IPart> parts)
    {
        var rootShape = ShapeOf(db.Model.FindEntityType(root.GetType())!);
        return new()
        {
            ChangeSetId = ChangeSetOf(db).Id, Root = rootShape.Root, RootId = root.Id, RootVersion = root.Version,
            Rows = Json(json =>
            {
                WriteNew(json, rootShape, root, root.Id);
                foreach (var part in parts) WriteNew(json, ShapeOf(db.Model.FindEntityType(part.GetType())!), part, part.Id);
            }),
        };
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

    private static ChangeSet ChangeSetOf(LedgerDb db) => db.ChangeSet
        ?? throw new InvalidOperationException("A change of an aggregate belongs to a change set.");

    private static string? RowsOf(List<EntityEntry> entries)
    {
        var any = false;
        var rows = Json(json =>
        {
            foreach (var entry in entries) any |= WriteChanged(json, entry);
        });
        // An order whose derived state alone moved still gets its line: the read model and open pages follow the journal.
        return any || entries[0].Entity is not Access.User ? rows : null;
    }

    private static string Json(Action<Utf8JsonWriter> writeRows)
    {
        var buffer = new ArrayBufferWriter<byte>(2_048);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartArray();
        writeRows(json);
        json.WriteEndArray();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>False when nothing that is journalled has changed.</summary>
    private static bool WriteChanged(Utf8JsonWriter json, EntityEntry entry)
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
            WriteField(json, property, old, now);
        }
        if (!started && entry.State == EntityState.Modified) return false;
        if (!started) StartRow(json, shape, entry);
        EndRow(json);
        return true;
    }

    private static void WriteNew(Utf8JsonWriter json, Shape shape, object row, long id)
    {
        StartRow(json, shape, id, "+");
        foreach (var property in shape.Fields)
        {
            if (property.GetGetter().GetClrValue(row) is { } now) WriteField(json, property, null, now);
        }
        EndRow(json);
    }

    private static void WriteField(Utf8JsonWriter json, IProperty property, object? old, object? now)
    {
        json.WriteStartArray(property.Name);
        JournalValues.Write(json, old);
        JournalValues.Write(json, now);
        json.WriteEndArray();
    }

    private static void StartRow(Utf8JsonWriter json, Shape shape, EntityEntry entry) => StartRow(json, shape,
        entry.Entity is IPart part ? part.Id : ((IAggregate)entry.Entity).Id,
        entry.State switch { EntityState.Added => "+", EntityState.Deleted => "-", _ => "~" });

    private static void StartRow(Utf8JsonWriter json, Shape shape, long id, string kind)
    {
        json.WriteStartObject();
        json.WriteString("e", shape.Name);
        json.WriteNumber("id", id);
        json.WriteString("k", kind);
        json.WriteStartObject("f");
    }

    private static void EndRow(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
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
