using OrderLedger.Domain;

namespace OrderLedger.App.Import.Reading;

/// <summary>An open workbook or CSV. Holds the file open until disposed; one sheet is read at a time.</summary>
public sealed class Workbook : IDisposable
{
    private readonly IDisposable? _owned;

    internal Workbook(string name, string kind, bool date1904, IReadOnlyList<Sheet> sheets, IDisposable? owned) =>
        (Name, Kind, Date1904, Sheets, _owned) = (name, kind, date1904, sheets, owned);

    public string Name { get; }

    /// <summary><c>xlsx</c> or <c>csv</c>.</summary>
    public string Kind { get; }

    /// <summary>Serial numbers count from 1904 instead of 1900.</summary>
    public bool Date1904 { get; }

    public IReadOnlyList<Sheet> Sheets { get; }

    public void Dispose() => _owned?.Dispose();
}

/// <summary>One sheet; its rows are read from the file each time.</summary>
public sealed class Sheet
{
    private readonly string _file;
    private readonly Func<IEnumerable<SheetRow>> _rows;

    internal Sheet(string file, string name, bool hidden, Func<IEnumerable<SheetRow>> rows) =>
        (_file, Name, Hidden, _rows) = (file, name, hidden, rows);

    public string Name { get; }

    public bool Hidden { get; }

    /// <summary>Gives the rows one by one, top to bottom, empty ones left out; a row may be kept.</summary>
    /// <param name="use">Walks the rows; must not keep the sequence itself.</param>
    /// <returns>What <paramref name="use"/> made of them, or <c>workbook.damaged</c> /
    /// <c>workbook.too-large</c>.</returns>
    public Outcome<T> Read<T>(Func<IEnumerable<SheetRow>, T> use)
        where T : notnull
    {
        try
        {
            return use(Guarded());
        }
        catch (UnreadableException unreadable)
        {
            return unreadable.Refusal;
        }
    }

    /// <summary>The first rows, for a preview or to find the table.</summary>
    public Outcome<IReadOnlyList<SheetRow>> Head(int rows) => Read<IReadOnlyList<SheetRow>>(all => [.. all.Take(rows)]);

    // Only what the file makes the libraries throw becomes a refusal; a fault in the caller's loop stays a fault.
    private IEnumerable<SheetRow> Guarded()
    {
        using var rows = Open();
        while (Next(rows)) yield return rows.Current;
    }

    private IEnumerator<SheetRow> Open()
    {
        try
        {
            return _rows().GetEnumerator();
        }
        catch (Exception exception) when (UnreadableException.IsDamage(exception))
        {
            throw new UnreadableException(WorkbookRefusals.Damaged(_file), exception);
        }
    }

    private bool Next(IEnumerator<SheetRow> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception exception) when (UnreadableException.IsDamage(exception))
        {
            throw new UnreadableException(WorkbookRefusals.Damaged(_file), exception);
        }
    }
}
