using System.Buffers;

namespace OrderLedger.App.Export.Writing;

/// <summary>Writes RFC 4180 with CRLF, in UTF-8 with a byte order mark, without which Excel misreads Chinese.</summary>
public sealed class CsvWriter : ITableWriter
{
    // Also the separators of other locales, so that no reader can cut a field in two.
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;|\t\r\n");

    private readonly Stream _stream;
    private readonly Utf8Buffer _buffer = new();
    private bool _hasTable;
    private bool _inRow;

    /// <param name="stream">Any writable stream; stays open.</param>
    public CsvWriter(Stream stream)
    {
        _stream = stream;
        _buffer.Raw([0xEF, 0xBB, 0xBF]);
    }

    /// <summary>Header first; a second table follows after an empty line.</summary>
    public ValueTask BeginTableAsync(string name, IReadOnlyList<TableColumn> columns, CancellationToken cancellation)
    {
        if (_hasTable) _buffer.Raw("\r\n"u8);
        _hasTable = true;
        foreach (var column in columns) Text(column.Title);
        return EndRowAsync(cancellation);
    }

    /// <summary>Text that a spreadsheet would compute gets an apostrophe; see <see cref="CsvGuard"/>.</summary>
    public void Text(string? value)
    {
        Blank();
        if (string.IsNullOrEmpty(value)) return;

        var safe = CsvGuard.Guard(value);
        if (!safe.AsSpan().ContainsAny(Quoted) && !char.IsWhiteSpace(safe[0]) && !char.IsWhiteSpace(safe[^1]))
        {
            _buffer.Chars(safe);
            return;
        }

        _buffer.Raw("\""u8);
        _buffer.Chars(safe.Replace("\"", "\"\"", StringComparison.Ordinal));
        _buffer.Raw("\""u8);
    }

    public void Scaled(long value, int decimals)
    {
        Blank();
        _buffer.Scaled(value, decimals);
    }

    public void Number(decimal value)
    {
        Blank();
        _buffer.Format(value);
    }

    public void Date(DateOnly? value)
    {
        Blank();
        if (value is { } date) _buffer.Format(date, "yyyy-MM-dd");
    }

    public void Instant(DateTime? value)
    {
        Blank();
        if (value is { } instant) _buffer.Format(instant, "yyyy-MM-dd HH:mm:ss");
    }

    public void Blank()
    {
        if (_inRow) _buffer.Raw(","u8);
        _inRow = true;
    }

    public ValueTask EndRowAsync(CancellationToken cancellation)
    {
        _buffer.Raw("\r\n"u8);
        _inRow = false;
        return _buffer.IsFull ? _buffer.FlushAsync(_stream, cancellation) : ValueTask.CompletedTask;
    }

    public ValueTask EndTableAsync(string? totalsLabel, CancellationToken cancellation) =>
        _buffer.FlushAsync(_stream, cancellation);

    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        await _buffer.FlushAsync(_stream, cancellation);
        await _stream.FlushAsync(cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
