using System.Text;

namespace OrderLedger.Domain;

/// <summary>Full-width and half-width, upper and lower case are one to a reader, so they are one to a key (I27).</summary>
public static class TextFolding
{
    /// <summary>Half-width, lower case, without outer blanks: "ＡＢ－０１ " → "ab-01".</summary>
    public static string Key(string text) => HalfWidth(text).Trim().ToLowerInvariant();

    /// <summary>Folds U+FF01…U+FF5E and the ideographic space; all else stays.</summary>
    public static string HalfWidth(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u3000', '\uFFFF')) return text;

        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            folded.Append(c switch
            {
                '\u3000' => ' ',
                >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                _ => c,
            });
        }
        return folded.ToString();
    }
}
