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
internal sealed class SampleHistory(IModel model, bool isFull)
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
        json.Flush();
        return new()
        {
            ChangeSetId = changeSet.Id,
            Root = JournalWriter.NameOf(root.GetType()),
            RootId = root.Id,
            RootVersion = ++root.Version,
            Rows = Encoding.UTF8.GetString(_buffer.WrittenSpan),
        };
    }

    /// <summary>The entry of a customer whose class the rules have set, as its second version.</summary>
    public static JournalEntry Classified(ChangeSet changeSet, CustomerClass one, string before)
    {
        var fields = new Dictionary<string, JsonElement[]>(StringComparer.Ordinal)
        {
            [nameof(Customer.ClassReason)] = [Element(null), Element(one.Reason)],
        };
        if (one.Class != before) fields[nameof(Customer.Class)] = [Element(before), Element(one.Class)];
        RowChange[] rows = [new("customer", one.CustomerId, "~", fields)];
        return new()
        {
            ChangeSetId = changeSet.Id,
            Root = "customer",
            RootId = one.CustomerId,
            RootVersion = 2,
            Rows = JsonSerializer.Serialize(rows, JournalJson.Default.RowChangeArray),
        };

        static JsonElement Element(string? value) => JsonSerializer.SerializeToElement(value);
    }

    /// <summary>Forgets the things of a block that is done.</summary>
    public void Forget() => _before.Clear();

    private bool Row(Utf8JsonWriter json, object row, long id)
    {
        var shape = ShapeOf(row.GetType());
        var isNew = !_before.TryGetValue(row, out var before);
        var started = isNew;
        if (isNew) Start(json, shape, id, "+");
        before ??= new object?[shape.Fields.Length];
        for (var i = 0; i < shape.Fields.Length; i++)
        {
            var now = shape.Fields[i].GetValue(row);
            if (Equals(before[i], now)) continue;

            if (!started) Start(json, shape, id, "~");
            started = true;
            json.WriteStartArray(shape.Fields[i].Name);
            JournalValues.Write(json, before[i]);
            JournalValues.Write(json, now);
            json.WriteEndArray();
            before[i] = now;
        }

        if (started)
        {
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (isFull) _before[row] = before;
        return started;
    }

    private static void Start(Utf8JsonWriter json, Shape shape, long id, string kind)
    {
        json.WriteStartObject();
        json.WriteString("e", shape.Name);
        json.WriteNumber("id", id);
        json.WriteString("k", kind);
        json.WriteStartObject("f");
    }

    private Shape ShapeOf(Type type)
    {
        if (_shapes.TryGetValue(type, out var known)) return known;

        var fields = model.FindEntityType(type)!.GetProperties()
            .Where(static property => !property.IsPrimaryKey() && property.FindAnnotation(JournalWriter.Quiet) is null)
            .Where(p => isFull || Telling.Contains(p.Name) || p.FindAnnotation(JournalWriter.Derived) is not null)
            .Select(static property => property.PropertyInfo!);
        return _shapes[type] = new(JournalWriter.NameOf(type), [.. fields]);
    }

    private sealed record Shape(string Name, PropertyInfo[] Fields);
}
