using OrderLedger.App.ReadModel.Columns;
using static OrderLedger.App.Reports.ReportColumns;

namespace OrderLedger.App.Reports;

/// <summary>Figures by month, week or day.</summary>
internal static class TrendReports
{
    private static readonly ReportColumn Period = new("period", "期间", ColumnKind.Date);

    /// <summary>Orders and their amount, beside the same period of the year before; periods without orders are there as zero.</summary>
    public static Report Orders(ReportReader report)
    {
        var columns = report.Visible(
        [
            Period, OrderCount, Amount,
            OrderCount with { Name = "lastYearOrders", Label = "去年同期订单数" },
            Amount with { Name = "lastYearAmount", Label = "去年同期金额" },
        ]);
        var measures = columns.Skip(1).Take((columns.Count - 1) / 2).ToList();
        // 52 weeks keep the day of the week.
        var year = report.Query.By == ReportPeriod.Month ? "INTERVAL 1 YEAR" : "INTERVAL 364 DAY";
        var now = ByPeriod(report, measures, "order_date", report.WhereDated());
        // Days that may be meant, so that the rest is passed over whole blocks at a time.
        var (first, last) = (report.From.AddDays(-367), report.To.AddDays(-363));
        var shifted = $"(order_date + {year})::DATE";
        var before = ByPeriod(report, measures, shifted,
            $"{report.WhereDated(shifted)} AND order_date BETWEEN {report.Sql.Parameter(first)} AND {report.Sql.Parameter(last)}");
        var rows = Periods(report).Select(period => (object?[])
            [period, .. now.GetValueOrDefault(period, Zeros(measures)), .. before.GetValueOrDefault(period, Zeros(measures))]).ToList();
        var totals = columns.Skip(1).Select((column, i) => (column.Name, Sum: rows.Sum(row => Number(row[i + 1]))))
            .ToDictionary(static sum => sum.Name, static sum => sum.Sum, StringComparer.Ordinal);
        return new(report.Name, report.From, report.To, columns, rows, totals);
    }

    public static Report Profit(ReportReader report) => report.Grouped(
    [
        Period with { Sql = Truncated(report, "order_date") }, OrderCount, Amount, Revenue, Cost, ReportColumns.Profit, KnownRevenue,
        KnownProfit, Margin, CostCoverage,
    ], 1, "\"period\"", report.WhereDated(), "\"period\"");

    /// <summary>Days from confirmation to the last goods out and to the sign-off, and how many were out by their due date. Orders that
    /// came out of a file without these dates count in neither, and are said to be <c>undatedOrders</c>.</summary>
    public static Report LeadTimes(ReportReader report)
    {
        const string Shipped = "shipped_at IS NOT NULL AND assumed % 2 = 0";
        const string Signed = "received_at IS NOT NULL AND assumed < 2";
        var dueEnd = report.EndOfDay("due_date");
        return report.Grouped(
        [
            Period with { Sql = Truncated(report, "order_date") }, OrderCount,
            Count("shippedOrders", "已发齐", Shipped),
            Count("shippingDays", "发货总天数", null, $"coalesce(sum((shipped_at - confirmed_at) // 86400000) FILTER (WHERE {Shipped}), 0)"),
            new("averageShippingDays", "平均发货天数", ColumnKind.Quantity) { Ratio = ("shippingDays", "shippedOrders") },
            Count("signedOrders", "已签收", Signed),
            Count("signingDays", "签收总天数", null, $"coalesce(sum((received_at - confirmed_at) // 86400000) FILTER (WHERE {Signed}), 0)"),
            new("averageSigningDays", "平均签收天数", ColumnKind.Quantity) { Ratio = ("signingDays", "signedOrders") },
            Count("dueOrders", "有交期已发齐", $"{Shipped} AND due_date IS NOT NULL"),
            Count("onTimeOrders", "准时", $"{Shipped} AND shipped_at < {dueEnd}"),
            new("onTime", "准时率", ColumnKind.Percent) { Ratio = ("onTimeOrders", "dueOrders") },
            Count("undatedOrders", "发货日期不详", "shipped_at IS NOT NULL AND assumed % 2 = 1"),
        ], 1, "\"period\"", report.WhereDated(), "\"period\"");
    }

    private static ReportColumn Count(string name, string label, string? condition, string? sql = null) =>
        new(name, label, ColumnKind.Number) { Sql = sql ?? $"count(*) FILTER (WHERE {condition})", IsSummed = true };

    private static Dictionary<DateOnly, object?[]> ByPeriod(ReportReader report, List<ReportColumn> measures, string date, string where)
    {
        // By day first: few dates are then shifted and cut.
        var byDay = string.Concat(measures.Select(static column => $", {column.Sql} AS \"{column.Name}\""));
        var sums = string.Concat(measures.Select(static column => $", sum(\"{column.Name}\")"));
        return report.Rows($"""
            SELECT {Truncated(report, date)}{sums} FROM (SELECT order_date{byDay} FROM orders WHERE {where} GROUP BY order_date) GROUP BY 1
            """, [Period, .. measures])
            .ToDictionary(static row => (DateOnly)row[0]!, static row => row[1..]);
    }

    private static string Truncated(ReportReader report, string date) => report.Query.By switch
    {
        ReportPeriod.Day => date,
        ReportPeriod.Week => $"date_trunc('week', {date})::DATE",
        _ => $"date_trunc('month', {date})::DATE",
    };

    private static IEnumerable<DateOnly> Periods(ReportReader report)
    {
        var first = report.Query.By switch
        {
            ReportPeriod.Day => report.From,
            ReportPeriod.Week => report.From.AddDays(-(((int)report.From.DayOfWeek + 6) % 7)),
            _ => new DateOnly(report.From.Year, report.From.Month, 1),
        };
        for (var at = first; at <= report.To; at = Next(at)) yield return at;

        DateOnly Next(DateOnly at) => report.Query.By switch
        {
            ReportPeriod.Day => at.AddDays(1),
            ReportPeriod.Week => at.AddDays(7),
            _ => at.AddMonths(1),
        };
    }

    private static object?[] Zeros(List<ReportColumn> measures) =>
        [.. measures.Select(static column => column.Kind == ColumnKind.Number ? (object?)0L : 0m)];

    private static decimal Number(object? value) => value is long number ? number : (decimal?)value ?? 0m;
}
