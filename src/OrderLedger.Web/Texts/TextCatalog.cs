using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

[assembly: NeutralResourcesLanguage("zh-CN")]

namespace OrderLedger.Web;

/// <summary>Every text of both languages, read once. A family of texts is added by adding its two files.</summary>
public static partial class TextCatalog
{
    public const string Chinese = "zh-CN";
    public const string English = "en";
    private const string Folder = "OrderLedger.Web.Texts.";
    private const string Suffix = ".resources";

    private static readonly FrozenDictionary<string, string> InChinese = Load(CultureInfo.InvariantCulture);
    private static readonly FrozenDictionary<string, string> InEnglish = Load(CultureInfo.GetCultureInfo(English));

    public static FrozenDictionary<string, string> Of(CultureInfo culture) =>
        Texts.IsEnglish(culture) ? InEnglish : InChinese;

    /// <summary>How many facts a sentence wants: one more than its highest placeholder.</summary>
    public static int Placeholders(string sentence) =>
        Placeholder().Matches(sentence)
            .Select(m => int.Parse(m.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) + 1).DefaultIfEmpty().Max();

    /// <exception cref="InvalidOperationException">Two families hold the same key, or a language lacks a family.</exception>
    private static FrozenDictionary<string, string> Load(CultureInfo culture)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var assembly = typeof(TextCatalog).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Folder, StringComparison.Ordinal)) continue;

            var family = new ResourceManager(name[..^Suffix.Length], assembly);
            var set = family.GetResourceSet(culture, createIfNotExists: true, tryParents: false)
                ?? throw new InvalidOperationException($"The texts {name} are missing for '{culture.Name}'.");
            foreach (DictionaryEntry entry in set)
            {
                if (!texts.TryAdd((string)entry.Key, (string)entry.Value!))
                    throw new InvalidOperationException($"Two families of texts hold the key '{entry.Key}'.");
            }
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{(?<n>\d)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
