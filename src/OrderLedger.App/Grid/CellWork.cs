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
    private readonly Dictionary<long, List<CellPart>> _parts = [];
    private readonly Dictionary<long, int> _applied = [];
    private readonly HashSet<Right> _used = [];
    private readonly HashSet<long> _blamed = [];

    public async Task<ChangeCells.Result> RunAsync(CancellationToken cancellation)
    {
        Read();
        var rows = new NewRows(write, input, _report);
        await rows.ReadAsync(cancellation);
        foreach (var (order, row) in rows.Lines.Where(static line => !line.Row.IsWrong)) Ask(order, new AddedLine(row));
        foreach (var (index, line) in input.GoneLines.Index()) Ask(line.OrderId, new TakenLine(index, line.LineId));
        if (_report.Any) write.IsRehearsal = true;
        var orders = new ManyOrders(write);
        IReadOnlyList<long> open = [.. _parts.Keys];
        // An order that is refused for one cell is asked again without it: what else is wrong should be said at once.
        for (var round = 0; open.Count > 0 && round < RoundsMax; round++)
        {
            var refused = await orders.AllAsync(open, order => ChangeAsync(order, cancellation), cancellation);
            foreach (var (id, refusal) in refused)
            {
                if (!_blamed.Contains(id)) Blame(id, [.. _parts[id]], refusal);
            }
            _blamed.Clear();
            open = _report.IsFull ? [] : [.. refused.Keys.Where(id => _parts[id].Count > 0)];
        }
        var added = new NewOrders(write, input, _report, _used);
        if (rows.Orders.Count > 0) await added.RunAsync(rows.Orders, cancellation);
        if (!write.IsRehearsal && write.HasWritten) write.Name(VerbOf(_used));
        IReadOnlyList<long> changed = [.. _applied.Where(static a => a.Value > 0).Select(static a => a.Key), .. write.IsRehearsal ? [] : added.Ids];
        return new(write is { IsRehearsal: false, HasWritten: true } ? write.ChangeSet.Id : null,
            _applied.Values.Sum() + rows.Orders.Sum(static row => row.Values.Count), _report.Problems, _report.Conflicts, changed, rows.Joined);
    }

    private void Ask(long order, CellPart part)
    {
        if (_parts.TryGetValue(order, out var parts)) parts.Add(part);
        else _parts[order] = [part];
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
            if (read.Accepted) Ask(change.OrderId, read.Value);
            else _report.Add(index, change.Field, read.Refusal);
        }
    }

    private Outcome<TypedCell> Read(int index, ChangeCells.Change change, HashSet<(long, long?, string)> seen, Dictionary<string, DateContext> dates)
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
        return new TypedCell(index, change, field, value.Value.Value, context);
    }

    private async Task<Refusal?> ChangeAsync(Order order, CancellationToken cancellation)
    {
        _applied[order.Id] = 0;
        var parts = new List<CellPart>();
        foreach (var part in _parts[order.Id].ToList())
        {
            if (part is AddedLine { Row: var row } && CellAmendment.Stranger(order, row) is { } stranger)
                return Blame(order.Id, [part], stranger);
            if (part is not TypedCell cell)
            {
                parts.Add(part);
                continue;
            }
            var line = order.Lines.FirstOrDefault(l => l.Id == cell.Change.LineId);
            if (cell.Field is LineField && line is null)
                return Blame(order.Id, [cell], Refusal.Invalid("order.line-unknown", $"{cell.Change.LineId}"));
            var now = cell.Field switch
            {
                HeadField head => head.Now(order),
                LineField field => field.Now(line!),
                _ => null,
            };
            if (CellAmendment.Same(now, cell.Value)) continue;
            if (!cell.Change.Force && IsOvertaken(cell, now))
            {
                _report.Conflicts.Add(new(cell.Index, now));
                _parts[order.Id].Remove(cell);
                write.IsRehearsal = true;
                continue;
            }
            parts.Add(cell);
        }
        var typed = parts.Where(static part => part is not TypedCell { Field.Sort: CellSort.Status }).ToList();
        if (typed.Count > 0 && await AmendAsync(order, typed, cancellation) is { } refused) return refused;
        if (parts.Find(static part => part is TypedCell { Field.Sort: CellSort.Status }) is TypedCell status)
        {
            write.Derive(order);
            var refusal = await new StatusCommand(write, input.Reason, input.OverrideReason, _used)
                .RunAsync(order, (OrderStatus)status.Value, status.Change.Facts ?? new(), cancellation);
            if (refusal is not null) return Blame(order.Id, [status], refusal);
        }
        _applied[order.Id] = parts.Sum(static part => part is AddedLine added ? added.Row.Values.Count : 1);
        return null;
    }

    private async Task<Refusal?> AmendAsync(Order order, List<CellPart> parts, CancellationToken cancellation)
    {
        _used.Add(Right.PlaceOrders);
        if (write.Actor.May(Right.PlaceOrders) is { } forbidden) return Blame(order.Id, parts, forbidden);
        // The amendment leaves it as it is; typed into a cell that would be a lie.
        if (write.Actor.Role == Role.Sales && parts.Find(static part => part is TypedCell { Field.Name: "salesperson" }) is { } given)
            return Blame(order.Id, [given], Refusal.Forbidden("cell.salesperson-own"));

        // The amendment dates what has not left yet; where nothing is left to date it would change nothing and say nothing.
        if (parts.Find(static part => part is TypedCell { Field.Name: "dueDate" }) is { } due && order.Lines.All(static l => l.Unshipped <= Quantity.Zero))
            return Blame(order.Id, [due], Refusal.NotAllowed("cell.due-shipped", order.Label));

        var amendment = new CellAmendment(order, parts, input.OverrideReason);
        return await AmendOrder.ApplyAsync(write, order, amendment.Input, cancellation) is { } refusal
            ? Blame(order.Id, amendment.AtFault(refusal.Field), refusal) : null;
    }

    private Refusal Blame(long orderId, IReadOnlyCollection<CellPart> parts, Refusal refusal)
    {
        foreach (var part in parts)
        {
            if (part is TypedCell cell) _report.Add(cell.Index, cell.Field.Name, refusal);
            else if (part is TakenLine taken) _report.AddGone(taken.Index, refusal);
            else if (part is AddedLine { Row: var row })
            {
                var (line, name) = CellReport.PlaceOf(refusal.Field);
                _report.Add(row, NewRows.ColumnOf(line is not null, name), refusal);
            }
            _parts[orderId].Remove(part);
        }
        _blamed.Add(orderId);
        return refusal;
    }

    /// <summary>Whether the cell holds something else than its writer saw.</summary>
    private static bool IsOvertaken(TypedCell cell, object? now)
    {
        if (cell.Change.Was.ValueKind == JsonValueKind.Undefined) return false;
        if (CellReader.IsBlank(cell.Change.Was)) return !CellAmendment.Same(now, "");
        var was = CellReader.Read(cell.Change.Was, cell.Field.Sort, cell.Dates);
        return !was.Accepted || !CellAmendment.Same(now, was.Value.Value);
    }
}
