using System.Globalization;
using OrderLedger.Domain;

namespace OrderLedger.Web;

/// <summary>The product's words in the reader's language: <c>T["order.new"]</c> is a word, <c>T["date.late", 2]</c> a
/// sentence with facts, <c>T[refusal]</c> the sentence of a refusal.</summary>
/// <remarks>The words lie in the .resx files of this folder, one family per room: <c>Room.resx</c> (Chinese) and
/// <c>Room.en.resx</c>. A key belongs to one family. The language is the current UI culture.</remarks>
public sealed class Texts
{
    /// <summary>Facts may be names of the code: <c>Shipped</c>, <c>Sales</c>; these families say them in words.</summary>
    private static readonly string[] NamesInFacts = ["status.", "role.", "right.", "field."];

    /// <summary>The word, or the key itself where the word is missing: visible, and found by a test.</summary>
    public string this[string key] => Find(key) ?? key;

    /// <param name="facts">Fill {0}, {1} … as they are; format numbers and dates before.</param>
    public string this[string key, params object?[] facts] =>
        string.Format(CultureInfo.InvariantCulture, this[key], facts);

    /// <summary>The sentence of a refusal. A fact that is a key (<c>field.quantity</c>) or a
    /// name of the code (<c>Shipped</c>) is put in words.</summary>
    public string this[Refusal refusal]
    {
        get
        {
            if (Find("refusal." + refusal.Code) is not { } sentence) return this["refusal.unknown", refusal.Code];

            var facts = refusal.Facts.Select(InWords).ToArray();
            return TextCatalog.Placeholders(sentence) > facts.Length
                ? sentence
                : string.Format(CultureInfo.InvariantCulture, sentence, facts);
        }
    }

    /// <summary>For the <c>lang</c> attribute: <c>zh-CN</c> or <c>en</c>.</summary>
    public string Language => IsChinese ? TextCatalog.Chinese : TextCatalog.English;

    public bool IsChinese => !IsEnglish(CultureInfo.CurrentUICulture);

    public static bool IsEnglish(CultureInfo culture) =>
        culture.Name.StartsWith("en", StringComparison.OrdinalIgnoreCase);

    public bool Has(string key) => Find(key) is not null;

    private static object? InWords(string fact) =>
        Find(fact) ?? Array.ConvertAll(NamesInFacts, kind => Find(kind + fact)).FirstOrDefault(word => word is not null) ?? fact;

    private static string? Find(string key) => TextCatalog.Of(CultureInfo.CurrentUICulture).GetValueOrDefault(key);
}
