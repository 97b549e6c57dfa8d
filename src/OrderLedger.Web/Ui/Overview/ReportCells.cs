using System.Globalization;
using OrderLedger.App.Reports;

namespace OrderLedger.Web.Ui.Overview;

/// <summary>Cells of a report by name; null where the reader may not see the column.</summary>
public static class ReportCells
{
    public static bool Has(this Report report, string column) => Index(report, column) >= 0;

    public static decimal? Number(this Report report, object?[] row, string column) =>
        Cell(report, row, column) is { } value ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : null;

    public static string? Text(this Report report, object?[] row, string column) => Cell(report, row, column) as string;

    public static DateOnly? Date(this Report report, object?[] row, string column) => Cell(report, row, column) as DateOnly?;

    public static decimal? Total(this Report? report, string column) =>
        report is not null && report.Totals.TryGetValue(column, out var sum) ? sum : null;

    private static object? Cell(Report report, object?[] row, string column) =>
        Index(report, column) is >= 0 and var at ? row[at] : null;

    private static int Index(Report report, string column)
    {
        for (var i = 0; i < report.Columns.Count; i++)
        {
            if (report.Columns[i].Name == column) return i;
        }
        return -1;
    }
}
