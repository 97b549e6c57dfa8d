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

    /// <summary>Lines are added up by the number of what they say of their product, which is many times quicker than by its texts.</summary>
    public static Report Products(ReportReader report)
    {
        var where = report.WhereDated();
        var orders = report.HasFilter
            ? $"SELECT count(DISTINCT order_id) FROM lines WHERE {where}" : $"SELECT count(*) FROM orders WHERE {where} AND line_count > 0";
        return report.Grouped(
        [
            new("sku", "产品编码", ColumnKind.Text) { Sql = "sku" }, new("product", "产品", ColumnKind.Text) { Sql = "product" },
            new("unit", "单位", ColumnKind.Text) { Sql = "unit" }, new("category", "类别", ColumnKind.Text) { Sql = "any_value(category)" },
            // Different units do not add up, so quantities have no total.
            new("quantity", "数量", ColumnKind.Quantity) { Sql = "sum(quantity)" },
            OrderCount with { Sql = "sum(orders)", SharedTotal = orders }, Amount with { Sql = "sum(amount)" }, Share,
            Revenue with { Sql = "sum(revenue)" }, Profit with { Sql = "sum(profit)" },
            KnownRevenue with { Sql = "sum(known_revenue)" }, KnownProfit with { Sql = "sum(known_profit)" }, Margin, CostCoverage,
        ], 4, "sku, product, unit", "TRUE", Largest(report, "sku, product"), $"""
            (SELECT goods_id, count(*) FILTER (WHERE repeats = 0) AS orders, sum(quantity) AS quantity, sum(amount) AS amount,
                sum(line_profit) + sum(line_cost) AS revenue, sum(line_profit) AS profit,
                {KnownSum("line_profit + line_cost")} AS known_revenue, {KnownSum("line_profit")} AS known_profit
            FROM lines WHERE {where} GROUP BY goods_id
            UNION ALL SELECT any_value(goods_id), count(DISTINCT order_id), 0, 0, 0, 0, 0, 0
            FROM lines WHERE {where} AND repeats = 1 GROUP BY sku, product, unit) JOIN goods USING (goods_id)
            """);
    }

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
