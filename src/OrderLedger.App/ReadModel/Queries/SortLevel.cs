using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>One part of a sort order, as a number that histograms can be made of; or as a text of few values.</summary>
internal readonly record struct SortLevel(string Sql, bool IsDescending, bool IsText)
{
    /// <summary>The order as levels; ends where a text has no sort key, for what follows cannot be counted ahead.</summary>
    public static IEnumerable<SortLevel> Of(LedgerPlan plan)
    {
        foreach (var (column, isDescending) in plan.Sort)
        {
            var sql = column.OrderedBy(plan.Rows);
            if (column.Kind == ColumnKind.Text)
            {
                if (column.SortKey is not { } key) yield break;
                yield return new(key, isDescending, false);
                yield return new(sql, isDescending, true);
            }
            else
            {
                yield return new(column.Kind switch
                {
                    ColumnKind.Date => $"({sql} - DATE '1970-01-01')",
                    ColumnKind.YesNo => $"({sql})::INTEGER",
                    _ => sql,
                }, isDescending, false);
            }
        }
        yield return new(plan.Id, true, false);
    }
}
