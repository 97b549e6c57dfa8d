using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrderLedger.App.Backup;

/// <summary>The last bytes of a backup: a mark and the SHA-256 of all before it. The database's own check sees broken pages,
/// not a figure that a bad disk has changed inside one.</summary>
/// <remarks>SQLite reads as many pages as the header says and cuts off the rest when the file is next written to, so a sealed
/// backup also opens as a book.</remarks>
internal static class BackupSeal
{
    private const int Length = 64;
    private const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>Where the header of a SQLite file says how large a page is; 1 stands for 65,536.</summary>
    private const int PageSizeAt = 16;
    private const int HeaderLength = 100;

    private static ReadOnlySpan<byte> Mark => "OrderLedger backup, SHA-256:    "u8;

    /// <summary>Appends the seal to a whole file, and sees that all of it is on the disk.</summary>
    public static async Task SetAsync(string file, CancellationToken cancellation)
    {
        await using var bytes = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        var hash = await SHA256.HashDataAsync(bytes, cancellation);
        await bytes.WriteAsync(Mark.ToArray(), cancellation);
        await bytes.WriteAsync(hash, cancellation);
        await bytes.FlushAsync(cancellation);
        RandomAccess.FlushToDisk(bytes.SafeFileHandle);
    }

    /// <summary>False when the file was cut or changed since it was sealed. A copy of a book that was never sealed must at
    /// least end where a page ends.</summary>
    public static async Task<bool> HoldsAsync(string file, CancellationToken cancellation)
    {
        await using var bytes = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (bytes.Length < HeaderLength) return bytes.Length == 0;
        var seal = new byte[Length];
        if (bytes.Length > Length)
        {
            bytes.Position = bytes.Length - Length;
            await bytes.ReadExactlyAsync(seal, cancellation);
        }
        if (!seal.AsSpan(0, Mark.Length).SequenceEqual(Mark)) return await EndsWithPageAsync(bytes, cancellation);

        bytes.Position = 0;
        var hash = await HashAsync(bytes, bytes.Length - Length, cancellation);
        return hash.AsSpan().SequenceEqual(seal.AsSpan(Length - HashLength));
    }

    private static async Task<bool> EndsWithPageAsync(FileStream bytes, CancellationToken cancellation)
    {
        var header = new byte[HeaderLength];
        bytes.Position = 0;
        await bytes.ReadExactlyAsync(header, cancellation);
        var size = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(PageSizeAt)) is var said && said == 1 ? 65_536 : said;
        return size >= 512 && bytes.Length % size == 0;
    }

    private static async Task<byte[]> HashAsync(FileStream bytes, long length, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        while (length > 0)
        {
            var read = await bytes.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), cancellation);
            hash.AppendData(buffer, 0, read);
            length -= read;
        }
        return hash.GetHashAndReset();
    }
}
