using OrderLedger.App.ReadModel.Columns;
using static OrderLedger.App.Reports.ReportColumns;

namespace OrderLedger.App.Reports;

/// <summary>Money received, and money owed.</summary>
internal static class MoneyReports
{
    /// <summary>Receipts by method, by their own date. With a filter: what was allocated to the orders it picks. The totals also
    /// say what those orders come to: receivable, received, outstanding.</summary>
    public static Report Payments(ReportReader report)
    {
        // Only receipts of several rows have to be told apart.
        const string Receipts = "count(*) FILTER (WHERE is_whole = 1) + count(DISTINCT receipt_id) FILTER (WHERE is_whole = 0)";
        ReportColumn[] columns =
        [
            new("method", "付款方式", ColumnKind.Text) { Sql = "method" },
            new("receipts", "收款笔数", ColumnKind.Number) { Sql = Receipts, IsSummed = true },
            Money("amount", "收款金额", "sum(amount)"), Share,
        ];
        var stored = columns.Where(static column => column.ShareOf is null).ToList();
        var dated = $"date BETWEEN {report.Sql.Parameter(report.From)} AND {report.Sql.Parameter(report.To)}";
        var orders = report.Where(everyStatus: true);
        var where = report.HasFilter ? $"{dated} AND order_id IN (SELECT order_id FROM orders WHERE {orders})" : dated;
        var rows = report.Rows($"""
            SELECT method, {Receipts}, sum(amount) FROM money WHERE {where}
            GROUP BY method ORDER BY sum(amount) DESC, method LIMIT {report.Query.Limit}
            """, stored);
        // A receipt has one method.
        var totals = report.TotalsOf(rows, stored, 1, $"SELECT {Receipts}, sum(amount) FROM money WHERE {where}");
        ReportColumn[] owed = [Money("receivable", "应收", "sum(receivable)"), Received, Outstanding];
        var sums = report.Totals($"SELECT sum(receivable), sum(received), sum(outstanding) FROM orders WHERE {report.WhereDated()}", owed);
        foreach (var (name, sum) in sums) totals[name] = sum;
        return report.Finish(columns, stored, rows, totals);
    }

    /// <summary>What is owed, by days past the due date of the term, as of today; not due includes what has no due date yet.</summary>
    public static Report Aging(ReportReader report)
    {
        const string Late = "date_diff('day', payment_due, $today)";
        return report.Grouped(
        [
            new("customerId", "客户ID", ColumnKind.Number) { Sql = "customer_id" },
            new("customer", "客户", ColumnKind.Text) { Sql = "max(order_id)", OfNewest = "customer" },
            Bucket("notDue", "未到期", $"payment_due IS NULL OR {Late} <= 0"), Bucket("days30", "1–30 天", $"{Late} BETWEEN 1 AND 30"),
            Bucket("days60", "31–60 天", $"{Late} BETWEEN 31 AND 60"), Bucket("days90", "61–90 天", $"{Late} BETWEEN 61 AND 90"),
            Bucket("older", "90 天以上", $"{Late} > 90"), Outstanding,
        ], 2, "customer_id", $"{report.Where()} AND outstanding > 0", "\"outstanding\" DESC, customer_id");
    }

    private static ReportColumn Bucket(string name, string label, string condition) =>
        Money(name, label, $"sum(CASE WHEN {condition} THEN outstanding ELSE 0 END)");
}
