using OrderLedger.App.Access;
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
        var sql = reading.Sql(Columns.LedgerRows.Orders);
        var tabs = For(actor);
        var counts = tabs.Select(tab => FilterParser.Read(tab.Filter, actor, Columns.LedgerRows.Orders, out var filter) is { } refusal
            ? throw new InvalidOperationException(refusal.Code)
            : filter is null ? "count(*)" : $"count(*) FILTER (WHERE {sql.Write(filter)})").ToList();
        var query = $"SELECT {string.Join(", ", counts)} FROM orders WHERE {LedgerPlan.RightsSql(sql, actor) ?? "TRUE"}";
        return Storage.Sql.List(reading.Duck, query, sql.Values, row => tabs.Select((tab, i) => (tab.Name, Count: row.GetInt64(i)))
            .ToDictionary(static tab => tab.Name, static tab => tab.Count, StringComparer.Ordinal))[0];
    }
}
