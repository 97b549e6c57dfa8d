namespace OrderLedger.App.Export.Writing;

/// <summary>Takes what the zip writes, at once, and hands it on without blocking: closing an entry writes
/// synchronously, which a web server forbids.</summary>
internal sealed class Outbox(Stream target) : Stream
{
    private readonly MemoryStream _waiting = new();
    private long _handedOn;

    public override bool CanRead => false;

    // So the zip writes forward only, sizes behind the data.
    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _handedOn + _waiting.Length;
        set => throw new NotSupportedException();
    }

    /// <summary>Writes all that waits to the target.</summary>
    public async ValueTask HandOnAsync(CancellationToken cancellation)
    {
        await target.WriteAsync(_waiting.GetBuffer().AsMemory(0, (int)_waiting.Length), cancellation);
        _handedOn += _waiting.Length;
        _waiting.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => _waiting.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _waiting.Dispose();
        base.Dispose(disposing);
    }
}
