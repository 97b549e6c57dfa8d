using System.Globalization;
using System.Text;

namespace OrderLedger.Domain.Orders;

/// <summary>附件: a file that belongs to an order, such as a contract or a drawing. Its bytes lie in parts beside it.</summary>
public sealed class Attachment : IAggregate
{
    /// <summary>20 MB: a scanned contract has a tenth of it.</summary>
    public const int BytesMax = 20 << 20;

    /// <summary>Files of one order.</summary>
    public const int PerOrderMax = 200;

    /// <summary>File systems stop at 255 bytes, and a Chinese character takes three.</summary>
    private const int NameMax = 80;
    private const int ExtensionMax = 10;

    public long Id { get; init; }
    public long Version { get; set; }
    public long OrderId { get; set; }

    /// <summary>Cleaned, see <see cref="CleanName"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>By the first bytes: one of the pictures a browser may show, else <c>application/octet-stream</c>.</summary>
    public string ContentType { get; set; } = "";
    public long Bytes { get; set; }

    /// <summary>SHA-256 in hex; <c>verify</c> reads the bytes against it.</summary>
    public string Hash { get; set; } = "";

    /// <summary>含价格: hidden from who sees no prices.</summary>
    public bool IsPriced { get; set; }
    public string By { get; set; } = "";
    public long? UserId { get; set; }
    public DateTime At { get; set; }

    /// <summary>Taken away; kept, so that it can be brought back.</summary>
    public DateTime? RemovedAt { get; set; }

    /// <summary>A name that no system takes for a path, a device or a command: "C:\合同\..\报价.xlsx" becomes "报价.xlsx". Signs that turn
    /// the direction of reading go too: they make "exe.pdf" of a program.</summary>
    public static string CleanName(string? typed)
    {
        var last = (typed ?? "").Split('/', '\\')[^1];
        var kept = new StringBuilder(last.Length);
        foreach (var c in last)
        {
            var isOdd = char.IsControl(c) || char.IsSurrogate(c) || ":*?\"<>|".Contains(c, StringComparison.Ordinal)
                || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
            kept.Append(isOdd ? ' ' : c);
        }
        var name = kept.ToString().Trim().Trim('.').Trim();
        var dot = name.LastIndexOf('.');
        var (stem, extension) = dot > 0 && name.Length - dot <= ExtensionMax ? (name[..dot], name[dot..]) : (name, "");
        stem = stem.Length > NameMax ? stem[..NameMax].TrimEnd() : stem;
        if (stem.Length == 0) return "file" + extension;
        return IsDevice(stem) ? $"_{stem}{extension}" : stem + extension;
    }

    /// <summary>The picture that the first bytes say it is, else bytes of no kind: what a file calls itself is not asked.</summary>
    public static string TypeOf(ReadOnlySpan<byte> start) => start switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => "application/octet-stream",
    };

    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);

    private static bool IsDevice(string stem) => stem.ToUpperInvariant() is "CON" or "PRN" or "AUX" or "NUL"
        or ['C', 'O', 'M', >= '0' and <= '9'] or ['L', 'P', 'T', >= '0' and <= '9'];
}
