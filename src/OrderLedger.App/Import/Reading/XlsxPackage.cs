using System.IO.Compression;
using System.Xml;

namespace OrderLedger.App.Import.Reading;

/// <summary>The zip around a workbook: parts by name, relations, sizes under guard.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    public XlsxPackage(Stream stream, string file)
    {
        File = file;
        // Each entry becomes an object; a hostile directory would be a million of them.
        if (ByteScan.Count(stream, "PK\u0001\u0002"u8, ReadingLimits.ZipEntriesMax) >= ReadingLimits.ZipEntriesMax)
            throw new UnreadableException(WorkbookRefusals.TooLarge(file, "entries"));

        stream.Position = 0;
        _zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: false);
        foreach (var entry in _zip.Entries) _parts.TryAdd(Normal(entry.FullName), entry);
    }

    public string File { get; }

    public bool Has(string part) => _parts.ContainsKey(part);

    public bool HasFolder(string folder) =>
        _parts.Keys.Any(part => part.StartsWith(folder, StringComparison.OrdinalIgnoreCase));

    /// <summary>The part as guarded XML, or null when the package has none of that name.</summary>
    public XmlReader? Open(string part, long bytesMax)
    {
        if (!_parts.TryGetValue(part, out var entry)) return null;

        var bounded = new BoundedStream(entry.Open(), File, entry.CompressedLength, bytesMax);
        return XmlParts.Open(bounded, File);
    }

    /// <summary>The first bytes of a part as ASCII, for <c>mimetype</c>.</summary>
    public string Start(string part)
    {
        if (!_parts.TryGetValue(part, out var entry)) return "";

        using var stream = entry.Open();
        Span<byte> bytes = stackalloc byte[80];
        return System.Text.Encoding.ASCII.GetString(
            bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)]);
    }

    /// <summary>What a part refers to; empty when it has no relations.</summary>
    public IReadOnlyList<Relation> Relations(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        using var xml = Open($"{part[..slash]}_rels/{part[slash..]}.rels", ReadingLimits.SmallPartBytesMax);
        var relations = new List<Relation>();
        while (xml is not null && relations.Count < ReadingLimits.ZipEntriesMax && xml.ToElement("Relationship"))
        {
            var type = xml.GetAttribute("Type") ?? "";
            if (xml.GetAttribute("Target") is not { } target || xml.GetAttribute("TargetMode") is "External") continue;

            relations.Add(new Relation(xml.GetAttribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..],
                Resolve(part[..slash], target)));
        }

        return relations;
    }

    public void Dispose() => _zip.Dispose();

    private static string Normal(string name) => name.Replace('\\', '/').TrimStart('/');

    /// <summary><c>worksheets/sheet1.xml</c>, <c>/xl/worksheets/sheet1.xml</c> and <c>../x</c> all occur.</summary>
    private static string Resolve(string folder, string target)
    {
        var path = target.Replace('\\', '/');
        if (!path.StartsWith('/')) path = folder + path;

        var parts = new List<string>();
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step is "..")
            {
                if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            }
            else if (step is not ".")
            {
                parts.Add(step);
            }
        }

        return string.Join('/', parts);
    }

    /// <param name="Id">As <c>r:id</c> names it.</param>
    /// <param name="Kind">The last word of its type: <c>worksheet</c>, <c>styles</c>, <c>sharedStrings</c>; strict
    /// and transitional differ only before it.</param>
    /// <param name="Part">The part, without leading slash.</param>
    public sealed record Relation(string Id, string Kind, string Part);
}
