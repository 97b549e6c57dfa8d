using OrderLedger.App.Access;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.Desks;

/// <summary>What waits at each desk, as the desk itself counts it.</summary>
internal static class DeskCounts
{
    /// <summary>By name: <c>make</c> lines to be made and services to be done, <c>ship</c> orders, and
    /// <c>owe</c> customers who are overdue, for who sees prices.</summary>
    public static Dictionary<string, long> Of(LedgerReadModel.Reading reading, Actor reader)
    {
        var sql = reading.Sql(LedgerRows.Lines);
        var own = LedgerPlan.RightsSql(sql, reader) ?? "TRUE";
        var (make, ship) = (SqlOf("toMake", reader), SqlOf("shippable", reader));
        // Old orders are done: whole blocks of them are passed over by their status.
        var waiting = reading.Duck.List($"""
            SELECT count(*) FILTER ({make} > 0), count(DISTINCT order_id) FILTER ({ship} > 0) FROM lines
            WHERE status BETWEEN 1 AND 3 AND (flags & 1) = 0 AND {own}
            """, sql.Values, static row => (Make: row.GetInt64(0), Ship: row.GetInt64(1)))[0];
        var services = reading.Duck.List($"""
            SELECT count(*) FROM lines WHERE kind = 1 AND {SqlOf("toServe", reader)} > 0 AND (flags & 1) = 0 AND {own}
            """, sql.Values, static row => row.GetInt64(0))[0];
        var counts = new Dictionary<string, long>(StringComparer.Ordinal) { ["make"] = waiting.Make + services, ["ship"] = waiting.Ship };
        if (reader.SeesPrices)
        {
            counts["owe"] = reading.Duck.List($"""
                SELECT count(DISTINCT customer_id) FROM orders
                WHERE payment_due < $today AND outstanding > 0 AND status BETWEEN 1 AND 6 AND {own}
                """, sql.Values, static row => row.GetInt64(0))[0];
        }
        return counts;
    }

    private static string SqlOf(string column, Actor reader) => LedgerColumns.Find(column, reader)!.LineSql!;
}
