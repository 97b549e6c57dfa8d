using System.Text;

namespace OrderLedger.Domain;

/// <summary>大写金额, as written on receipts and contracts (domain.md §6).</summary>
public static class ChineseAmount
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private static readonly string[] Places = ["", "拾", "佰", "仟"];

    /// <summary>1409.50 → 人民币壹仟肆佰零玖元伍角; whole amounts end in 整; negative ones begin with 负.</summary>
    public static string Of(Money amount)
    {
        var cents = Math.Abs((decimal)amount.Cents);
        var yuan = (ulong)(cents / 100m);
        var (jiao, fen) = ((int)(cents / 10m % 10), (int)(cents % 10));
        var text = new StringBuilder("人民币");
        if (amount.Cents < 0) text.Append('负');
        if (yuan > 0)
        {
            AppendWhole(text, yuan);
            text.Append('元');
        }
        if (jiao > 0) text.Append(Digits[jiao]).Append('角');
        // 16409.02 is read 元零贰分: a jumped place is spoken.
        if (fen > 0 && jiao == 0 && yuan > 0) text.Append('零');
        if (fen > 0) text.Append(Digits[fen]).Append('分');
        if (cents == 0) text.Append("零元");
        if (jiao == 0 && fen == 0) text.Append('整');
        return text.ToString();
    }

    /// <summary>亿 and 万 each split a number in two that are read alike: 55351 0000 0000 is 伍万伍仟叁佰伍拾壹亿.</summary>
    private static void AppendWhole(StringBuilder text, ulong yuan)
    {
        var (split, name) = yuan >= 100_000_000 ? (100_000_000UL, '亿') : (10_000UL, '万');
        if (yuan < split)
        {
            AppendGroup(text, (int)yuan);
            return;
        }
        AppendWhole(text, yuan / split);
        text.Append(name);
        var rest = yuan % split;
        // A jumped place is spoken: 壹亿零壹元.
        if (rest > 0 && rest < split / 10) text.Append('零');
        if (rest > 0) AppendWhole(text, rest);
    }

    private static void AppendGroup(StringBuilder text, int group)
    {
        var (started, zero) = (false, false);
        for (var (place, unit) = (3, 1_000); place >= 0; place--, unit /= 10)
        {
            var digit = group / unit % 10;
            if (digit == 0)
            {
                zero = started;
                continue;
            }
            if (zero) text.Append('零');
            text.Append(Digits[digit]).Append(Places[place]);
            (started, zero) = (true, false);
        }
    }
}
