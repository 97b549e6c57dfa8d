namespace OrderLedger.App.Export.Writing;

/// <summary>Writes tables row by row to a stream that may only go forward; memory of a few rows.</summary>
/// <remarks>Cells come left to right; a row may end early. Nothing is written synchronously to the stream.</remarks>
public interface ITableWriter : IAsyncDisposable
{
    ValueTask BeginTableAsync(string name, IReadOnlyList<TableColumn> columns, CancellationToken cancellation);

    /// <summary>Text, never a formula; null leaves the cell empty.</summary>
    void Text(string? value);

    /// <summary>An integer as it is kept: <c>Scaled(123450, 2)</c> is 1234.50.</summary>
    /// <param name="value">Minor units.</param>
    /// <param name="decimals">0 to 8.</param>
    void Scaled(long value, int decimals);

    void Number(decimal value);

    /// <summary>A business date; null leaves the cell empty.</summary>
    void Date(DateOnly? value);

    /// <summary>A time already in the zone of the book, to the second; null leaves the cell empty.</summary>
    void Instant(DateTime? value);

    void Blank();

    ValueTask EndRowAsync(CancellationToken cancellation);

    /// <param name="totalsLabel">The first cell of a row of totals over columns with <see cref="TableColumn.Total"/>;
    /// null for none. A CSV never has one: it is data.</param>
    /// <param name="cancellation">Stops the writing.</param>
    ValueTask EndTableAsync(string? totalsLabel, CancellationToken cancellation);

    /// <summary>Ends the file. Without it the file is cut off, as it should be after a fault.</summary>
    ValueTask CompleteAsync(CancellationToken cancellation);
}

/// <param name="Title">The header.</param>
/// <param name="Format">How the values look.</param>
/// <param name="Width">In characters of the standard font, 1 to 255.</param>
/// <param name="Total">Sum it in the totals row.</param>
public sealed record TableColumn(
    string Title, ColumnFormat Format = ColumnFormat.Text, int Width = 14, bool Total = false);

public enum ColumnFormat
{
    Text,
    Integer,
    /// <summary>Two decimals, thousands.</summary>
    Money,
    /// <summary>As many decimals as the number has.</summary>
    Quantity,
    /// <summary>Two to eight decimals.</summary>
    Price,
    Percent,
    Date,
    DateTime,
}
