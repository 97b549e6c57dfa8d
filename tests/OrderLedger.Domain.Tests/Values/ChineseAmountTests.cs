using System.Globalization;
using CsCheck;

namespace OrderLedger.Domain.Tests.Values;

public sealed class ChineseAmountTests
{
    [Theory]
    [InlineData("1409.50", "人民币壹仟肆佰零玖元伍角")]
    [InlineData("16409.02", "人民币壹万陆仟肆佰零玖元零贰分")]
    [InlineData("325.04", "人民币叁佰贰拾伍元零肆分")]
    [InlineData("100000", "人民币壹拾万元整")]
    [InlineData("10005", "人民币壹万零伍元整")]
    [InlineData("0.05", "人民币伍分")]
    [InlineData("0", "人民币零元整")]
    [InlineData("0.5", "人民币伍角")]
    [InlineData("10", "人民币壹拾元整")]
    [InlineData("1010", "人民币壹仟零壹拾元整")]
    [InlineData("100000001", "人民币壹亿零壹元整")]
    [InlineData("100010000", "人民币壹亿零壹万元整")]
    [InlineData("100001000", "人民币壹亿零壹仟元整")]
    [InlineData("20010300.07", "人民币贰仟零壹万零叁佰元零柒分")]
    [InlineData("1000000.05", "人民币壹佰万元零伍分")]
    [InlineData("1000000000000", "人民币壹万亿元整")]
    [InlineData("5535135296205.79", "人民币伍万伍仟叁佰伍拾壹亿叁仟伍佰贰拾玖万陆仟贰佰零伍元柒角玖分")]
    [InlineData("-3.20", "人民币负叁元贰角")]
    [InlineData("6007.14", "人民币陆仟零柒元壹角肆分")]
    public void Amounts_are_written_as_banks_want_them(string amount, string text) =>
        Assert.Equal(text, ChineseAmount.Of(Money.Of(decimal.Parse(amount, CultureInfo.InvariantCulture))));

    [Fact]
    public void What_is_written_reads_back_as_the_same_amount() =>
        Gen.OneOf(Gen.Long[0, 100_000], Gen.Long[0, 10_000_000_000_000_000]).Sample(static cents =>
            Read(ChineseAmount.Of(new(cents))) == cents && Read(ChineseAmount.Of(new(-cents))) == -cents);

    [Fact]
    public void Sparse_amounts_read_back_too_and_never_say_zero_twice() =>
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 15], Gen.Int[1, 9]).Sample(static (a, b, digit) =>
        {
            var cents = (long)(BigPower(a) + (digit * BigPower(b)));
            var text = ChineseAmount.Of(new(cents));
            return Read(text) == cents && !text.Contains("零零", StringComparison.Ordinal);
        });

    private static decimal BigPower(int exponent) => Enumerable.Repeat(10m, exponent).Aggregate(1m, static (x, y) => x * y);

    /// <summary>Reads place by place; knows nothing of how the text was made.</summary>
    private static long Read(string text)
    {
        const string digits = "零壹贰叁肆伍陆柒捌玖";
        long total = 0, group = 0, digit = 0, cents = 0;
        var isNegative = false;
        foreach (var c in text["人民币".Length..])
        {
            switch (c)
            {
                case '负': isNegative = true; break;
                case '整': break;
                case '拾': group += digit * 10; digit = 0; break;
                case '佰': group += digit * 100; digit = 0; break;
                case '仟': group += digit * 1_000; digit = 0; break;
                case '万': total += (group + digit) * 10_000; (group, digit) = (0, 0); break;
                case '亿': total = (total + group + digit) * 100_000_000; (group, digit) = (0, 0); break;
                case '元': total += group + digit; (group, digit) = (0, 0); break;
                case '角': cents += digit * 10; digit = 0; break;
                case '分': cents += digit; digit = 0; break;
                case '零': break;
                default: digit = digits.IndexOf(c, StringComparison.Ordinal); break;
            }
        }
        return ((total * 100) + cents) * (isNegative ? -1 : 1);
    }
}
