using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Import.Reading;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.Grid;

/// <summary>Reads the rows below the last one: what their cells mean, and whose lines they are.</summary>
internal sealed class NewRows(Write write, ChangeCells.Input input, CellReport report)
{
    /// <summary>Columns that only a new row takes, beside the editable ones; with what they hold.</summary>
    private static readonly Dictionary<string, CellSort> Others = new(StringComparer.Ordinal)
    {
        ["number"] = CellSort.Text, ["customer"] = CellSort.Text, ["customerCode"] = CellSort.Text,
        ["product"] = CellSort.Text, ["sku"] = CellSort.Text, ["total"] = CellSort.Money,
    };

    /// <summary>Fields of a problem in the words of the input, where they are not those of <see cref="CellFields"/>.</summary>
    private static readonly Dictionary<string, string> Columns = new(StringComparer.Ordinal)
    {
        ["Customer"] = "customer", ["Number"] = "number", ["Product"] = "product", ["DeliveryAddress"] = "address",
        ["Lines.DueDate"] = "lineDueDate", ["Lines.Remark"] = "lineRemark",
    };

    private readonly Dictionary<string, DateContext> _dates = new(StringComparer.Ordinal);

    /// <summary>Rows that become orders.</summary>
    public List<NewRow> Orders { get; } = [];

    /// <summary>Rows that become lines, by the id of their order.</summary>
    public List<(long OrderId, NewRow Row)> Lines { get; } = [];

    public List<JoinedRow> Joined { get; } = [];

    public async Task ReadAsync(CancellationToken cancellation)
    {
        foreach (var (index, line) in input.NewLines.Index()) Lines.Add((line.OrderId, Read(new(isLine: true, index), line.Fields)));
        foreach (var (index, cells) in input.NewOrders.Index()) Orders.Add(Read(new(isLine: false, index), cells));
        if (input.Rows == LedgerRows.Lines) await JoinAsync(cancellation);
    }

    /// <summary>The column of a field that a refusal names.</summary>
    public static string? ColumnOf(bool isOfLine, string? name) => name is null ? null
        : Columns.GetValueOrDefault(isOfLine ? $"Lines.{name}" : name) ?? Columns.GetValueOrDefault(name)
        ?? char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>Rows of lines that carry the number of an order belong to it. An order that the writer may not see takes none: its
    /// number is taken, and more is not said.</summary>
    private async Task JoinAsync(CancellationToken cancellation)
    {
        var keys = Orders.Select(KeyOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (keys.Count == 0) return;
        var found = await write.Db.Orders.Where(o => keys.Contains(o.NumberKey!)).Select(static o => new { o.Id, o.NumberKey, o.Salesperson })
            .ToListAsync(cancellation);
        var known = found.Where(o => write.Actor.Sees(o.Salesperson)).ToDictionary(static o => o.NumberKey!, static o => o.Id, StringComparer.Ordinal);
        foreach (var row in Orders)
        {
            if (KeyOf(row) is not { } key || !known.TryGetValue(key, out var id)) continue;
            Lines.Add((id, row));
            Joined.Add(new(row.Index, id));
        }
        Orders.RemoveAll(row => KeyOf(row) is { } key && known.ContainsKey(key));
    }

    private static string? KeyOf(NewRow row) => row.Text("number") is { Length: > 0 } number ? TextFolding.Key(number) : null;

    private NewRow Read(NewRow row, IReadOnlyList<ChangeCells.NewCell> cells)
    {
        foreach (var cell in cells)
        {
            if (CellReader.IsBlank(cell.Value)) continue;
            var column = LedgerColumns.Find(cell.Field, write.Actor);
            var sort = column is null ? null : CellFields.Find(column.Name)?.Sort
                ?? (Others.TryGetValue(column.Name, out var other) ? other : (CellSort?)null);
            var read = column is null ? Refusal.Invalid("ledger.unknown-field", cell.Field)
                : sort is null ? Refusal.NotAllowed("cell.field-fixed", column.Name)
                : CellReader.Read(cell.Value, sort.Value, Dates(column.Name, sort.Value));
            if (read.Accepted && row.Values.TryAdd(column!.Name, read.Value.Value)) continue;
            row.IsWrong = true;
            report.Add(row, cell.Field, read.Refusal ?? Refusal.Invalid("cell.twice", cell.Field));
        }
        return row;
    }

    private DateContext Dates(string name, CellSort sort)
    {
        if (_dates.TryGetValue(name, out var known)) return known;
        return _dates[name] = sort != CellSort.Date ? DateContext.None : CellReader.DatesOf(
            input.NewOrders.Concat(input.NewLines.Select(static line => line.Fields)).SelectMany(static row => row)
                .Where(cell => LedgerColumns.Find(cell.Field, write.Actor)?.Name == name).Select(static cell => cell.Value), write.Today);
    }
}
