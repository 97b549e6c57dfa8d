using System.Globalization;
using System.Text.RegularExpressions;
using OrderLedger.Domain;

namespace OrderLedger.Web.Tests;

public sealed partial class TextsTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo(TextCatalog.Chinese);
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo(TextCatalog.English);

    [Fact]
    public void Both_languages_hold_the_same_keys()
    {
        var (zh, en) = (TextCatalog.Of(Chinese), TextCatalog.Of(English));

        Assert.NotEmpty(zh);
        Assert.Empty(zh.Keys.Except(en.Keys));
        Assert.Empty(en.Keys.Except(zh.Keys));
    }

    [Fact]
    public void Both_languages_want_the_same_facts()
    {
        var en = TextCatalog.Of(English);

        Assert.All(TextCatalog.Of(Chinese), pair => Assert.Equal(Facts(pair.Value), Facts(en[pair.Key])));
    }

    [Fact]
    public void Every_text_says_something_in_its_own_language()
    {
        Assert.All(TextCatalog.Of(Chinese), pair => Assert.False(string.IsNullOrEmpty(pair.Value), pair.Key));
        Assert.All(TextCatalog.Of(English), pair => Assert.False(Han().IsMatch(pair.Value), $"{pair.Key}: {pair.Value}"));
    }

    [Fact]
    public void A_refusal_becomes_a_sentence_with_its_facts()
    {
        var refusal = Refusal.NotAllowed("order.too-late", "20261116-C0087-001", "Shipped");

        Assert.Equal("订单 20261116-C0087-001 的状态是“已发货”，不能再这样操作。", In(Chinese, t => t[refusal]));
        Assert.Equal("Order 20261116-C0087-001 is “Shipped”; it is too late for this.", In(English, t => t[refusal]));
    }

    [Fact]
    public void An_unknown_refusal_or_a_missing_fact_still_gives_a_sentence()
    {
        Assert.Contains("no.such-code", In(Chinese, t => t[Refusal.Invalid("no.such-code")]), StringComparison.Ordinal);
        Assert.NotEmpty(In(Chinese, t => t[Refusal.NotAllowed("order.too-late")]));
    }

    [Fact]
    public void Languages_other_than_English_read_Chinese()
    {
        Assert.Equal("台账", In(CultureInfo.GetCultureInfo("zh-TW"), t => t["nav.ledger"]));
        Assert.Equal("台账", In(CultureInfo.InvariantCulture, t => t["nav.ledger"]));
        Assert.Equal("Ledger", In(CultureInfo.GetCultureInfo("en-GB"), t => t["nav.ledger"]));
    }

    private static IEnumerable<string> Facts(string text) =>
        Placeholder().Matches(text.Replace("{{", "", StringComparison.Ordinal)).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    private static string In(CultureInfo culture, Func<Texts, string> read)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = culture;
        try
        {
            return read(new Texts());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Han();
}
