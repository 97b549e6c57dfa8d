using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Import;

/// <summary>What the file would change on an order that the book has already (I39).</summary>
/// <param name="Change">The amendment; null: nothing of head and lines.</param>
/// <param name="Advances">The status word or the money goes further than the book.</param>
/// <param name="Conflict">Why it cannot be applied; null: it can.</param>
/// <param name="Total">What the lines come to as the file has them.</param>
internal sealed record ImportDifference(AmendOrder.Input? Change, bool Advances, ImportProblem? Conflict, Money Total = default)
{
    public bool IsNone => Change is null && !Advances && Conflict is null;
}

internal static class ImportCompare
{
    public static ImportDifference Of(Order order, ImportOrder source, ImportCatalog catalog)
    {
        var customer = catalog.CustomerOf(source);
        if (customer is null || customer.Id != order.CustomerId) return Conflict(source, "import.other-customer", order.CustomerName);
        if (source.Date != order.OrderDate) return Conflict(source, "import.other-date", $"{order.OrderDate:yyyy-MM-dd}");
        var (mine, theirs) = (order.Lines.OrderBy(static l => l.Position).ToList(), ImportBuild.Lines(source, catalog));
        if (mine.Count != theirs.Count) return Conflict(source, "import.other-lines", $"{mine.Count}");

        var lines = new List<AmendOrder.LineChange>();
        for (var i = 0; i < mine.Count; i++)
        {
            if (!SameProduct(mine[i], theirs[i])) return Conflict(source, "import.other-product", mine[i].ProductName);
            if (LineChange(mine[i], theirs[i]) is { } change) lines.Add(change);
        }
        var head = new AmendOrder.Input(
            CustomerPo: Differs(source.Head(static r => r.CustomerPo), order.CustomerPo),
            PaymentMethod: Differs(source.Head(static r => r.PaymentMethod), order.PaymentMethod),
            Salesperson: Differs(source.Head(static r => r.Salesperson), order.Salesperson),
            Remark: Differs(source.Head(static r => r.Remark), order.Remark),
            Lines: lines.Count > 0 ? lines : null);
        var changed = head != new AmendOrder.Input();
        if (changed && order.MayAmend() is not null) return Conflict(source, "import.order-closed", order.Label);
        var advances = Advances(order, source);
        return advances && ImportBuild.Contradiction(source, theirs) is { } contradiction
            ? new(null, false, contradiction) : new(changed ? head : null, advances, null, ImportBuild.TotalOf(theirs));
    }

    /// <summary>A book that is further than the file is kept: only the ledger has moved.</summary>
    private static bool Advances(Order order, ImportOrder source)
    {
        if (order.Status == OrderStatus.Cancelled) return false;
        var wanted = ImportBuild.Wanted(source);
        return wanted > order.Status || source.Received > order.Received;
    }

    private static AmendOrder.LineChange? LineChange(OrderLine mine, OrderLine theirs)
    {
        var change = new AmendOrder.LineChange(mine.Id);
        if (theirs.Quantity != mine.Quantity || theirs.Amount != mine.Amount)
            change = change with { Quantity = theirs.Quantity, Amount = theirs.Amount, UnitPrice = theirs.UnitPrice };
        if (theirs.DueDate is { } due && due != mine.DueDate) change = change with { DueDate = due };
        return change == new AmendOrder.LineChange(mine.Id) ? null : change;
    }

    private static bool SameProduct(OrderLine mine, OrderLine theirs) =>
        theirs.Sku is { } sku && mine.Sku is { } known ? TextFolding.Key(sku) == TextFolding.Key(known)
            : ImportCatalog.TextOf(mine.ProductName, mine.Spec) == ImportCatalog.TextOf(theirs.ProductName, theirs.Spec)
                || ((mine.Spec is null || theirs.Spec is null) && TextFolding.Key(mine.ProductName) == TextFolding.Key(theirs.ProductName));

    private static string? Differs(string? file, string? book) => file is not null && file != book ? file : null;

    private static ImportDifference Conflict(ImportOrder source, string code, string? raw) =>
        new(null, false, new(source.First.Number, null, code, raw));
}
