using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>What a search found: orders, newest first, and customers. The page counts only the orders it shows.</summary>
public sealed record SearchResult(LedgerPage Orders, IReadOnlyList<CustomerHit> Customers);

public sealed record CustomerHit(long Id, string Code, string Name, string? Class, string? Region);

internal static class Search
{
    private static readonly string[] Shown = ["id", "number", "customer", "product", "status", "orderDate", "dueDate", "total", "trackingNumber"];

    public static LedgerQuery Orders(string text, Actor actor, int limit) => new()
    {
        Q = text, Limit = limit, Columns = [.. Shown.Where(name => LedgerColumns.Find(name, actor) is not null)],
    };

    /// <summary>Customers whose name, pinyin, code or phone holds every word.</summary>
    public static List<CustomerHit> Customers(LedgerReadModel.Reading reading, string text, Actor actor, int limit)
    {
        var sql = reading.Sql(LedgerRows.Orders);
        var conditions = SearchWords.Split(text).Select(word => $"contains(search, {sql.Parameter(word)})").ToList();
        if (conditions.Count == 0) return [];
        if (LedgerPlan.RightsSql(sql, actor) is { } rights) conditions.Add(rights);
        return reading.Duck.List($"""
            SELECT customer_id, code, name, class, region FROM customers WHERE {string.Join(" AND ", conditions)}
            ORDER BY code LIMIT {limit}
            """, sql.Values, static row => new CustomerHit(row.GetInt64(0), row.GetString(1), row.GetString(2), Text(row, 3), Text(row, 4)));
    }

    private static string? Text(System.Data.Common.DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
