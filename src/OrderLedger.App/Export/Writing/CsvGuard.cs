using System.Buffers;

namespace OrderLedger.App.Export.Writing;

/// <summary>Keeps text of strangers from becoming a formula when a spreadsheet opens a CSV.</summary>
public static class CsvGuard
{
    private static readonly SearchValues<char> Triggers = SearchValues.Create("=+-@＝＋－＠");
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"'`“”‘’＂＇");

    /// <summary>Prefixes an apostrophe where the first visible sign, after blanks and quotes, starts a formula, or
    /// where a tab or line break stands before it.</summary>
    public static string Guard(string text) => IsRisky(text) ? "'" + text : text;

    /// <summary>Takes off the apostrophe that <see cref="Guard"/> put on, so that export and import give the same
    /// text.</summary>
    public static string Unguard(string text) => text is ['\'', .. var rest] && IsRisky(rest) ? rest : text;

    private static bool IsRisky(string text)
    {
        foreach (var c in text)
        {
            if (c is '\t' or '\r' or '\n' || Triggers.Contains(c)) return true;
            if (!IsSkipped(c)) return false;
        }

        return false;
    }

    // Some importers strip these before they look for a formula. Zero-width signs are format characters.
    private static bool IsSkipped(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || Quotes.Contains(c)
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format;
}
