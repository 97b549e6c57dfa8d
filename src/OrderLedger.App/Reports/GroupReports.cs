using OrderLedger.App.ReadModel.Columns;
using static OrderLedger.App.Reports.ReportColumns;

namespace OrderLedger.App.Reports;

/// <summary>Orders and money by status, class, customer, product.</summary>
internal static class GroupReports
{
    private static readonly ReportColumn Customer = new("customer", "客户", ColumnKind.Text) { Sql = "max(order_id)", OfNewest = "customer" };
    private static readonly ReportColumn CustomerId = new("customerId", "客户ID", ColumnKind.Number) { Sql = "customer_id" };
    private static readonly ReportColumn Class = new("class", "客户分类", ColumnKind.Text) { Sql = "max(order_id)", OfNewest = "class" };
    private static readonly ReportColumn LastOrder = new("lastOrder", "最近下单", ColumnKind.Date) { Sql = "max(order_date)" };

    public static Report ByStatus(ReportReader report) => report.Grouped(
    [
        new("status", "状态", ColumnKind.Word) { Sql = "status", Words = LedgerWords.Status }, OrderCount, Amount, Outstanding,
    ], 1, "status", report.WhereDated(everyStatus: true), "status");

    public static Report ByClass(ReportReader report) => report.Grouped(
    [
        Class with { Sql = "class", OfNewest = null }, new("customers", "客户数", ColumnKind.Number) { Sql = "count(DISTINCT customer_id)", IsSummed = true },
        OrderCount, Amount, Share, Revenue, Profit, KnownRevenue, KnownProfit, Margin, CostCoverage,
    ], 1, "class", report.WhereDated(), Largest(report, "class"));

    public static Report Customers(ReportReader report) => report.Grouped(
    [
        CustomerId, Customer, Class, OrderCount, Amount, Share, Revenue, Profit, KnownRevenue, KnownProfit, Margin, CostCoverage,
        LastOrder,
    ], 3, "customer_id", report.WhereDated(), Largest(report, "customer_id"));

    public static Report Products(ReportReader report) => report.Grouped(
    [
        new("sku", "产品编码", ColumnKind.Text) { Sql = "sku" }, new("product", "产品", ColumnKind.Text) { Sql = "product" },
        new("unit", "单位", ColumnKind.Text) { Sql = "unit" }, new("category", "类别", ColumnKind.Text) { Sql = "any_value(category)" },
        // Different units do not add up, so quantities have no total.
        new("quantity", "数量", ColumnKind.Quantity) { Sql = "sum(quantity)" },
        OrderCount with { Sql = "count(DISTINCT order_id)", IsShared = true }, Amount with { Sql = "sum(amount)" }, Share,
        Revenue with { Sql = "sum(line_profit + line_cost)" }, Profit with { Sql = "sum(line_profit)" },
        KnownRevenue with { Sql = KnownSum("line_profit + line_cost") }, KnownProfit with { Sql = KnownSum("line_profit") },
        Margin, CostCoverage,
    ], 4, "sku, product, unit", report.WhereDated(), Largest(report, "sku, product"));

    /// <summary>Recency, frequency, money: each in fifths, 5 the best.</summary>
    public static Report Rfm(ReportReader report)
    {
        ReportColumn[] columns =
        [
            CustomerId, Customer with { Sql = "newest" }, Class with { Sql = "newest" }, LastOrder with { Sql = "last_order" },
            OrderCount with { Sql = "orders" }, Amount with { Sql = "amount" }, Score("recency", "近度", "last_order"),
            Score("frequency", "频度", "orders"), Score("money", "额度", "amount"),
        ];
        var rows = report.Rows($"""
            SELECT {string.Join(", ", columns.Select(static column => column.Sql))} FROM (
                SELECT customer_id, max(order_id) AS newest, max(order_date) AS last_order,
                    count(*) AS orders, sum(total)::BIGINT AS amount FROM orders WHERE {report.WhereDated()} GROUP BY customer_id)
            ORDER BY amount DESC, customer_id LIMIT {report.Query.Limit}
            """, columns);
        return new(report.Name, report.From, report.To, columns, rows, new Dictionary<string, decimal>(StringComparer.Ordinal));
    }

    private static ReportColumn Score(string name, string label, string by) =>
        new(name, label, ColumnKind.Number) { Sql = $"ntile(5) OVER (ORDER BY {by}, customer_id)" };

    private static string Largest(ReportReader report, string key) =>
        report.Actor.SeesPrices ? $"\"amount\" DESC NULLS LAST, {key}" : $"\"orders\" DESC, {key}";
}
