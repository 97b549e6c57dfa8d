using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore.Metadata;
using OrderLedger.App.Data.Journal;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Sample.Filling;

/// <summary>Writes the journal of a fill in the notation of <see cref="JournalWriter"/>.</summary>
/// <remarks>A small sample keeps every event with every field, old and new. A large one keeps one entry per thing with
/// its telling fields: complete, a million orders would be five gigabytes of history that nobody lived.</remarks>
internal sealed class SampleHistory(IModel? model, bool isFull)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private static readonly HashSet<string> Telling = new(StringComparer.Ordinal)
        { "Number", "Code", "Sku", "Name", "CustomerId", "Amount" };

    private readonly Dictionary<Type, Shape> _shapes = [];
    private readonly Dictionary<object, object?[]> _before = new(ReferenceEqualityComparer.Instance);
    private readonly ArrayBufferWriter<byte> _buffer = new(4_096);

    public bool IsFull => isFull;

    /// <summary>Raises the version of the thing and tells what has changed in it since the last note; null:
    /// nothing.</summary>
    /// <param name="parts">The rows inside it; left out of a short history.</param>
    public JournalEntry? Note(ChangeSet changeSet, IAggregate root, IEnumerable<IPart> parts)
    {
        if (model is null) return null;

        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, Options);
        json.WriteStartArray();
        var any = Row(json, root, root.Id);
        if (isFull)
        {
            foreach (var part in parts) any |= Row(json, part, part.Id);
        }

        if (!any) return null;

        json.WriteEndArray();
        return Entry(json, changeSet, ShapeOf(root.GetType()).Name, root.Id, ++root.Version);
    }

    /// <summary>The entry of a customer whose class the rules have set, as its second version.</summary>
    public JournalEntry Classified(ChangeSet changeSet, CustomerClass one, string before)
    {
        var customer = ShapeOf(typeof(Customer)).Name;
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, Options);
        json.WriteStartArray();
        Start(json, customer, one.CustomerId, "~");
        if (one.Class != before) Field(json, nameof(Customer.Class), before, one.Class);
        Field(json, nameof(Customer.ClassReason), null, one.Reason);
        End(json);
        json.WriteEndArray();
        return Entry(json, changeSet, customer, one.CustomerId, version: 2);
    }

    /// <summary>Forgets the things of a block that is done.</summary>
    public void Forget() => _before.Clear();

    private bool Row(Utf8JsonWriter json, object row, long id)
    {
        var shape = ShapeOf(row.GetType());
        var isNew = !_before.TryGetValue(row, out var before);
        var started = isNew;
        if (isNew) Start(json, shape.Name, id, "+");
        before ??= new object?[shape.Fields.Length];
        for (var i = 0; i < shape.Fields.Length; i++)
        {
            var now = shape.Fields[i].GetValue(row);
            if (Equals(before[i], now)) continue;

            if (!started) Start(json, shape.Name, id, "~");
            started = true;
            Field(json, shape.Fields[i].Name, before[i], now);
            before[i] = now;
        }

        if (started) End(json);
        if (isFull) _before[row] = before;
        return started;
    }

    private JournalEntry Entry(Utf8JsonWriter json, ChangeSet changeSet, string root, long id, long version)
    {
        json.Flush();
        return new()
        {
            ChangeSetId = changeSet.Id,
            Root = root,
            RootId = id,
            RootVersion = version,
            Rows = Encoding.UTF8.GetString(_buffer.WrittenSpan),
        };
    }

    private static void Start(Utf8JsonWriter json, string entity, long id, string kind)
    {
        json.WriteStartObject();
        json.WriteString("e", entity);
        json.WriteNumber("id", id);
        json.WriteString("k", kind);
        json.WriteStartObject("f");
    }

    private static void Field(Utf8JsonWriter json, string name, object? before, object? now)
    {
        json.WriteStartArray(name);
        JournalValues.Write(json, before);
        JournalValues.Write(json, now);
        json.WriteEndArray();
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private Shape ShapeOf(Type type)
    {
        if (_shapes.TryGetValue(type, out var known)) return known;

        var fields = model!.FindEntityType(type)!.GetProperties()
            .Where(static property => !property.IsPrimaryKey() && property.FindAnnotation(JournalWriter.Quiet) is null)
            .Where(p => isFull || Telling.Contains(p.Name) || p.FindAnnotation(JournalWriter.Derived) is not null)
            .Select(static property => property.PropertyInfo!);
        return _shapes[type] = new(JournalWriter.NameOf(type), [.. fields]);
    }

    private sealed record Shape(string Name, PropertyInfo[] Fields);
}
