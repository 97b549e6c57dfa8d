using System.Text.Json;

namespace OrderLedger.App.Data.Journal;

/// <summary>变更集: one user intention, such as an edit, an event or an import; the unit of undo.</summary>
public sealed class ChangeSet
{
    public long Id { get; init; }
    public DateTime At { get; init; }
    public string By { get; init; } = "";
    public long? UserId { get; init; }
    public Via Via { get; init; }

    /// <summary>The verb, for example <c>order.ship</c>; key of its translated name.</summary>
    public string Verb { get; set; } = "";
    public string? Reason { get; set; }

    /// <summary>The change set that this one takes back (or brings back).</summary>
    public long? Undoes { get; set; }

    /// <summary>The change set that took this one back.</summary>
    public long? UndoneBy { get; set; }
}

/// <summary>The door through which a change came.</summary>
public enum Via
{
    Web,
    Api,
    Cli,
    Import,
    Rule,
}

/// <summary>变更记录: what one change set did to one aggregate. Append-only.</summary>
public sealed class JournalEntry
{
    public long Seq { get; init; }
    public long ChangeSetId { get; init; }

    /// <summary>Kind of the aggregate: order, customer, product, shipment, receipt, user, setting.</summary>
    public string Root { get; init; } = "";
    public long RootId { get; init; }

    /// <summary>The version of the aggregate after this entry: what a stale editor has missed begins above the version seen.</summary>
    public long RootVersion { get; init; }

    /// <summary>JSON: an array of <see cref="RowChange"/> in the notation of <see cref="JournalWriter"/>.</summary>
    public string Rows { get; init; } = "";

    public IReadOnlyList<RowChange> Changes => JsonSerializer.Deserialize(Rows, JournalJson.Default.RowChangeArray) ?? [];
}

/// <summary>One row of the aggregate: e entity, id, k kind (+ added, ~ changed, - removed), f field → [old, new].</summary>
public sealed record RowChange(string E, long Id, string K, IReadOnlyDictionary<string, JsonElement[]> F);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy =
    System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase)]
[System.Text.Json.Serialization.JsonSerializable(typeof(RowChange[]))]
internal sealed partial class JournalJson : System.Text.Json.Serialization.JsonSerializerContext;
