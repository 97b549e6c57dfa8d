using System.Text;

namespace OrderLedger.Domain;

/// <summary>One reading per Chinese character, from the embedded <c>pinyin.txt</c>: 64 KB, loaded at first
/// use.</summary>
/// <remarks>A line is a syllable, a blank and its characters: <c>ning 佞侫儜凝…</c>; lines and characters are sorted, so a
/// newer table differs only where a reading does.</remarks>
internal static class PinyinTable
{
    private const char First = '\u4E00';
    private const char Last = '\u9FFF';
    private const char Zero = '〇';
    private static readonly string?[] Syllables = Load();

    /// <summary>The reading without tone, or null when the character is not Chinese or has no reading.</summary>
    public static string? SyllableOf(char character) => character switch
    {
        >= First and <= Last => Syllables[character - First],
        Zero => "ling",
        _ => null,
    };

    private static string?[] Load()
    {
        var syllables = new string?[Last - First + 1];
        using var stream = typeof(PinyinTable).Assembly.GetManifestResourceStream("pinyin.txt")
            ?? throw new InvalidOperationException("The table of readings is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            var syllable = line[..blank];
            foreach (var character in line.AsSpan(blank + 1))
            {
                if (character is >= First and <= Last)
                {
                    syllables[character - First] = syllable;
                }
            }
        }

        return syllables;
    }
}
