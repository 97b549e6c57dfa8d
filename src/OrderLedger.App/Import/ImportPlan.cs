using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Import;

/// <summary>What becomes of every order of the file, and the counts that must sum to its rows.</summary>
internal sealed class ImportPlan(ImportCatalog catalog, DateOnly today)
{
    private const int ListedMax = 100;
    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly List<ImportProblem> _problems = [];
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
    private readonly List<ImportChange> _changes = [];
    private int _refusedNew;
    private int _refusedChanges;
    private int _unchanged;
    private int _conflicts;
    private int _unreadable;
    private int _imported;
    private int _duplicates;
    private int _leftOut;
    private int _leftOutRows;
    private readonly List<ImportChange> _contested = [];
    private int _contestedCount;
    private Money _total;

    public ImportCatalog Catalog => catalog;

    /// <summary>Also those that a rule refused while they were written: taking one out of the list would cost its length.</summary>
    public List<ImportOrder> New { get; } = [];
    public List<(ImportOrder Source, ImportDifference Change, long Id)> Changed { get; } = [];
    public bool HasWork => New.Count > _refusedNew || Changed.Count > _refusedChanges;

    public void Take(ImportOrder order, Order? known)
    {
        if (order.Problem is { } problem)
        {
            Unreadable(order, problem);
        }
        // With a key of number and customer a number can come twice; it stays unique for ever (I27).
        else if (!_numbers.Add(TextFolding.Key(order.Number)))
        {
            Unreadable(order, new(order.First.Number, null, "import.number-twice", order.Number));
        }
        else if (catalog.CustomerOf(order) is null)
        {
            Unreadable(order, new(order.First.Number, null, "customer.ambiguous", order.First.Customer));
        }
        else if (known is null)
        {
            var lines = ImportBuild.Lines(order, catalog);
            if (ImportBuild.Contradiction(order, lines) is { } contradiction)
            {
                Unreadable(order, contradiction);
                return;
            }
            (order.FileTotal, order.Facts) = (ImportBuild.TotalOf(lines), ImportFacts.OfNew(order, lines));
            _total += order.FileTotal;
            catalog.Keep(order);
            New.Add(order);
            Imported(order);
        }
        else
        {
            Compare(order, known);
        }
    }

    /// <summary>Not chosen: neither compared nor written.</summary>
    public void LeaveOut(ImportOrder order)
    {
        _leftOut++;
        _leftOutRows += order.Rows.Count;
    }

    /// <summary>Takes out, from <paramref name="first"/> on, what people have changed since.</summary>
    /// <param name="fields">By order id, those in dispute.</param>
    /// <param name="known">The orders as the book has them, by the key of their number.</param>
    public void Contest(int first, Dictionary<long, string> fields, Dictionary<string, Order> known)
    {
        foreach (var (source, difference, id) in Changed.Skip(first).Where(c => fields.ContainsKey(c.Id)).ToList())
        {
            if (_contestedCount++ < ListedMax) _contested.Add(ChangeOf(source, known[TextFolding.Key(source.Number)], difference));
            _changes.RemoveAll(change => change.Row == source.First.Number);
            _imported -= source.Rows.Count;
            Conflict(source, new ImportProblem(source.First.Number, null, "import.changed-in-book", fields[id]));
        }
        Changed.RemoveAll(c => fields.ContainsKey(c.Id));
    }

    /// <summary>A rule of the domain said no while writing: the order is left out, and told.</summary>
    public void Refuse(ImportOrder source, Order order, Refusal refusal)
    {
        foreach (var line in order.Lines) _total -= line.Amount;
        _refusedNew++;
        _imported -= source.Rows.Count;
        Unreadable(source, source.Problem = new(source.First.Number, null, refusal.Code, string.Join(" ", refusal.Facts)));
    }

    public void Conflict(ImportOrder source, Refusal refusal)
    {
        _refusedChanges++;
        _changes.RemoveAll(change => change.Row == source.First.Number);
        _imported -= source.Rows.Count;
        Conflict(source, source.Problem = new ImportProblem(source.First.Number, null, refusal.Code, string.Join(" ", refusal.Facts)));
    }

    public ImportResult Result(ImportTable table, bool dryRun, long? changeSetId)
    {
        var warnings = new ImportWarnings(today);
        foreach (var order in New.Concat(Changed.Select(static c => c.Source)).Where(static o => o.Problem is null)) warnings.Add(order, catalog);
        return new ImportResult
        {
            File = table.File, Sheet = table.Sheet, Columns = table.Columns, DryRun = dryRun,
            Orders = new(New.Count - _refusedNew, Changed.Count - _refusedChanges, _unchanged, _conflicts, _unreadable),
            Rows = new(table.Rows.Count, _imported, table.Rows.Count - _imported - _leftOutRows, table.Skipped, _duplicates),
            NewCustomers = catalog.NewCustomers.Count, NewProducts = catalog.NewProducts.Count, Refused = _refused,
            Problems = _problems, Changes = _changes, Total = _total, ChangeSetId = changeSetId,
            Facts = warnings.Facts, LeftOut = _leftOut, Contested = _contested, ContestedCount = _contestedCount, Warnings = warnings.All,
        };
    }

    private void Compare(ImportOrder order, Order known)
    {
        var difference = ImportCompare.Of(known, order, catalog);
        if (difference.Conflict is { } conflict)
        {
            Conflict(order, conflict);
            return;
        }
        Imported(order);
        if (difference.IsNone)
        {
            _unchanged++;
            return;
        }
        order.FileTotal = difference.Total;
        order.Facts = difference.Advances ? ImportFacts.OfKnown(order, known, difference.Total - known.Total) : default;
        Changed.Add((order, difference, known.Id));
        if (_changes.Count < ListedMax) _changes.Add(ChangeOf(order, known, difference));
    }

    private static ImportChange ChangeOf(ImportOrder source, Order known, ImportDifference difference) =>
        new(source.First.Number, known.Id, known.Label, known.CustomerName, ImportFieldChanges.Of(known, source, difference));

    private void Imported(ImportOrder order)
    {
        _imported += order.Rows.Count;
        if (order.Rows.Count > 1)
            _duplicates += order.Rows.Count - order.Rows.Distinct(ImportRow.AllButNumber).Count();
    }

    private void Conflict(ImportOrder order, ImportProblem problem)
    {
        _conflicts++;
        Count(order, problem);
    }

    private void Unreadable(ImportOrder order, ImportProblem problem)
    {
        _unreadable++;
        Count(order, problem);
    }

    /// <summary>All rows of the order under the reason of the row at fault: an order comes in whole or not at all.</summary>
    private void Count(ImportOrder order, ImportProblem problem)
    {
        _refused[problem.Code] = _refused.GetValueOrDefault(problem.Code) + order.Rows.Count;
        if (_problems.Count < ListedMax) _problems.Add(problem);
    }
}
