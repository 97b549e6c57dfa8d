namespace OrderLedger.App.Desks;

/// <summary>The debts and the money on account of each customer, as a table of the read model.</summary>
internal static class Debts
{
    private const string Late = "date_diff('day', payment_due, $today)";

    /// <summary>In the order of <see cref="OweDesk.Sums"/>.</summary>
    private static readonly (string Name, string Sql)[] Buckets =
    [
        ("owed", "outstanding"), ("overdue", $"CASE WHEN {Late} > 0 THEN outstanding ELSE 0 END"),
        ("not_due", $"CASE WHEN payment_due IS NULL OR {Late} <= 0 THEN outstanding ELSE 0 END"),
        ("days30", $"CASE WHEN {Late} BETWEEN 1 AND 30 THEN outstanding ELSE 0 END"),
        ("days60", $"CASE WHEN {Late} BETWEEN 31 AND 60 THEN outstanding ELSE 0 END"),
        ("days90", $"CASE WHEN {Late} BETWEEN 61 AND 90 THEN outstanding ELSE 0 END"),
        ("older", $"CASE WHEN {Late} > 90 THEN outstanding ELSE 0 END"),
    ];

    /// <summary>Customers who owe, who are overdue, who have money on account.</summary>
    public const string Counts = "count(*) FILTER (owed > 0), count(*) FILTER (overdue > 0), count(*) FILTER (on_account > 0)";

    /// <param name="orders">Which orders, over their table.</param>
    /// <param name="searched">Which customers, over their table as <c>c</c>.</param>
    /// <param name="own">Of whom the money on account may be told, over the table of customers.</param>
    public static string Text(string orders, string searched, string own) => $"""
        WITH owed AS (SELECT customer_id, count(*) AS n, min(payment_due) FILTER ({Late} > 0) AS oldest,
                {Each(static bucket => $"sum({bucket.Sql}) AS {bucket.Name}")}
            FROM orders WHERE {orders} GROUP BY customer_id),
        account AS (SELECT customer_id, sum(amount) AS on_account FROM money
            WHERE order_id IS NULL AND customer_id IN (SELECT customer_id FROM customers WHERE {own}) GROUP BY customer_id),
        debts AS (SELECT c.customer_id, c.name AS customer, c.class, coalesce(o.n, 0) AS n, o.oldest,
                {Each(static bucket => $"coalesce(o.{bucket.Name}, 0)::BIGINT AS {bucket.Name}")},
                coalesce(a.on_account, 0)::BIGINT AS on_account
            FROM customers c LEFT JOIN owed o USING (customer_id) LEFT JOIN account a USING (customer_id)
            WHERE {searched} AND (o.owed > 0 OR a.on_account > 0))
        """;

    /// <param name="how">The aggregate; null: the columns of one customer.</param>
    public static string Sums(string? how) => string.Join(", ", Buckets.Select(static bucket => bucket.Name).Append("on_account")
        .Select(name => how is null ? name : $"coalesce({how}({name}), 0)::BIGINT"));

    private static string Each(Func<(string Name, string Sql), string> write) => string.Join(", ", Buckets.Select(write));
}
