using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>The standing questions of the day: tabs of the ledger and badges of the navigation. Each is a filter, so that the
/// number beside a name is the number of rows behind it.</summary>
public static class LedgerTabs
{
    /// <summary>Name → filter, for this reader; what needs prices is missing without them.</summary>
    public static IReadOnlyList<(string Name, string Filter)> For(Actor actor)
    {
        var tabs = new List<(string, string)>
        {
            ("all", ""),
            ("toProduce", "status in (confirmed, inProduction)"),
            ("toShip", "status = readyToShip"),
            ("dueThisWeek", "dueDate = this-week and status < shipped"),
            ("overdue", "overdue"),
            ("exception", "onHold or shortfall"),
        };
        if (actor.SeesPrices)
        {
            tabs.Add(("unpaid", "outstanding > 0 and status != draft"));
            tabs.Add(("paymentOverdue", "paymentOverdue"));
        }
        tabs.Add(("mine", $"salesperson = {FilterPrinter.Quote(actor.Name)}"));
        return tabs;
    }

    /// <summary>Counts all of them in one pass.</summary>
    internal static IReadOnlyDictionary<string, long> Count(LedgerReadModel.Reading reading, Actor actor)
    {
        var tabs = For(actor);
        var counts = FilterCounts.Of(reading, [.. tabs.Select(static tab => (LedgerRows.Orders, (string?)tab.Filter))], actor);
        return tabs.ToDictionary(static tab => tab.Name, tab => counts[(LedgerRows.Orders, tab.Filter)], StringComparer.Ordinal);
    }
}
