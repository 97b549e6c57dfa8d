using System.Globalization;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Tells each row of a window which of some filters picks it first. Asked of the few rows after they are found: a filter
/// over the whole ledger would make every window pay for its colours.</summary>
internal static class RowMarks
{
    /// <summary>Per row the place of the filter, -1 for none.</summary>
    public static IReadOnlyList<int> Of(LedgerReadModel.Reading reading, LedgerPlan plan, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0) return [];

        var name = plan.Rows == LedgerRows.Orders ? "id" : "lineId";
        var at = plan.Columns.Index().First(column => column.Item.Name == name).Index;
        var sql = reading.Sql(plan.Rows);
        var cases = string.Concat(plan.Marks.Index().Select(mark => $" WHEN {sql.Write(mark.Item)} THEN {Text(mark.Index)}"));
        var ids = string.Join(", ", rows.Select(row => Text((long)row[at]!)));
        var found = reading.Duck.List(
            $"SELECT {plan.Id}, CASE{cases} ELSE -1 END FROM {(plan.Rows == LedgerRows.Orders ? "orders" : "lines")} WHERE {plan.Id} IN ({ids})",
            sql.Values, static row => (Id: row.GetInt64(0), Mark: (int)LedgerValue.Whole(row.GetValue(1))))
            .ToDictionary(static row => row.Id, static row => row.Mark);
        return [.. rows.Select(row => found.GetValueOrDefault((long)row[at]!, -1))];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
