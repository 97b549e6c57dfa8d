namespace OrderLedger.App.Orders;

/// <summary>Bytes of an attachment, in order. No fact of its own: the attachment says how many there are and their hash.</summary>
public sealed class AttachmentPart
{
    /// <summary>Small enough that a reader never holds more than this of a file.</summary>
    public const int BytesMax = 256 << 10;

    public long AttachmentId { get; init; }

    /// <summary>From 0.</summary>
    public int Position { get; init; }

#pragma warning disable CA1819 // A blob is an array to both databases.
    public byte[] Content { get; init; } = [];
#pragma warning restore CA1819
}
