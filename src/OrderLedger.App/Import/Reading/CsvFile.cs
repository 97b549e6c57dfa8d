using System.Text;
using System.Text.Unicode;

namespace OrderLedger.App.Import.Reading;

/// <summary>A text file as a workbook of one sheet: which encoding, which delimiter.</summary>
internal static class CsvFile
{
    private const int SampleChars = 64 * 1024;
    private static readonly char[] Delimiters = [',', '\t', ';', '|'];

    // Code pages other than Unicode must be asked for by name.
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Could these first bytes be text? Control characters say no.</summary>
    public static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty) return false;
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return true;

        foreach (var b in head)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f')) return false;
        }

        return true;
    }

    public static Workbook Open(Stream stream, string name)
    {
        var encoding = EncodingOf(stream);
        var delimiter = DelimiterOf(stream, encoding, name);
        var title = Path.GetFileNameWithoutExtension(name);
        return new Workbook(name, "csv", date1904: false,
            [new Sheet(name, title, hidden: false, () => Rows(stream, encoding, delimiter, name))], stream);
    }

    private static IEnumerable<SheetRow> Rows(Stream stream, Encoding encoding, char delimiter, string name)
    {
        using var reader = Reader(stream, encoding);
        foreach (var row in new CsvRows(reader, delimiter, name).Read()) yield return row;
    }

    private static StreamReader Reader(Stream stream, Encoding encoding)
    {
        stream.Position = 0;
        return new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, SampleChars, leaveOpen: true);
    }

    /// <summary>A byte order mark decides; else UTF-8 if every byte fits, else GB18030 if every byte fits, else
    /// Latin-1, which fits always.</summary>
    private static Encoding EncodingOf(Stream stream)
    {
        Span<byte> mark = stackalloc byte[2];
        stream.Position = 0;
        var read = stream.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
        if (read == 2 && mark is [0xFF, 0xFE]) return Encoding.Unicode;
        if (read == 2 && mark is [0xFE, 0xFF]) return Encoding.BigEndianUnicode;
        if (IsUtf8(stream)) return Encoding.UTF8;

        return IsGb18030(stream) ? Gb18030 : Encoding.Latin1;
    }

    private static bool IsUtf8(Stream stream)
    {
        stream.Position = 0;
        var buffer = new byte[SampleChars];
        var kept = 0;
        while (true)
        {
            var read = stream.Read(buffer, kept, buffer.Length - kept);
            var window = buffer.AsSpan(0, kept + read);
            if (read == 0) return window.IsEmpty;

            // A character may lie across two reads: hold back at most three bytes.
            for (kept = 0; kept < 4 && kept <= window.Length && !Utf8.IsValid(window[..^kept]);) kept++;
            if (kept == 4 || kept > window.Length) return false;

            window[^kept..].CopyTo(buffer);
        }
    }

    private static bool IsGb18030(Stream stream)
    {
        using var reader = Reader(stream, Gb18030);
        var buffer = new char[SampleChars];
        try
        {
            while (reader.Read(buffer, 0, buffer.Length) > 0)
            {
                // Decoding alone is the test.
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The delimiter that cuts the first records most evenly; a comma when there is none.</summary>
    private static char DelimiterOf(Stream stream, Encoding encoding, string name)
    {
        using var reader = Reader(stream, encoding);
        var buffer = new char[SampleChars];
        var sample = new string(buffer, 0, reader.ReadBlock(buffer, 0, buffer.Length));
        // Excel itself honours and writes this first line.
        if (sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && sample.Length > 4
            && Delimiters.Contains(sample[4])) return sample[4];

        return Delimiters.MaxBy(delimiter => Evenness(sample, delimiter, name));
    }

    /// <summary>Records with the most common number of fields × that number; 0 when one field is most common.</summary>
    private static int Evenness(string sample, char delimiter, string name)
    {
        using var reader = new StringReader(sample);
        var commonest = new CsvRows(reader, delimiter, name).Read().Take(50).GroupBy(static row => row.Width)
            .Where(static same => same.Key > 1).MaxBy(static same => same.Count() * same.Key);
        return commonest is null ? 0 : commonest.Count() * commonest.Key;
    }
}
