using System.Globalization;
using CsCheck;
using OrderLedger.App.Import.Reading;

namespace OrderLedger.App.Tests.Import.Reading;

public sealed class NumberWritingsTests
{
    private static readonly Gen<decimal> Amount = Gen.Long[-9_999_999_999_999, 9_999_999_999_999]
        .Select(static cents => cents / 100m);

    [Theory]
    [InlineData("1,234.50", "1234.50")]
    [InlineData("￥1,234.50", "1234.50")]
    [InlineData("¥ 1234.5", "1234.5")]
    [InlineData("RMB1234.5", "1234.5")]
    [InlineData("人民币：1,234元", "1234")]
    [InlineData("1234元", "1234")]
    [InlineData("100元整", "100")]
    [InlineData("40万", "400000")]
    [InlineData("150万元", "1500000")]
    [InlineData("1.2亿", "120000000")]
    [InlineData("３千元", "3000")]
    [InlineData("１２３．４５", "123.45")]
    [InlineData("13％", "0.13")]
    [InlineData("5‰", "0.005")]
    [InlineData("（1,234）", "-1234")]
    [InlineData("(¥1,234.00)", "-1234.00")]
    [InlineData("-¥5", "-5")]
    [InlineData("¥-5", "-5")]
    [InlineData("−5", "-5")]
    [InlineData("1234-", "-1234")]
    [InlineData(" 7\u3000", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("1.2E+3", "1200")]
    [InlineData("壹万贰仟元整", "12000")]
    public void Every_writing_of_the_trade_is_read(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), NumberWritings.Parse(text)?.Value);

    [Theory]
    [InlineData("80kg", "80", "kg")]
    [InlineData("4.8t", "4.8", "t")]
    [InlineData("1,200 个", "1200", "个")]
    [InlineData("2万件", "20000", "件")]
    [InlineData("3.5元/个", "3.5", "元/个")]
    public void A_unit_is_returned_apart(string text, string value, string unit)
    {
        var reading = NumberWritings.Parse(text)!;

        Assert.Equal((decimal.Parse(value, CultureInfo.InvariantCulture), unit), (reading.Value, reading.Unit));
    }

    [Theory]
    [InlineData("")]
    [InlineData("　")]
    [InlineData("-")]
    [InlineData("待定")]
    [InlineData("1,23")]
    [InlineData("1,2345")]
    [InlineData("1.234,50")]
    [InlineData("100-200")]
    [InlineData("100+20")]
    [InlineData("3*5")]
    [InlineData("10:30")]
    [InlineData("约100")]
    [InlineData("100以上")]
    [InlineData("7折")]
    [InlineData("5k")]
    [InlineData("(1,234")]
    [InlineData("2016年7月")]
    [InlineData("2016-07-22")]
    [InlineData("1 234")]
    [InlineData("万元")]
    [InlineData("99999999999999999999999999999999999亿")]
    public void What_is_no_single_number_is_not_guessed(string text) => Assert.Null(NumberWritings.Parse(text));

    [Theory]
    [InlineData("壹万贰仟元整", "12000")]
    [InlineData("人民币壹拾贰万叁仟肆佰伍拾陆元柒角捌分", "123456.78")]
    [InlineData("叁仟零伍元伍分", "3005.05")]
    [InlineData("贰亿零叁万元正", "200030000")]
    [InlineData("拾元整", "10")]
    [InlineData("一万二千元", "12000")]
    [InlineData("壹佰圆零伍分", "100.05")]
    public void Capital_numerals_are_read(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), CapitalNumerals.Parse(text));

    [Theory]
    [InlineData("万元")]
    [InlineData("壹贰元")]
    [InlineData("壹佰贰仟元")]
    [InlineData("壹万万元")]
    [InlineData("一")]
    [InlineData("元")]
    [InlineData("伍分伍角")]
    public void Malformed_numerals_are_not_guessed(string text) => Assert.Null(CapitalNumerals.Parse(text));

    [Fact]
    public void An_amount_written_any_way_comes_back() => Amount.Sample(static amount =>
    {
        var culture = CultureInfo.InvariantCulture;
        var positive = Math.Abs(amount);
        foreach (var text in (string[])[amount.ToString(culture), amount.ToString("N2", culture),
            "¥" + amount.ToString("0.00", culture), amount.ToString("N2", culture) + "元",
            FullWidth(amount.ToString("N2", culture))])
            Assert.Equal(amount, NumberWritings.Parse(text)?.Value);
        Assert.Equal(-positive, NumberWritings.Parse($"（{positive.ToString("N2", culture)}）")?.Value);
        Assert.Equal(positive, NumberWritings.Parse((positive / 10_000).ToString(culture) + "万元")?.Value);
    });

    [Fact]
    public void Capital_numerals_come_back() => Gen.Long[1, 99_999_999_999].Sample(static cents =>
        Assert.Equal(cents / 100m, CapitalNumerals.Parse(Capitals(cents))));

    [Fact]
    public void Any_text_is_a_number_or_nothing_and_never_throws() =>
        Gen.String[Gen.Char["0123456789.,-()万亿元整壹拾佰%k E¥"], 0, 20]
        .Sample(static text => NumberWritings.Parse(text)?.IsPercent is not true
            || text.Contains('%', StringComparison.Ordinal));

    private static string FullWidth(string text) => string.Concat(text.Select(static c => (char)(c + 0xFEE0)));

    private static string Capitals(long cents)
    {
        const string Digits = "零壹贰叁肆伍陆柒捌玖";
        var (yuan, text, zero) = (cents / 100, "", false);
        var places = yuan.ToString(CultureInfo.InvariantCulture);
        for (var i = 0; i < places.Length && yuan > 0; i++)
        {
            var (digit, place) = (places[i] - '0', places.Length - 1 - i);
            if (digit > 0)
            {
                text += (zero ? "零" : "") + Digits[digit]
                    + (place % 4) switch { 1 => "拾", 2 => "佰", 3 => "仟", _ => "" };
                zero = false;
            }
            else
            {
                zero = true;
            }

            var section = yuan / (long)Math.Pow(10, place) % 10_000;
            if (place == 8) text += "亿";
            if (place == 4 && section > 0) text += "万";
        }

        var (jiao, fen) = (cents / 10 % 10, cents % 10);
        text += yuan > 0 ? "元" : "零元";
        if (jiao == 0 && fen == 0) return text + "整";

        return text + (jiao > 0 ? $"{Digits[(int)jiao]}角" : "零") + (fen > 0 ? $"{Digits[(int)fen]}分" : "整");
    }
}
