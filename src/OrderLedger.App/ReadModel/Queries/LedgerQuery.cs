using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>A window of the ledger.</summary>
public sealed record LedgerQuery
{
    /// <summary>Rows of one window at most.</summary>
    public const int LimitMax = 1_000;

    public LedgerRows Rows { get; init; }

    /// <summary>Search as people speak: words in any order, pinyin, initials, last digits, <c>1.2万</c>.</summary>
    public string? Q { get; init; }

    /// <summary>In the language of <see cref="Filters.FilterParser"/>.</summary>
    public string? Filter { get; init; }

    /// <summary><c>-total,dueDate</c>; empty: the newest first.</summary>
    public string? Sort { get; init; }
    public long Offset { get; init; }

    /// <summary>0…<see cref="LimitMax"/>.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Names; empty: all that the reader may see.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Filters; each row is told the first that picks it, see <see cref="LedgerPage.Marks"/>. Asks for the column that names
    /// a row: <c>id</c>, of lines <c>lineId</c>.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>Filters of marks at most.</summary>
    public const int MarksMax = 20;

    /// <summary>Sums of the columns that can be summed, over all rows that match.</summary>
    public bool Totals { get; init; }
}
