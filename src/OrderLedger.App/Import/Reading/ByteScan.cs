namespace OrderLedger.App.Import.Reading;

/// <summary>Looks for byte patterns in a file without holding it.</summary>
internal static class ByteScan
{
    /// <summary>How often the pattern occurs, counting stops at <paramref name="max"/>.</summary>
    public static int Count(Stream stream, ReadOnlySpan<byte> pattern, int max)
    {
        stream.Position = 0;
        var buffer = new byte[64 * 1024];
        var (kept, count) = (0, 0);
        while (true)
        {
            var read = stream.Read(buffer, kept, buffer.Length - kept);
            var window = buffer.AsSpan(0, kept + read);
            for (var at = window.IndexOf(pattern); at >= 0; at = window.IndexOf(pattern))
            {
                if (++count >= max) return count;

                window = window[(at + pattern.Length)..];
            }

            if (read == 0) return count;

            // A pattern may lie across two reads.
            kept = Math.Min(window.Length, pattern.Length - 1);
            window[^kept..].CopyTo(buffer);
        }
    }

    public static bool Contains(Stream stream, ReadOnlySpan<byte> pattern) => Count(stream, pattern, 1) > 0;
}
