using System.Globalization;
using System.Text;

namespace OrderLedger.App.Export.Writing;

/// <summary>Bytes waiting to be written; grows to the longest row and is then reused.</summary>
internal sealed class Utf8Buffer
{
    private byte[] _bytes = new byte[96 * 1024];
    private int _length;

    public bool IsFull => _length >= 64 * 1024;

    public void DrainTo(Stream stream)
    {
        stream.Write(_bytes, 0, _length);
        _length = 0;
    }

    public async ValueTask FlushAsync(Stream stream, CancellationToken cancellation)
    {
        await stream.WriteAsync(_bytes.AsMemory(0, _length), cancellation);
        _length = 0;
    }

    public void Raw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        _length += utf8.Length;
    }

    public void Chars(ReadOnlySpan<char> text) =>
        _length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    public void Format<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        // No number or date is longer.
        value.TryFormat(Room(64), out var written, format, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>1234.5 for (123450, 2): no trailing zeros, no floating point.</summary>
    public void Scaled(long value, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)decimals, 8u, nameof(decimals));
        var magnitude = value < 0 ? (ulong)-value : (ulong)value;
        for (; decimals > 0 && magnitude % 10 == 0; decimals--) magnitude /= 10;
        var scale = 1UL;
        for (var i = 0; i < decimals; i++) scale *= 10;
        if (value < 0) Raw("-"u8);
        Format(magnitude / scale);
        if (decimals == 0) return;

        Raw("."u8);
        var fraction = magnitude % scale;
        var room = Room(decimals);
        for (var i = decimals - 1; i >= 0; i--)
        {
            room[i] = (byte)('0' + (fraction % 10));
            fraction /= 10;
        }

        _length += decimals;
    }

    private Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _length < bytes) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        return _bytes.AsSpan(_length);
    }
}
