using System.Globalization;
using OrderLedger.App.Reports;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Overview;

/// <summary>The overview's charts, from its reports.</summary>
public static class OverviewCharts
{
    /// <summary>Amount per month with last year's; months ahead as last year's grown by what this year has grown so far.
    /// Orders instead of amounts for who sees no prices.</summary>
    public static ChartModel Months(OverviewData data, DateOnly today, Texts texts)
    {
        var (report, isMoney) = (data.Chart, data.Chart.Has("amount"));
        var (now, before) = isMoney ? ("amount", "lastYearAmount") : ("orders", "lastYearOrders");
        var months = report.Rows.Select(row => report.Date(row, "period")!.Value).ToList();
        var isAhead = months.ConvertAll(month => month > today);
        var growth = data.Trend.Total(before) is > 0 and { } base1 ? (data.Trend.Total(now) ?? 0m) / base1 : (decimal?)null;
        var series = new List<ChartSeries>
        {
            new(texts[isMoney ? "overview.amount" : "overview.orders"],
                [.. report.Rows.Select((row, i) => isAhead[i] ? null : report.Number(row, now))]),
        };
        if (growth is { } rate && isAhead.Contains(true))
        {
            var ahead = report.Rows.Select((row, i) => isAhead[i]
                ? Math.Round((report.Number(row, before) ?? 0m) * rate, isMoney ? 2 : 0, MidpointRounding.AwayFromZero) : (decimal?)null);
            series.Add(new(texts["overview.forecast"], [.. ahead]) { Forecast = true, Tone = "brand" });
        }
        // A line along zero would look like a year of no business.
        if (report.Total(before) is > 0)
            series.Add(new(texts["overview.last-year"], [.. report.Rows.Select(row => report.Number(row, before))]) { Type = "line", Tone = "s-toship-d" });
        return new("columns", isMoney ? "money" : "count", months.ConvertAll(month => Name(month, data.Period, texts)), series)
        {
            Links = [.. months.Select((month, i) => isAhead[i] ? null : Period.Drill(month, month.AddMonths(1).AddDays(-1)))],
        };
    }

    /// <summary>What the chart of months is called; a forecast is promised only where one is drawn.</summary>
    public static string Title(ChartModel months, Texts texts) => texts[
        (months.Format == "money" ? "overview.months" : "overview.months.count") + (months.Series.Any(static series => series.Forecast) ? "" : ".plain")];

    /// <summary>Amount and margin per month.</summary>
    public static ChartModel Profit(Report report, Texts texts)
    {
        var profit = report.Rows.Select(row => report.Number(row, "profit"));
        var margin = report.Rows.Select(row => report.Number(row, "margin") * 100m);
        return new("columns", "money",
            [.. report.Rows.Select(row => report.Date(row, "period")!.Value.ToString("yyyy-MM", CultureInfo.InvariantCulture))],
            [
                new(texts["field.profit"], [.. profit]) { Tone = "s-received-d" },
                new(texts["field.margin"], [.. margin]) { Type = "line", Second = true, Tone = "s-toship-d" },
            ])
        { SecondFormat = "percent" };
    }

    public static ChartModel Payments(Report report, Texts texts) => new("bars", "money",
        [.. report.Rows.Select(row => report.Text(row, "method") ?? "").Select(name => texts.Has("method." + name) ? texts["method." + name] : name)],
        [new(texts["overview.received"], [.. report.Rows.Select(row => report.Number(row, "amount"))])]);

    private static string Name(DateOnly month, Period period, Texts texts) => period.IsYear
        ? texts["overview.month." + month.Month.ToString(CultureInfo.InvariantCulture)]
        : month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
