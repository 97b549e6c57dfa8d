using System.Text.Json;
using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Groups in the order of reading: each before those inside it.</summary>
/// <param name="By">The columns grouped by.</param>
/// <param name="Sort">The sort of <see cref="LedgerQuery"/> under which each group's rows are one window.</param>
/// <param name="Count">Groups of all levels.</param>
/// <param name="RowCount">Rows that match.</param>
/// <param name="Totals">Over all rows that match.</param>
public sealed record LedgerGroups(IReadOnlyList<LedgerColumn> By, IReadOnlyList<LedgerGroup> Groups, string Sort, long Count, long RowCount,
    IReadOnlyDictionary<string, decimal> Totals, long Seq)
{
    /// <param name="label">A value in the reader's language.</param>
    public void Write(Utf8JsonWriter json, Func<LedgerColumn, object?, string> label)
    {
        json.WriteStartObject();
        json.WriteStartArray("by");
        foreach (var column in By) json.WriteStringValue(column.Name);
        json.WriteEndArray();
        json.WriteString("sort", Sort);
        json.WriteStartArray("groups");
        foreach (var group in Groups) Write(json, group, label);
        json.WriteEndArray();
        json.WriteNumber("count", Count);
        json.WriteNumber("rowCount", RowCount);
        WriteTotals(json, Totals);
        json.WriteNumber("seq", Seq);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, LedgerGroup group, Func<LedgerColumn, object?, string> label)
    {
        json.WriteStartObject();
        json.WriteStartArray("keys");
        foreach (var key in group.Keys) LedgerCells.Write(json, key);
        json.WriteEndArray();
        json.WriteStartArray("labels");
        foreach (var (i, key) in group.Keys.Index()) json.WriteStringValue(label(By[i], key));
        json.WriteEndArray();
        json.WriteNumber("level", group.Level);
        json.WriteNumber("count", group.Count);
        WriteTotals(json, group.Totals);
        json.WriteNumber("rowOffset", group.RowOffset);
        json.WriteString("condition", group.Condition);
        json.WriteEndObject();
    }

    private static void WriteTotals(Utf8JsonWriter json, IReadOnlyDictionary<string, decimal> totals)
    {
        json.WriteStartObject("totals");
        foreach (var (name, sum) in totals) json.WriteNumber(name, sum);
        json.WriteEndObject();
    }
}

/// <param name="Keys">Values of the columns down to this level.</param>
/// <param name="Level">From 0, the outermost.</param>
/// <param name="Count">Rows.</param>
/// <param name="RowOffset">Of its first row under <see cref="LedgerGroups.Sort"/>; the rest follow without a gap.</param>
/// <param name="Condition">The filter that picks its rows, beside that of the question.</param>
public sealed record LedgerGroup(
    IReadOnlyList<object?> Keys, int Level, long Count, IReadOnlyDictionary<string, decimal> Totals, long RowOffset, string Condition);
