using OrderLedger.App.Import.Reading;

namespace OrderLedger.App.Import;

/// <summary>What makes rows one order.</summary>
public enum ImportKey
{
    Number,
    NumberAndCustomer,
    NumberCustomerAndDate,
}

/// <param name="Sheet">Null: the first sheet with a table.</param>
/// <param name="Map">Field → header as written; over the aliases.</param>
public sealed record ImportOptions(
    string? Sheet = null, IReadOnlyDictionary<ImportField, string>? Map = null, ImportKey Key = ImportKey.Number);

/// <summary>What an import found, and did unless it was a dry run.</summary>
public sealed record ImportResult
{
    public required string File { get; init; }
    public required string Sheet { get; init; }
    public required IReadOnlyList<ImportColumn> Columns { get; init; }
    public required bool DryRun { get; init; }
    public required ImportCounts Orders { get; init; }
    public required ImportRowCounts Rows { get; init; }
    public required int NewCustomers { get; init; }
    public required int NewProducts { get; init; }

    /// <summary>Rows refused, by reason code; with the rows imported they sum to the rows of the table.</summary>
    public required IReadOnlyDictionary<string, int> Refused { get; init; }

    /// <summary>The first hundred problems, each with its place in the file.</summary>
    public required IReadOnlyList<ImportProblem> Problems { get; init; }
    public Domain.Money Total { get; init; }

    /// <summary>The undoable change set; null after a dry run, or when nothing was to be done.</summary>
    public long? ChangeSetId { get; init; }
}

/// <param name="Field">Null: not understood.</param>
/// <param name="Sample">The first value below.</param>
public sealed record ImportColumn(int Index, string Header, string? Field, string? Sample);

/// <summary>Orders by what becomes of them.</summary>
public sealed record ImportCounts(int New, int Changed, int Unchanged, int Conflicts, int Unreadable);

/// <param name="Table">Rows below the header that hold data.</param>
/// <param name="Imported">Rows of new, changed and unchanged orders.</param>
/// <param name="Skipped">Empty, subtotal and repeated header rows; not part of the table.</param>
/// <param name="Duplicates">Imported rows that equal another row of their order in every cell; kept, and told.</param>
public sealed record ImportRowCounts(int Table, int Imported, int Refused, int Skipped, int Duplicates);

/// <param name="Row">As Excel numbers it.</param>
/// <param name="Code">Key of the sentence, such as <c>import.customer-missing</c>.</param>
/// <param name="Raw">The text at fault.</param>
public sealed record ImportProblem(int Row, string? Column, string Code, string? Raw);
