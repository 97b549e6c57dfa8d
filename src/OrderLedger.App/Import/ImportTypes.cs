using OrderLedger.App.Import.Reading;
using OrderLedger.Domain;

namespace OrderLedger.App.Import;

/// <summary>What makes rows one order.</summary>
public enum ImportKey
{
    Number,
    NumberAndCustomer,
    NumberCustomerAndDate,
}

/// <param name="Sheet">Null: the first sheet with a table.</param>
/// <param name="Overwrite">The file wins also where people have changed the book since the last import; else that is a conflict.</param>
/// <param name="Map">Field → header as written; over the aliases.</param>
public sealed record ImportOptions(
    string? Sheet = null, IReadOnlyDictionary<ImportField, string>? Map = null, ImportKey Key = ImportKey.Number,
    bool Overwrite = false, ImportChoice? Choice = null);

/// <summary>Which orders of the file come in, by number; case and width do not matter.</summary>
/// <param name="Only">Null: all.</param>
/// <param name="Except">Left out, also of the only ones.</param>
/// <param name="Overwritten">Of these the file wins although people have changed the book since.</param>
public sealed record ImportChoice(
    IReadOnlyCollection<string>? Only = null, IReadOnlyCollection<string>? Except = null, IReadOnlyCollection<string>? Overwritten = null)
{
    private readonly HashSet<string>? _only = Keys(Only);
    private readonly HashSet<string>? _except = Keys(Except);
    private readonly HashSet<string>? _overwritten = Keys(Overwritten);

    internal bool Takes(string number) => TextFolding.Key(number) is var key && _only?.Contains(key) != false && _except?.Contains(key) != true;

    internal bool Overwrites(string number) => _overwritten?.Contains(TextFolding.Key(number)) == true;

    private static HashSet<string>? Keys(IReadOnlyCollection<string>? numbers) =>
        numbers is null ? null : new(numbers.Select(TextFolding.Key), StringComparer.Ordinal);
}

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

    /// <summary>The first hundred orders of the book that the file changes, field by field.</summary>
    public required IReadOnlyList<ImportChange> Changes { get; init; }
    public Domain.Money Total { get; init; }

    /// <summary>Receipts and shipments that the orders get.</summary>
    public ImportFactCounts Facts { get; init; } = new(0, 0, 0, default);

    /// <summary>Orders of the file that were not chosen, and are counted nowhere else.</summary>
    public int LeftOut { get; init; }

    /// <summary>The first hundred orders that people have changed since: left as they are unless chosen.</summary>
    public IReadOnlyList<ImportChange> Contested { get; init; } = [];

    /// <summary>All of them: more than are listed, perhaps.</summary>
    public int ContestedCount { get; init; }

    /// <summary>What comes in although the file contradicts itself or is silent, by code.</summary>
    public IReadOnlyList<ImportWarning> Warnings { get; init; } = [];

    /// <summary>The undoable change set; null after a dry run, or when nothing was to be done.</summary>
    public long? ChangeSetId { get; init; }
}

/// <param name="Field">Null: not understood.</param>
/// <param name="Sample">The first value below.</param>
/// <param name="Use">What becomes of its values.</param>
public sealed record ImportColumn(int Index, string Header, string? Field, string? Sample, ImportUse Use);

/// <summary>What becomes of the values of a column.</summary>
public enum ImportUse
{
    /// <summary>Makes new orders and changes those of the book.</summary>
    Used,

    /// <summary>Makes new orders, customers and products; what the book has already is left as it is.</summary>
    OnlyWhenNew,

    /// <summary>Read by nobody, whether the header was understood or not.</summary>
    NotUsed,
}

/// <summary>An order of the book that the file changes.</summary>
/// <param name="Row">Of its first row, as Excel numbers it.</param>
public sealed record ImportChange(
    int Row, long OrderId, string Number, string Customer, IReadOnlyList<ImportFieldChange> Fields);

/// <param name="Field">Name as in the ledger: <c>quantity</c>, <c>status</c>.</param>
/// <param name="Line">Position of the line, from 1; null: a field of the order.</param>
/// <param name="Product">Of the line.</param>
/// <param name="Old">In the book: numbers plain, dates <c>yyyy-MM-dd</c>, the status by its code; null: empty.</param>
/// <param name="New">As the file would have it, written likewise.</param>
public sealed record ImportFieldChange(string Field, int? Line, string? Product, string? Old, string? New);

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
