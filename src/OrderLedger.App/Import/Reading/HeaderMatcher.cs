namespace OrderLedger.App.Import.Reading;

/// <summary>What one header says.</summary>
/// <param name="Field">The field.</param>
/// <param name="Multiplier">Its numbers times this are the value: 10,000 for 万元.</param>
/// <param name="Unit">The unit in the header, or null.</param>
/// <param name="Exact">The whole header is an alias, not only a part of it.</param>
/// <param name="Length">Of the alias: the longer, the surer.</param>
public sealed record HeaderMatch(ImportField Field, decimal Multiplier, string? Unit, bool Exact, int Length);

/// <summary>Recognises headers by the aliases of the trade.</summary>
public static class HeaderMatcher
{
    // A longer text is a title or a remark.
    private const int KeyMax = 30;

    /// <summary>The whole header as an alias, else the longest alias inside it (含税单价 before 单价; of equals the
    /// later, as the noun stands last); null for a header nobody has used yet.</summary>
    public static HeaderMatch? Match(string header)
    {
        // Titles end here too, before any pattern looks at them.
        if (header.Length > 4 * KeyMax) return null;

        var text = HeaderText.Of(header);
        if (text.Key.Length is 0 or > KeyMax) return null;

        if (Whole(text.FullKey) is { } full) return Found(full, text.FullKey.Length, exact: true);
        if (Whole(text.Key) is { } whole) return Found(whole, text.Key.Length, exact: true);
        if (OfParts(text.Key) is { } part) return Found(part, text.Key.Length, exact: true);

        return Inside(text.FullKey) is { } inside ? Found(inside.Field, inside.Length, exact: false) : null;

        HeaderMatch Found(ImportField field, int length, bool exact) =>
            new(field, text.Multiplier, text.Unit, exact, length);
    }

    /// <summary>A field by its name on the command line: <c>orderNumber</c>, <c>order-number</c> or 订单编号.</summary>
    public static ImportField? FieldOf(string name)
    {
        var plain = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Trim();
        if (plain.Length > 0 && char.IsAsciiLetter(plain[0])
            && Enum.TryParse<ImportField>(plain, ignoreCase: true, out var field)) return field;

        return Whole(HeaderText.Of(name).Key);
    }

    /// <summary>The Chinese name of a field, which is also a header it is recognised by.</summary>
    public static string NameOf(ImportField field) => HeaderAliases.NameOf(field);

    private static ImportField? Whole(string key) => HeaderAliases.Whole.TryGetValue(key, out var field) ? field : null;

    /// <summary>品名/规格 is first of all 品名; 日期date says the same twice.</summary>
    private static ImportField? OfParts(string key)
    {
        var cut = key.AsSpan().IndexOfAny('/', '、', '|');
        if (cut > 0) return Whole(key[..cut]);

        var latin = key.AsSpan().IndexOfAnyInRange('a', 'z');
        return latin > 0 && key.Length - latin >= 4 && !char.IsAscii(key[0]) ? Whole(key[..latin]) : null;
    }

    private static (ImportField Field, int Length)? Inside(string key)
    {
        (ImportField Field, int Length, int End)? best = null;
        foreach (var (alias, field) in HeaderAliases.Inside)
        {
            if (best is { } found && alias.Length < found.Length) break;

            var at = key.LastIndexOf(alias, StringComparison.Ordinal);
            var end = at + alias.Length;
            if (at < 0 || (char.IsAscii(alias[0]) && end < key.Length)) continue;
            if (best is not { } other || end > other.End) best = (field, alias.Length, end);
        }

        return best is { } match ? (match.Field, match.Length) : null;
    }
}
