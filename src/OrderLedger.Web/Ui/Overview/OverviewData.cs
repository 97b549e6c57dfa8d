using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.Reports;

namespace OrderLedger.Web.Ui.Overview;

/// <summary>Every report of the overview for one reader and one span; null where the reader may not see it.</summary>
public sealed record OverviewData(Period Period, Report Trend, Report Chart, Report Status, Report Customers, Report Products,
    Report LeadTimes, Report LeadTimesBefore, Report? Profit, Report? ProfitBefore, Report? Payments, Report? Aging,
    IReadOnlyDictionary<string, decimal[]> Trends)
{
    public const int CustomersShown = 6;
    private const int TrendMonths = 6;

    public static async Task<OverviewData> ReadAsync(LedgerReports reports, Actor reader, Period period, CancellationToken cancellation)
    {
        var now = new ReportQuery(From: period.From, To: period.To);
        var before = new ReportQuery(From: period.BeforeFrom, To: period.BeforeTo);
        var ever = new ReportQuery(From: new DateOnly(2000, 1, 1), To: period.End);
        var seesProfit = reader.SeesPrices && reader.SeesCost;
        var customers = await NeedAsync("customers", now with { Limit = CustomersShown });
        return new(period, await NeedAsync("orders-trend", now), await NeedAsync("orders-trend", now with { To = period.End }),
            await NeedAsync("by-status", ever), customers, await NeedAsync("products", now with { Limit = CustomersShown }),
            await NeedAsync("lead-times", now), await NeedAsync("lead-times", before),
            seesProfit ? await NeedAsync("profit", now) : null, seesProfit ? await NeedAsync("profit", before) : null,
            reader.SeesPrices ? await NeedAsync("payments", now) : null,
            reader.SeesPrices ? await NeedAsync("aging", ever with { Limit = CustomersShown }) : null,
            await TrendsAsync(customers));

        async Task<Report> NeedAsync(string name, ReportQuery query) =>
            (await reports.RunAsync(name, query, reader, cancellation)) switch
            {
                { Accepted: true } read => read.Value,
                var refused => throw new InvalidOperationException($"{name}: {refused.Refusal!.Code}"),
            };

        async Task<IReadOnlyDictionary<string, decimal[]>> TrendsAsync(Report top)
        {
            var trends = new Dictionary<string, decimal[]>(StringComparer.Ordinal);
            var ids = top.Rows.Select(row => top.Number(row, "customerId")?.ToString("0", CultureInfo.InvariantCulture)).ToList();
            if (ids.Count == 0) return trends;

            var last = new DateOnly(period.To.Year, period.To.Month, 1);
            var query = new ReportQuery($"customerId in ({string.Join(", ", ids)})", last.AddMonths(1 - TrendMonths), period.To, Limit: 1_000)
            {
                Row = "customer", Column = "orderDate", Measure = reader.SeesPrices ? "amount" : "orders",
            };
            var pivot = await NeedAsync("pivot", query);
            foreach (var row in pivot.Rows)
            {
                if (pivot.Text(row, "row") is not { } name || pivot.Date(row, "column") is not { } month) continue;
                if (!trends.TryGetValue(name, out var values)) trends[name] = values = new decimal[TrendMonths];
                var at = TrendMonths - 1 - ((last.Year - month.Year) * 12 + last.Month - month.Month);
                if (at is >= 0 and < TrendMonths) values[at] += pivot.Number(row, pivot.Columns[^1].Name) ?? 0m;
            }
            return trends;
        }
    }
}
