using System.Text;
using OrderLedger.Domain;

namespace OrderLedger.App.Import.Reading;

/// <summary>The way in for any file a customer sends: an open workbook, or the one sentence why not.</summary>
public static class WorkbookReader
{
    private const int HeadBytes = 1024;

    /// <summary>Opens a file; see <see cref="Open(Stream, string)"/>.</summary>
    public static Outcome<Workbook> Open(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = File.OpenRead(path);
            var outcome = Open(stream, Path.GetFileName(path));
            stream = null;
            return outcome;
        }
        finally
        {
            stream?.Dispose();
        }
    }

    /// <summary>Recognises the kind by its first bytes, never by the name. Takes over the stream.</summary>
    /// <param name="stream">Seekable; disposed with the workbook, or at once when refused.</param>
    /// <param name="name">The file as the user knows it; stands in refusals.</param>
    /// <returns>The workbook, or <c>workbook.not-a-workbook</c>, <c>workbook.encrypted</c>, <c>workbook.damaged</c>,
    /// <c>workbook.too-large</c>, <c>workbook.unsupported-kind</c>.</returns>
    public static Outcome<Workbook> Open(Stream stream, string name)
    {
        if (!stream.CanSeek) throw new ArgumentException("The stream must be seekable.", nameof(stream));

        Refusal refusal;
        try
        {
            return OpenKind(stream, name);
        }
        catch (UnreadableException unreadable)
        {
            refusal = unreadable.Refusal;
        }
        catch (Exception exception) when (UnreadableException.IsDamage(exception))
        {
            refusal = WorkbookRefusals.Damaged(name);
        }

        stream.Dispose();
        return refusal;
    }

    private static Workbook OpenKind(Stream stream, string name)
    {
        Span<byte> bytes = stackalloc byte[HeadBytes];
        stream.Position = 0;
        ReadOnlySpan<byte> head = bytes[..stream.ReadAtLeast(bytes, HeadBytes, throwOnEndOfStream: false)];
        // Zip, also an empty one.
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
            return XlsxWorkbook.Open(stream, name);

        if (head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            throw Unreadable(Compound(stream, name));

        // Before Excel 97 a .xls was a bare stream of records, the first saying "beginning of file".
        if (head is [0x09, 0x00 or 0x02 or 0x04 or 0x08, >= 0x04 and <= 0x10, 0x00, ..])
            throw Unreadable(WorkbookRefusals.Unsupported(name, "xls"));

        if (Markup(head) is { } markup) throw Unreadable(WorkbookRefusals.Unsupported(name, markup));

        return CsvFile.IsText(head)
            ? CsvFile.Open(stream, name)
            : throw Unreadable(WorkbookRefusals.NotAWorkbook(name));
    }

    /// <summary>An OLE file: an encrypted .xlsx wears that coat, so do .xls, .et, .doc and .msi.</summary>
    private static Refusal Compound(Stream stream, string name)
    {
        if (Has("EncryptedPackage")) return WorkbookRefusals.Encrypted(name);
        if (!Has("Workbook") && !Has("Book") && !Has("WORKBOOK")) return WorkbookRefusals.NotAWorkbook(name);

        var isEt = name.EndsWith(".et", StringComparison.OrdinalIgnoreCase);
        return WorkbookRefusals.Unsupported(name, isEt ? "et" : "xls");

        // Names of streams stand in the directory as UTF-16 with a closing zero.
        bool Has(string streamName) => ByteScan.Contains(stream, Encoding.Unicode.GetBytes($"{streamName}\0"));
    }

    /// <summary>A web page or Excel's own XML of 2003, often renamed to .xls by the shop system that wrote
    /// it.</summary>
    private static string? Markup(ReadOnlySpan<byte> head)
    {
        var start = Encoding.Latin1.GetString(head).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        if (!start.StartsWith('<')) return null;

        return start.StartsWith("<?xml", StringComparison.Ordinal)
            && !start.Contains("<html", StringComparison.OrdinalIgnoreCase) ? "xml" : "html";
    }

    private static UnreadableException Unreadable(Refusal refusal) => new(refusal);
}
