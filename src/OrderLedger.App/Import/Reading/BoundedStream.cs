namespace OrderLedger.App.Import.Reading;

/// <summary>Inflated bytes under guard: how many, how many per packed byte, how many without a tag.</summary>
internal sealed class BoundedStream(Stream inner, string file, long packedBytes, long bytesMax) : Stream
{
    private long _read;
    private long _withoutTag;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        _read += count;
        if (_read > bytesMax) throw TooLarge("bytes");
        if (_read > ReadingLimits.RatioFreeBytes && _read / Math.Max(packedBytes, 1) > ReadingLimits.RatioMax)
            throw TooLarge("ratio");

        // An XML reader must hold a whole tag in memory, and no tag can hold a second '<'.
        var last = buffer[..count].LastIndexOf((byte)'<');
        _withoutTag = last < 0 ? _withoutTag + count : count - last;
        return _withoutTag > ReadingLimits.BytesWithoutTagMax ? throw TooLarge("cell") : count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private UnreadableException TooLarge(string what) => new(WorkbookRefusals.TooLarge(file, what));
}
