using OrderLedger.App.Access;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain;

namespace OrderLedger.App.Reports;

/// <summary>Every report by its name. Columns the reader may not see are absent; a report of nothing else is refused.</summary>
/// <remarks>Drafts and cancelled orders count nowhere but in the report by status.</remarks>
public sealed class LedgerReports(LedgerReadModel model)
{
    private static readonly Dictionary<string, Func<ReportReader, Report>> ByName = new(StringComparer.Ordinal)
    {
        ["orders-trend"] = TrendReports.Orders,
        ["profit"] = TrendReports.Profit,
        ["lead-times"] = TrendReports.LeadTimes,
        ["by-status"] = GroupReports.ByStatus,
        ["by-class"] = GroupReports.ByClass,
        ["customers"] = GroupReports.Customers,
        ["products"] = GroupReports.Products,
        ["rfm"] = GroupReports.Rfm,
        ["payments"] = MoneyReports.Payments,
        ["aging"] = MoneyReports.Aging,
        ["pivot"] = PivotReport.Read,
    };

    /// <summary>Periods from first to last day of one report at most: 27 years by day.</summary>
    private const int PeriodsMax = 10_000;

    /// <summary>Business dates are of these years, as on import.</summary>
    private static readonly (DateOnly First, DateOnly Last) Dates = (new(1990, 1, 1), new(2100, 12, 31));

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <param name="name">One of <see cref="Names"/>.</param>
    public async Task<Outcome<Report>> RunAsync(string name, ReportQuery query, Actor actor, CancellationToken cancellation)
    {
        if (!ByName.TryGetValue(name, out var read)) return Refusal.NotFound("report.unknown", name);
        if (query.Limit is < 1 or > LedgerQuery.LimitMax)
            return Refusal.Invalid("ledger.limit-range", $"{LedgerQuery.LimitMax}").At(nameof(query.Limit));
        if (query.From > query.To) return Refusal.Invalid("report.range", $"{query.From:yyyy-MM-dd}", $"{query.To:yyyy-MM-dd}").At("From");
        foreach (var (field, day) in new[] { ("From", query.From), ("To", query.To) })
        {
            if (day < Dates.First || day > Dates.Last)
            {
                return Refusal.Invalid("report.date-range", $"{day:yyyy-MM-dd}", $"{Dates.First.Year}", $"{Dates.Last.Year}")
                    .At(field);
            }
        }
        if (name is "payments" or "aging" or "rfm" && !actor.SeesPrices) return actor.May(Right.SeePrices)!;
        if (name is "profit" && !(actor.SeesCost && actor.SeesPrices)) return actor.May(Right.SeeCost)!;
        var rows = name is "products" ? LedgerRows.Lines : LedgerRows.Orders;
        if (FilterParser.Read(query.Filter, actor, rows, out var filter) is { } refusal) return refusal;
        if (name is "pivot" && PivotReport.Check(query, actor) is { } pivot) return pivot;

        return await model.ReadAsync<Outcome<Report>>(reading =>
        {
            var report = new ReportReader(name, reading, query, actor, filter, rows);
            if (report.Periods > PeriodsMax)
                return Refusal.Invalid("report.too-long", $"{report.Periods}", $"{PeriodsMax}").At("From");
            return read(report);
        }, cancellation);
    }
}
