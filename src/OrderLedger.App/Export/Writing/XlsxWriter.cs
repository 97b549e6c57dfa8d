using System.IO.Compression;

namespace OrderLedger.App.Export.Writing;

/// <summary>Writes an .xlsx while its rows arrive: frozen bold header, filter, widths, formats, totals.</summary>
/// <remarks>Text goes in as inline strings: no table of strings to hold in memory, and a type that no spreadsheet
/// takes for a formula.</remarks>
public sealed class XlsxWriter : ITableWriter
{
    /// <summary>Rows of one sheet, header and totals among them.</summary>
    public const int RowsMax = 1_048_576;

    private readonly ZipArchive _zip;
    private readonly Utf8Buffer _buffer = new();
    private readonly List<string> _sheets = [];
    private Stream? _part;
    private XlsxSheetXml? _sheet;

    private XlsxWriter(ZipArchive zip) => _zip = zip;

    /// <param name="stream">Any writable stream; stays open.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public static async Task<XlsxWriter> CreateAsync(Stream stream, CancellationToken cancellation) =>
        new(await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation));

    public async ValueTask BeginTableAsync(string name, IReadOnlyList<TableColumn> columns, CancellationToken cancellation)
    {
        if (_part is not null) throw new InvalidOperationException("End the sheet before the next one begins.");

        _sheets.Add(XlsxPackageXml.SheetName(name, _sheets));
        _part = await OpenAsync($"xl/worksheets/sheet{_sheets.Count}.xml", cancellation);
        _sheet = new XlsxSheetXml(_buffer, columns);
        _sheet.Begin(isFirst: _sheets.Count == 1);
    }

    public void Text(string? value) => Sheet.Text(value);

    public void Scaled(long value, int decimals) => Sheet.Scaled(value, decimals);

    public void Number(decimal value) => Sheet.Number(value);

    public void Date(DateOnly? value) => Sheet.Date(value);

    public void Instant(DateTime? value) => Sheet.Instant(value);

    public void Blank() => Sheet.Blank();

    public ValueTask EndRowAsync(CancellationToken cancellation)
    {
        Sheet.EndRow();
        return _buffer.IsFull ? _buffer.FlushAsync(_part!, cancellation) : ValueTask.CompletedTask;
    }

    public async ValueTask EndTableAsync(string? totalsLabel, CancellationToken cancellation)
    {
        Sheet.End(totalsLabel);
        await _buffer.FlushAsync(_part!, cancellation);
        await _part!.DisposeAsync();
        (_part, _sheet) = (null, null);
    }

    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        if (_part is not null) throw new InvalidOperationException("End the sheet before the file.");

        foreach (var (name, xml) in XlsxPackageXml.Parts(_sheets))
        {
            await using var part = await OpenAsync(name, cancellation);
            _buffer.Chars(xml);
            await _buffer.FlushAsync(part, cancellation);
        }

        await _zip.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_part is not null) await _part.DisposeAsync();
        await _zip.DisposeAsync();
    }

    private XlsxSheetXml Sheet => _sheet ?? throw new InvalidOperationException("Begin a sheet first.");

    private async Task<Stream> OpenAsync(string name, CancellationToken cancellation) =>
        await _zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation);
}
