using System.Text;

namespace OrderLedger.Domain;

/// <summary>Reads Chinese text aloud in Latin letters, so that people find 宁波海晟机电 by <c>nbhsjd</c>.</summary>
/// <remarks>Tones are dropped and ü is written v, as typed on a keyboard. Each character has its most frequent reading,
/// except inside the words of <see cref="PinyinWords"/>. Text that is not Chinese passes through in lower case and half
/// width; blanks are dropped. The readings (U+4E00–U+9FFF) come from pinyin-pro under the MIT licence, whose text lies
/// beside the data in <c>pinyin.LICENSE.txt</c>.</remarks>
public static class Pinyin
{
    /// <summary>The whole reading, syllables joined: 宁波海晟机电 → <c>ningbohaishengjidian</c>.</summary>
    public static string Of(string text) => Read(text, initialsOnly: false);

    /// <summary>The first letter of each syllable: 宁波海晟机电 → <c>nbhsjd</c>.</summary>
    public static string Initials(string text) => Read(text, initialsOnly: true);

    private static string Read(string text, bool initialsOnly)
    {
        var read = new StringBuilder(text.Length * (initialsOnly ? 1 : 4));
        for (var at = 0; at < text.Length;)
        {
            var syllables = PinyinWords.At(text, at);
            if (syllables is null)
            {
                AppendOne(read, text[at++], initialsOnly);
                continue;
            }

            foreach (var syllable in syllables)
            {
                Append(read, syllable, initialsOnly);
            }

            at += syllables.Length;
        }

        return read.ToString();
    }

    private static void AppendOne(StringBuilder read, char character, bool initialsOnly)
    {
        if (PinyinTable.SyllableOf(character) is { } syllable)
        {
            Append(read, syllable, initialsOnly);
        }
        else if (!char.IsWhiteSpace(character))
        {
            read.Append(char.ToLowerInvariant(HalfWidth(character)));
        }
    }

    private static void Append(StringBuilder read, string syllable, bool initialsOnly) =>
        read.Append(initialsOnly ? syllable.AsSpan(0, 1) : syllable);

    // The full-width forms of ASCII lie 0xFEE0 above it.
    private static char HalfWidth(char character) =>
        character is >= '\uFF01' and <= '\uFF5E' ? (char)(character - 0xFEE0) : character;
}
