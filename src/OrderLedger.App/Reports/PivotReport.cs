using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.Reports;

/// <summary>One column of the ledger down, another across, a measure inside. Long form: one row per cell that is not empty.</summary>
internal static class PivotReport
{
    private static readonly Dictionary<string, ReportColumn> Measures = new(StringComparer.Ordinal)
    {
        ["orders"] = ReportColumns.OrderCount,
        ["amount"] = ReportColumns.Amount,
        ["received"] = ReportColumns.Received,
        ["outstanding"] = ReportColumns.Outstanding,
        ["profit"] = ReportColumns.Profit,
        ["quantity"] = new("quantity", "数量", ColumnKind.Quantity) { Sql = "sum(total_quantity)", IsSummed = true },
    };

    public static Refusal? Check(ReportQuery query, Actor actor)
    {
        if (Axis(query.Row, actor) is null) return Unknown(query.Row, nameof(query.Row));
        if (Axis(query.Column, actor) is null) return Unknown(query.Column, nameof(query.Column));
        return Measure(query, actor) is null ? Unknown(query.Measure, nameof(query.Measure)) : null;
    }

    public static Report Read(ReportReader report)
    {
        var (row, column) = (Axis(report.Query.Row, report.Actor)!, Axis(report.Query.Column, report.Actor)!);
        var measure = Measure(report.Query, report.Actor)!;
        var (rowSql, columnSql) = (Sql(row, report.Query.By), Sql(column, report.Query.By));
        return report.Grouped(
        [
            new("row", row.Label, row.Kind) { Sql = rowSql, Words = row.Words },
            new("column", column.Label, column.Kind) { Sql = columnSql, Words = column.Words }, measure,
        ], 2, $"{rowSql}, {columnSql}", report.WhereDated(), $"\"{measure.Name}\" DESC NULLS LAST, 1, 2");
    }

    private static LedgerColumn? Axis(string? name, Actor actor) =>
        name is not null && LedgerColumns.Find(name, actor) is { OrderSql: not null } column
            && column.Kind is ColumnKind.Text or ColumnKind.Word or ColumnKind.Date ? column : null;

    private static ReportColumn? Measure(ReportQuery query, Actor actor) =>
        Measures.GetValueOrDefault(query.Measure ?? "orders") is { } measure
        && (measure.Sensitivity == Sensitivity.None || actor.SeesPrices) && (measure.Sensitivity != Sensitivity.Cost || actor.SeesCost)
            ? measure : null;

    private static string Sql(LedgerColumn column, ReportPeriod by) => column.Kind != ColumnKind.Date || by == ReportPeriod.Day
        ? column.OrderSql! : $"date_trunc('{(by == ReportPeriod.Week ? "week" : "month")}', {column.OrderSql})::DATE";

    private static Refusal Unknown(string? name, string where) => Refusal.Invalid("ledger.unknown-field", name ?? "").At(where);
}
