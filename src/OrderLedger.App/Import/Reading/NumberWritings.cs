using System.Globalization;
using System.Text.RegularExpressions;

namespace OrderLedger.App.Import.Reading;

/// <summary>A number as read.</summary>
/// <param name="Value">With every digit; 40万 is 400000, 13％ is 0.13.</param>
/// <param name="Unit">What stood behind it: <c>kg</c>, <c>个</c>; null for none and for money.</param>
/// <param name="IsPercent">Was written, or is shown, with a percent sign.</param>
public sealed record NumberReading(decimal Value, string? Unit, bool IsPercent);

/// <summary>Numbers as people write them: 1,234.50 ￥1234 150万元 １２３ （1,234） 80kg 壹万贰仟元整.</summary>
public static partial class NumberWritings
{
    private const int LengthMax = 64;

    /// <summary>The number, or null for a blank, a range, a sum, a time, or groups that could be read two
    /// ways.</summary>
    public static NumberReading? Parse(string text)
    {
        if (text.Length > LengthMax) return null;

        var folded = TextWritings.Fold(text).Trim();
        if (folded.Length == 0) return null;

        // Nearly every number is written plainly.
        if (decimal.TryParse(folded, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var plain)) return new NumberReading(plain, null, IsPercent: false);

        // Words are turned away before the pattern looks at them.
        if (!folded.AsSpan().ContainsAnyInRange('0', '9') || Shape().Match(folded) is not { Success: true } match)
            return CapitalNumerals.Parse(folded) is { } all ? new NumberReading(all, null, IsPercent: false) : null;

        // A bracket left open is a slip, not a minus.
        var bracketed = match.Groups["open"].Success;
        if (bracketed != match.Groups["close"].Success) return null;
        var unit = match.Groups["unit"].Value;
        if (Vague().IsMatch(unit) || Digits(match.Groups["number"].Value) is not { } number) return null;

        var negative = bracketed || match.Groups["minus"].Success || match.Groups["after"].Success;
        var percent = match.Groups["percent"].Value;
        try
        {
            number *= Magnitude(match.Groups["magnitude"].Value);
        }
        catch (OverflowException)
        {
            return null;
        }

        if (percent.Length > 0) number /= percent is "%" ? 100 : 1000;
        return new NumberReading(negative ? -number : number, unit.Length > 0 ? unit : null,
            percent.Length > 0);
    }

    /// <summary>The factor of a magnitude word: 万, 百万, 亿, 千; 1 for none or an unknown word.</summary>
    public static decimal Magnitude(string word) => word switch
    {
        "十" => 10,
        "百" => 100,
        "千" => 1_000,
        "万" or "萬" => 10_000,
        "十万" => 100_000,
        "百万" => 1_000_000,
        "千万" => 10_000_000,
        "亿" or "億" => 100_000_000,
        "十亿" => 1_000_000_000,
        _ => 1,
    };

    private static decimal? Digits(string digits)
    {
        // 1,234,567.5 has its commas in threes; 1,23 or 1.234,5 could mean anything.
        if (digits.Contains(',', StringComparison.Ordinal) && !Grouped().IsMatch(digits)) return null;

        return decimal.TryParse(digits.Replace(",", "", StringComparison.Ordinal),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    // 100以上, 7折, 3年, 5k say something, but not this number.
    [GeneratedRegex("^(以[上下内]|左右|上下|余|多|来|几|折|成|年|月|日|号|点|时|[kw]$)", RegexOptions.CultureInvariant
        | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Vague();

    [GeneratedRegex(@"^\d{1,3}(,\d{3})+(\.\d*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Grouped();

    [GeneratedRegex(
        @"^(?<open>\()? ?(?<minus>[-–])?\+? ?(?:人民币|RMB|CNY|USD|US\$|EUR|HKD|JPY|[¥$€£])?:? ?(?<minus>[-–])?"
        + @"(?<number>\d[\d,]*(?:\.\d*)?(?:E[+-]?\d{1,2})?|\.\d+) ?(?:(?<percent>[%‰])"
        + @"|(?<magnitude>[十百千]?[万萬]|十?[亿億]|[百千])? ?(?:元整?|圆整?|块|¥|人民币|RMB|CNY|USD|EUR"
        + @"|(?<unit>[A-Za-z\u4E00-\u9FFF㎡³²/]{1,6}))?)"
        + @"(?<after>-)? ?(?<close>\))?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
