using System.Text.RegularExpressions;

namespace OrderLedger.App.Import.Reading;

/// <summary>A header taken apart: <c>*金额（万元）</c> is 金额, times 10,000.</summary>
/// <param name="Key">For comparing: folded, lower case, without blanks, marks and brackets.</param>
/// <param name="FullKey">The same with what stood in brackets, but for units and 选填.</param>
/// <param name="Multiplier">Its numbers times this are the value: 10,000 for 万元; 1 without.</param>
/// <param name="Unit">The unit of its numbers, <c>t</c>, 个, <c>%</c>; null for none and for money.</param>
internal sealed partial record HeaderText(string Key, string FullKey, decimal Multiplier, string? Unit)
{
    public static HeaderText Of(string header)
    {
        var (multiplier, unit, rest) = (1m, (string?)null, TextWritings.Key(header));
        var qualifiers = "";
        var key = Bracket().Replace(rest, match =>
        {
            var inside = match.Groups["inside"].Value;
            if (Money().Match(inside) is { Success: true } money)
                multiplier = NumberWritings.Magnitude(money.Groups["word"].Value);
            else if (Measure().IsMatch(inside)) unit = inside.Trim('/');
            else if (!Hint().IsMatch(inside)) qualifiers += inside;
            return "";
        });
        key = Marks().Replace(key, "");
        if (!HeaderAliases.Whole.ContainsKey(key) && Trailing().Match(key) is { Success: true } tail)
        {
            multiplier = NumberWritings.Magnitude(tail.Groups["word"].Value);
            key = key[..tail.Index];
        }

        return new HeaderText(key, key + Marks().Replace(qualifiers, ""), multiplier, unit);
    }

    [GeneratedRegex(@"[(\[【〔{](?<inside>[^)\]】〕}]*)[)\]】〕}]", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bracket();

    [GeneratedRegex("^(单位:?)?(?<word>[十百千]?万|十?亿|千|百)?(元|圆|rmb|cny|人民币|¥|usd|美元|\\$)*$", Options,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Money();

    [GeneratedRegex("^/?(单位:)?(%|t|kg|g|m|m2|m3|㎡|cm|mm|pcs|个|件|只|套|箱|米|吨|公斤|千克|克|台|片|条|张|盒|包|桶|方|立方|平方|根|卷|双|支|把)$",
        Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Measure();

    [GeneratedRegex("^(选填|必填|可选|非必填|可不填|optional|required|\\*)$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hint();

    [GeneratedRegex(@"[*#:.,_\-?'""]", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();

    [GeneratedRegex("(?<=.)/?(?<word>[十百千]?万|十?亿|千)?元$", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trailing();

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
}
