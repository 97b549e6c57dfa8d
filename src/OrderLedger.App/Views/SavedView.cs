using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.Views;

/// <summary>视图: a way to look at the ledger that somebody keeps. It is no fact of the book, so no change set tells of it.</summary>
public sealed class SavedView
{
    public long Id { get; init; }

    /// <summary>Counts its changes; also the ETag.</summary>
    public long Version { get; set; }
    public long OwnerId { get; init; }
    public string OwnerName { get; init; } = "";
    public string Name { get; set; } = "";
    public string NameKey { get; set; } = "";

    /// <summary>Everybody may look through it.</summary>
    public bool IsShared { get; set; }
    public LedgerRows RowKind { get; set; }

    /// <summary>In the language of the ledger's filter; null: all rows.</summary>
    public string? FilterText { get; set; }

    /// <summary><c>-total,dueDate</c>.</summary>
    public string? SortTerms { get; set; }

    /// <summary><c>customer,status</c>: at most three.</summary>
    public string? GroupTerms { get; set; }

    /// <summary>JSON of a <see cref="ViewLayout"/>: what everybody sees who has set up nothing else.</summary>
    public string? Layout { get; set; }
    public DateTime ChangedAt { get; set; }
}

/// <summary>How one user has arranged the columns of one view.</summary>
public sealed class OwnLayout
{
    public long UserId { get; init; }

    /// <summary>Id of a saved view, or name of a built-in one.</summary>
    public string ViewKey { get; init; } = "";

    /// <summary>JSON of a <see cref="ViewLayout"/>.</summary>
    public string Json { get; set; } = "";
}
