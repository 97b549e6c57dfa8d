using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Which values of a column to list, of the rows that match.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Search">A part of the label; of a text also of its pinyin. Null: all.</param>
/// <param name="Limit">1…<see cref="LedgerQuery.LimitMax"/>; of days up to <see cref="DaysMax"/>.</param>
/// <param name="Label">A value in the reader's language.</param>
public sealed record ValueQuery(
    LedgerRows Rows, string? Q, string? Filter, string Column, string? Search, int Limit, Func<LedgerColumn, object?, string> Label)
{
    /// <summary>Of fifty years: whoever lists days by year and month counts each.</summary>
    public const int DaysMax = 18_300;
}

/// <summary>The most frequent values, in the order of the column: texts by pinyin, words by their sequence, nothing last.</summary>
/// <param name="HasMore">There are more than were asked for.</param>
public sealed record ValueList(LedgerColumn Column, IReadOnlyList<CountedValue> Values, bool HasMore, long Seq);

/// <param name="Value">As in the ledger; of an instant its day in the book's zone; null: empty.</param>
/// <param name="Condition">The filter that picks it. Texts that differ in case alone are picked together.</param>
public sealed record CountedValue(object? Value, string Label, string Condition, long Count);
