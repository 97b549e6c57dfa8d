namespace OrderLedger.Domain;

/// <summary>What search looks in besides the words themselves: full pinyin and initials.</summary>
public static class SearchText
{
    /// <summary>宁波海晟 → "ningbohaisheng nbhs".</summary>
    public static string Of(params IEnumerable<string?> texts) => string.Join(' ', texts
        .Where(text => !string.IsNullOrWhiteSpace(text))
        .SelectMany(text => new[] { Pinyin.Of(text!), Pinyin.Initials(text!) })
        .Distinct(StringComparer.Ordinal));
}
