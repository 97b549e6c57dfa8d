using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.Reports;

/// <summary>The measures that reports share.</summary>
internal static class ReportColumns
{
    public static readonly ReportColumn OrderCount = new("orders", "订单数", ColumnKind.Number) { Sql = "count(*)", IsSummed = true };

    /// <summary>订单额: what was ordered, tax included.</summary>
    public static readonly ReportColumn Amount = Money("amount", "金额", "sum(total)");
    public static readonly ReportColumn Received = Money("received", "已收", "sum(received)");
    public static readonly ReportColumn Outstanding = Money("outstanding", "未收", "sum(outstanding)");
    public static readonly ReportColumn Cost = Cents("cost", "成本", "sum(cost)", Sensitivity.Cost);
    public static readonly ReportColumn Profit = Cents("profit", "毛利", "sum(profit)", Sensitivity.Cost);

    /// <summary>应收不含税: profit and cost together.</summary>
    public static readonly ReportColumn Revenue = Cents("revenue", "不含税收入", "sum(profit + cost)", Sensitivity.Cost);

    /// <summary>Of lines whose cost is known: a line without a cost would look like profit alone.</summary>
    public static readonly ReportColumn KnownRevenue =
        Cents("knownRevenue", "已知成本的收入", "sum(known_revenue)", Sensitivity.Cost);
    public static readonly ReportColumn KnownProfit =
        Cents("knownProfit", "已知成本的毛利", "sum(known_profit)", Sensitivity.Cost);

    /// <summary>Null where no cost is known at all.</summary>
    public static readonly ReportColumn Margin = new("margin", "毛利率", ColumnKind.Percent)
    {
        Sensitivity = Sensitivity.Cost, Ratio = ("knownProfit", "knownRevenue"),
    };

    /// <summary>How much of the revenue the margin speaks of.</summary>
    public static readonly ReportColumn CostCoverage = new("costCoverage", "成本覆盖率", ColumnKind.Percent)
    {
        Sensitivity = Sensitivity.Cost, Ratio = ("knownRevenue", "revenue"),
    };

    public static readonly ReportColumn Share = new("share", "占比", ColumnKind.Percent)
    {
        Sensitivity = Sensitivity.Price, ShareOf = "amount",
    };

    public static ReportColumn Money(string name, string label, string sql) => Cents(name, label, sql, Sensitivity.Price);

    /// <summary>The same over the table of lines.</summary>
    public static string KnownSum(string sql) => $"coalesce(sum({sql}) FILTER (WHERE unit_cost > 0), 0)";

    private static ReportColumn Cents(string name, string label, string sql, Sensitivity sensitivity) =>
        new(name, label, ColumnKind.Money) { Sql = sql, Sensitivity = sensitivity, IsSummed = true };
}
