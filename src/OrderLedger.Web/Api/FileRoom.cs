using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Web.Api;

/// <summary>Sent files in memory, a few at a time: the others lie on the disk, wait a while and are then asked to come again.</summary>
public sealed class FileRoom(TimeSpan patience) : IDisposable
{
    /// <summary>Each holds at most <see cref="Attachment.BytesMax"/>, and as much again while it is written.</summary>
    public const int Places = 3;

    private readonly SemaphoreSlim _places = new(Places, Places);

    /// <summary>Reads the file and hands it on; Busy when no place became free.</summary>
    public async Task<Outcome<T>> WithAsync<T>(
        IFormFile file, Func<ReadOnlyMemory<byte>, Task<Outcome<T>>> write, CancellationToken cancellation)
        where T : notnull
    {
        if (!await _places.WaitAsync(patience, cancellation)) return new Refusal(RefusalKind.Busy, "server.busy");
        try
        {
            return await write(await BytesOfAsync(file, cancellation));
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>One byte above the limit is enough to refuse it.</summary>
    private static async Task<ReadOnlyMemory<byte>> BytesOfAsync(IFormFile file, CancellationToken cancellation)
    {
        var bytes = new byte[Math.Min(file.Length, Attachment.BytesMax + 1L)];
        await using var content = file.OpenReadStream();
        await content.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
