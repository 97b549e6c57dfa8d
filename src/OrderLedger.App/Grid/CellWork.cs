using System.Text.Json;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Import.Reading;
using OrderLedger.App.Orders;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Grid;

/// <summary>One run of <see cref="ChangeCells"/>: reads the cells, takes them to the rules order by order, and notes what is wrong.</summary>
internal sealed class CellWork(Write write, ChangeCells.Input input)
{
    /// <summary>How often an order is asked again without the cells refused so far; each time it is loaded anew.</summary>
    private const int RoundsMax = 20;
    private readonly CellReport _report = new();
    private readonly Dictionary<long, List<Cell>> _cells = [];
    private readonly Dictionary<long, int> _applied = [];
    private readonly HashSet<Right> _used = [];
    private readonly HashSet<long> _blamed = [];

    public async Task<ChangeCells.Result> RunAsync(CancellationToken cancellation)
    {
        Read();
        if (_report.Any) write.IsRehearsal = true;
        var orders = new ManyOrders(write);
        IReadOnlyList<long> open = [.. _cells.Keys];
        // An order that is refused for one cell is asked again without it: what else is wrong should be said at once.
        for (var round = 0; open.Count > 0 && round < RoundsMax; round++)
        {
            var refused = await orders.AllAsync(open, order => ChangeAsync(order, cancellation), cancellation);
            foreach (var (id, refusal) in refused)
            {
                if (!_blamed.Contains(id)) Blame(id, [.. _cells[id]], refusal);
            }
            _blamed.Clear();
            open = _report.IsFull ? [] : [.. refused.Keys.Where(id => _cells[id].Count > 0)];
        }
        var added = new NewOrders(write, input, _report, _used);
        if (input.NewOrders.Count > 0) await added.RunAsync(cancellation);
        if (!write.IsRehearsal && write.HasWritten) write.Name(VerbOf(_used));
        IReadOnlyList<long> changed = [.. _applied.Where(static a => a.Value > 0).Select(static a => a.Key), .. write.IsRehearsal ? [] : added.Ids];
        return new(write is { IsRehearsal: false, HasWritten: true } ? write.ChangeSet.Id : null,
            _applied.Values.Sum() + added.Cells, _report.Problems, _report.Conflicts, changed);
    }

    /// <summary>What it was, for history and for who may take it back: a mixture only the owner may.</summary>
    private static string VerbOf(HashSet<Right> used)
    {
        HashSet<Right> selling = [Right.PlaceOrders, Right.ConfirmOrders, Right.CancelOrders];
        if (used.IsSubsetOf(selling)) return "ledger.change";
        return used.Count > 1 ? "ledger.mixed" : used.Single() switch
        {
            Right.Produce => "ledger.produce",
            Right.Ship => "ledger.ship",
            Right.RecordMoney => "ledger.receive",
            _ => "ledger.mixed",
        };
    }

    private void Read()
    {
        var seen = new HashSet<(long, long?, string)>();
        var dates = new Dictionary<string, DateContext>(StringComparer.Ordinal);
        foreach (var (index, change) in input.Changes.Index())
        {
            if (_report.IsFull) return;
            var read = Read(index, change, seen, dates);
            if (!read.Accepted) _report.Add(index, change.Field, read.Refusal);
            else if (_cells.TryGetValue(change.OrderId, out var cells)) cells.Add(read.Value);
            else _cells[change.OrderId] = [read.Value];
        }
    }

    private Outcome<Cell> Read(int index, ChangeCells.Change change, HashSet<(long, long?, string)> seen, Dictionary<string, DateContext> dates)
    {
        // A column one may not see does not exist (I36).
        if (LedgerColumns.Find(change.Field, write.Actor) is not { } column) return Refusal.Invalid("ledger.unknown-field", change.Field);
        if (CellFields.Find(column.Name) is not { } field) return Refusal.NotAllowed("cell.field-fixed", column.Name);
        if (field is LineField && change.LineId is null) return Refusal.Invalid("cell.line-missing", column.Name);
        if (!seen.Add((change.OrderId, field is LineField ? change.LineId : null, field.Name))) return Refusal.Invalid("cell.twice", column.Name);
        if (!dates.TryGetValue(field.Name, out var context))
        {
            dates[field.Name] = context = field.Sort != CellSort.Date ? DateContext.None : CellReader.DatesOf(
                input.Changes.Where(c => LedgerColumns.Find(c.Field, write.Actor)?.Name == field.Name).Select(static c => c.Value), write.Today);
        }
        var value = CellReader.Read(change.Value, field.Sort, context);
        if (!value.Accepted) return value.Refusal;
        if (field.Name is "product" or "customer" && value.Value.Value is "") return Refusal.Invalid("cell.not-clearable");
        return new Cell(index, change, field, value.Value.Value, context);
    }

    private async Task<Refusal?> ChangeAsync(Order order, CancellationToken cancellation)
    {
        _applied[order.Id] = 0;
        var cells = new List<Cell>();
        foreach (var cell in _cells[order.Id].ToList())
        {
            var line = order.Lines.FirstOrDefault(l => l.Id == cell.Change.LineId);
            if (cell.Field is LineField && line is null)
                return Blame(order.Id, [cell], Refusal.Invalid("order.line-unknown", $"{cell.Change.LineId}"));
            var now = cell.Field switch
            {
                HeadField head => head.Now(order),
                LineField field => field.Now(line!),
                _ => null,
            };
            if (Same(now, cell.Value)) continue;
            if (!cell.Change.Force && IsOvertaken(cell, now))
            {
                _report.Conflicts.Add(new(cell.Index, now));
                _cells[order.Id].Remove(cell);
                write.IsRehearsal = true;
                continue;
            }
            cells.Add(cell);
        }
        var typed = cells.Where(static c => c.Field != CellFields.Status).ToList();
        if (typed.Count > 0 && await AmendAsync(order, typed, cancellation) is { } refused) return refused;
        if (cells.Find(static c => c.Field == CellFields.Status) is { } status)
        {
            write.Derive(order);
            var refusal = await new StatusCommand(write, input.Reason, input.OverrideReason, _used)
                .RunAsync(order, (OrderStatus)status.Value, status.Change.Facts ?? new(), cancellation);
            if (refusal is not null) return Blame(order.Id, [status], refusal);
        }
        _applied[order.Id] = cells.Count;
        return null;
    }

    private async Task<Refusal?> AmendAsync(Order order, List<Cell> cells, CancellationToken cancellation)
    {
        _used.Add(Right.PlaceOrders);
        if (write.Actor.May(Right.PlaceOrders) is { } forbidden) return Blame(order.Id, cells, forbidden);
        // The amendment leaves it as it is; typed into a cell that would be a lie.
        if (write.Actor.Role == Role.Sales && cells.Find(static c => c.Field.Name == "salesperson") is { } given)
            return Blame(order.Id, [given], Refusal.Forbidden("cell.salesperson-own"));

        // The amendment dates what has not left yet; where nothing is left to date it would change nothing and say nothing.
        if (cells.Find(static c => c.Field.Name == "dueDate") is { } due && order.Lines.All(static l => l.Unshipped <= Quantity.Zero))
            return Blame(order.Id, [due], Refusal.NotAllowed("cell.due-shipped", order.Label));

        var head = new AmendOrder.Input(OverrideReason: input.OverrideReason);
        foreach (var cell in cells)
        {
            if (cell.Field is HeadField field) head = field.Set(head, cell.Value);
        }
        if (cells.Exists(static c => c.Field is LineField))
        {
            // Every line in its place, so that the place a refusal names is the line's whichever rule says it.
            var lines = order.Lines.Select(static l => new AmendOrder.LineChange(l.Id)).ToList();
            foreach (var cell in cells)
            {
                if (cell.Field is not LineField field) continue;
                var at = lines.FindIndex(l => l.Id == cell.Change.LineId);
                lines[at] = field.Set(lines[at], cell.Value);
            }
            head = head with { Lines = lines };
        }
        return await AmendOrder.ApplyAsync(write, order, head, cancellation) is { } refusal
            ? Blame(order.Id, AtFault(cells, order, refusal.Field), refusal) : null;
    }

    /// <summary>The cell that a refusal names, else the cells of its line, else all.</summary>
    private static List<Cell> AtFault(List<Cell> cells, Order order, string? field)
    {
        var (line, name) = CellReport.PlaceOf(field);
        var lineId = line is { } at && at < order.Lines.Count ? order.Lines[at].Id : (long?)null;
        var near = lineId is null ? cells.FindAll(static c => c.Field is HeadField) : cells.FindAll(c => c.Field is LineField && c.Change.LineId == lineId);
        var exact = near.FindAll(c => c.Field.Input == name);
        return field is null ? cells : exact.Count > 0 ? exact : near.Count > 0 ? near : cells;
    }

    private Refusal Blame(long orderId, IReadOnlyCollection<Cell> cells, Refusal refusal)
    {
        foreach (var cell in cells)
        {
            _report.Add(cell.Index, cell.Field.Name, refusal);
            _cells[orderId].Remove(cell);
        }
        _blamed.Add(orderId);
        return refusal;
    }

    /// <summary>Whether the cell holds something else than its writer saw.</summary>
    private static bool IsOvertaken(Cell cell, object? now)
    {
        if (cell.Change.Was.ValueKind == JsonValueKind.Undefined) return false;
        if (CellReader.IsBlank(cell.Change.Was)) return !Same(now, "");
        var was = CellReader.Read(cell.Change.Was, cell.Field.Sort, cell.Dates);
        return !was.Accepted || !Same(now, was.Value.Value);
    }

    private static bool Same(object? now, object value) => Equals(now is string text ? text.Trim() : now ?? "", value);

    private sealed record Cell(int Index, ChangeCells.Change Change, CellField Field, object Value, DateContext Dates);
}
