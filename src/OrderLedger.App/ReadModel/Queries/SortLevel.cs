using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>One part of a sort order, as a number that histograms can be made of; or as a text of few values.</summary>
/// <param name="Table">Where all its values are found without a join.</param>
internal readonly record struct SortLevel(string Sql, bool IsDescending, SortLevelKind Kind, string Table)
{
    /// <summary>The order as levels; ends where a text has no sort key, for what follows cannot be counted ahead.</summary>
    public static IEnumerable<SortLevel> Of(LedgerPlan plan)
    {
        foreach (var (column, isDescending) in plan.Sort)
        {
            var (sql, table) = (column.OrderedBy(plan.Rows), column.IsFar ? "orders" : plan.Own);
            if (column.Kind == ColumnKind.Text)
            {
                if (column.SortKey is not { } key) yield break;
                yield return new(key, isDescending, SortLevelKind.Key, table);
                yield return new(sql, isDescending, SortLevelKind.Text, table);
            }
            else
            {
                yield return new(column.Kind switch
                {
                    ColumnKind.Date => $"({sql} - DATE '1970-01-01')",
                    ColumnKind.YesNo => $"({sql})::INTEGER",
                    _ => sql,
                }, isDescending, SortLevelKind.Number, table);
            }
        }
        yield return new(plan.Id, true, SortLevelKind.Number, plan.Own);
    }
}

internal enum SortLevelKind
{
    /// <summary>Counted by spans.</summary>
    Number,

    /// <summary>The sort key of a text: far apart and few, so it is counted by value.</summary>
    Key,
    Text,
}
