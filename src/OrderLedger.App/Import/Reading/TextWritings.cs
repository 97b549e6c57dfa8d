namespace OrderLedger.App.Import.Reading;

/// <summary>How people write text: full-width signs, blanks of many kinds.</summary>
public static class TextWritings
{
    /// <summary>Full-width ASCII to half-width, every blank to a plain one, zero-width signs away. One sign stays one
    /// sign; Chinese text, leading zeros and line breaks stay. For comparing and for numbers, not for what is
    /// kept.</summary>
    public static string Fold(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;

        var folded = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsInvisible(c)) continue;

            folded.Append(c switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                '\uFFE5' => '¥',
                '\u2212' or '\uFE63' => '-',
                '\r' or '\n' => c,
                _ when char.IsWhiteSpace(c) => ' ',
                _ => c,
            });
        }

        return folded.ToString();
    }

    /// <summary>The text to keep: blanks at both ends and invisible signs off, everything else as written; null when
    /// nothing is left.</summary>
    public static string? Clean(string text)
    {
        var kept = text.Any(IsInvisible) ? string.Concat(text.Where(static c => !IsInvisible(c))) : text;
        kept = kept.Trim();
        return kept.Length == 0 ? null : kept;
    }

    public static bool IsBlank(string text) => text.All(static c => char.IsWhiteSpace(c) || IsInvisible(c));

    /// <summary>For comparing: folded, lower case, no blanks at all.</summary>
    public static string Key(string text) =>
        string.Concat(Fold(text).Where(static c => !char.IsWhiteSpace(c))).ToLowerInvariant();

    // Zero-width blanks and joiners, direction marks, byte order mark, controls other than tab and line break.
    private static bool IsInvisible(char c) => c is (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E')
        or '\u2060' or '\uFEFF' or '\u00AD' || (char.IsControl(c) && c is not ('\t' or '\r' or '\n'));
}
