using System.Text.Json;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;

namespace OrderLedger.App.Reports;

/// <summary>A report is a table, so that page, chart, API and workbook share it.</summary>
/// <param name="Rows">Values as in <see cref="LedgerPage.Rows"/>.</param>
/// <param name="Totals">Over all rows, those beyond the limit included; by column name.</param>
public sealed record Report(string Name, DateOnly From, DateOnly To, IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<object?[]> Rows, IReadOnlyDictionary<string, decimal> Totals)
{
    /// <summary><c>{"name":…,"from":…,"to":…,"columns":[{"name","label","kind"}],"rows":[[…]],"totals":{…}}</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WritePropertyName("from");
        LedgerCells.Write(json, From);
        json.WritePropertyName("to");
        LedgerCells.Write(json, To);
        json.WriteStartArray("columns");
        foreach (var column in Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("label", column.Label);
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(column.Kind.ToString()));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in Rows)
        {
            json.WriteStartArray();
            foreach (var value in row) LedgerCells.Write(json, value);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartObject("totals");
        foreach (var (name, sum) in Totals) json.WriteNumber(name, sum);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>One column of a report.</summary>
public sealed record ReportColumn(string Name, string Label, ColumnKind Kind)
{
    public Sensitivity Sensitivity { get; init; }

    /// <summary>Words of a <see cref="ColumnKind.Word"/> column.</summary>
    public IReadOnlyList<Word> Words { get; init; } = [];

    /// <summary>Over the table that the report reads, aggregated.</summary>
    internal string Sql { get; init; } = "";

    /// <summary>Whether its sum over the rows means something.</summary>
    internal bool IsSummed { get; init; }

    /// <summary>Groups share rows in it: the query that asks for its total.</summary>
    internal string? SharedTotal { get; init; }

    /// <summary>A column of orders, taken from the newest of the group, whose id <see cref="Sql"/> gives: to carry a text along with
    /// every row would cost more than all sums.</summary>
    internal string? OfNewest { get; init; }

    /// <summary>A fraction of two other columns, worked out exactly after the sums: (part, whole).</summary>
    internal (string Part, string Whole)? Ratio { get; init; }

    /// <summary>A share of this column's total.</summary>
    internal string? ShareOf { get; init; }
}

/// <summary>What is asked of a report.</summary>
/// <param name="Filter">In the language of the ledger.</param>
/// <param name="From">First order date; empty: the first of the month eleven months before <paramref name="To"/>.</param>
/// <param name="To">Last order date; empty: today.</param>
/// <param name="Limit">Rows at most, 1…1,000; the largest first.</param>
public sealed record ReportQuery(string? Filter = null, DateOnly? From = null, DateOnly? To = null,
    ReportPeriod By = ReportPeriod.Month, int Limit = 50)
{
    /// <summary>Pivot: columns of the ledger, and count, amount, quantity or profit.</summary>
    public string? Row { get; init; }
    public string? Column { get; init; }
    public string? Measure { get; init; }
}

public enum ReportPeriod
{
    Month,
    Week,
    Day,
}
