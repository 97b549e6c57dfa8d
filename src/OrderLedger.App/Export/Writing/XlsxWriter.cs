using System.IO.Compression;

namespace OrderLedger.App.Export.Writing;

/// <summary>Writes an .xlsx while its rows arrive: frozen bold header, filter, widths, formats, totals.</summary>
/// <remarks>Text goes in as inline strings: no table of strings to hold in memory, and a type that no spreadsheet
/// takes for a formula.</remarks>
public sealed class XlsxWriter : ITableWriter
{
    /// <summary>Rows of one sheet, header and totals among them.</summary>
    public const int RowsMax = 1_048_576;

    private readonly Outbox _outbox;
    private readonly ZipArchive _zip;
    private readonly Utf8Buffer _buffer = new();
    private readonly List<string> _sheets = [];
    private Stream? _part;
    private XlsxSheetXml? _sheet;

    /// <param name="stream">Any writable stream; stays open.</param>
    public XlsxWriter(Stream stream)
    {
        _outbox = new Outbox(stream);
        _zip = new ZipArchive(_outbox, ZipArchiveMode.Create, leaveOpen: true);
    }

    private XlsxSheetXml Sheet => _sheet ?? throw new InvalidOperationException("Begin a sheet first.");

    public ValueTask BeginTableAsync(string name, IReadOnlyList<TableColumn> columns, CancellationToken cancellation)
    {
        if (_part is not null) throw new InvalidOperationException("End the sheet before the next one begins.");

        _sheets.Add(XlsxPackageXml.SheetName(name, _sheets));
        _part = Open(XlsxPackageXml.SheetPart(_sheets.Count));
        _sheet = new XlsxSheetXml(_buffer, columns);
        _sheet.Begin(isFirst: _sheets.Count == 1);
        return ValueTask.CompletedTask;
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
        if (!_buffer.IsFull) return ValueTask.CompletedTask;

        _buffer.DrainTo(_part!);
        return _outbox.HandOnAsync(cancellation);
    }

    public ValueTask EndTableAsync(string? totalsLabel, CancellationToken cancellation)
    {
        Sheet.End(totalsLabel);
        _buffer.DrainTo(_part!);
        ClosePart();
        return _outbox.HandOnAsync(cancellation);
    }

    public ValueTask CompleteAsync(CancellationToken cancellation)
    {
        if (_part is not null) throw new InvalidOperationException("End the sheet before the file.");

        WriteOtherParts();
        CloseZip();
        return _outbox.HandOnAsync(cancellation);
    }

    /// <summary>Hands nothing more on: after a fault the file stays cut off.</summary>
    public ValueTask DisposeAsync()
    {
        ClosePart();
        CloseZip();
        return _outbox.DisposeAsync();
    }

    private Stream Open(string name) => _zip.CreateEntry(name, CompressionLevel.Fastest).Open();

    private void WriteOtherParts()
    {
        foreach (var (name, xml) in XlsxPackageXml.Parts(_sheets))
        {
            using var part = Open(name);
            _buffer.Chars(xml);
            _buffer.DrainTo(part);
        }
    }

    private void CloseZip() => _zip.Dispose();

    private void ClosePart()
    {
        _part?.Dispose();
        (_part, _sheet) = (null, null);
    }
}
