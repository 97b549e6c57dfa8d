namespace OrderLedger.App.Import.Reading;

/// <summary>Amounts in capital numerals as on contracts and receipts: 人民币壹万贰仟叁佰元伍角整.</summary>
public static class CapitalNumerals
{
    private const string Ones = "零壹贰叁肆伍陆柒捌玖";
    private const string Plain = "〇一二三四五六七八九";

    /// <summary>The amount in yuan to the fen; null for anything that is not one well-formed amount.</summary>
    public static decimal? Parse(string text)
    {
        var rest = text.AsSpan().Trim();
        if (rest.StartsWith("人民币")) rest = rest[3..].TrimStart(": ");
        if (rest.StartsWith("大写")) rest = rest[2..].TrimStart(": ");

        var yuan = rest.IndexOfAny('元', '圆', '圓');
        var whole = yuan >= 0 ? rest[..yuan] : rest.TrimEnd("整正");
        var cents = yuan >= 0 ? Cents(rest[(yuan + 1)..]) : 0;
        if (yuan < 0 && whole.Length < 2 && (whole.IsEmpty || !Ones.Contains(whole[0], StringComparison.Ordinal)))
            return null;

        return Whole(whole) is { } amount && cents is { } rests ? amount + (rests / 100m) : null;
    }

    /// <summary>伍角陆分, 零伍分, 整: 0 to 99; null when malformed.</summary>
    private static int? Cents(ReadOnlySpan<char> text)
    {
        var rest = text.TrimEnd("整正").TrimStart('零');
        var cents = 0;
        foreach (var (unit, worth) in (ReadOnlySpan<(char, int)>)[('角', 10), ('分', 1)])
        {
            if (rest.Length < 2 || rest[1] != unit) continue;
            if (Digit(rest[0]) is not (> 0 and var digit)) return null;

            cents += digit * worth;
            rest = rest[2..].TrimStart('零');
        }

        return rest.IsEmpty ? cents : null;
    }

    /// <summary>Up to 亿, larger sections before smaller ones.</summary>
    private static decimal? Whole(ReadOnlySpan<char> text)
    {
        var total = 0m;
        var rest = text;
        foreach (var (marks, worth) in (ReadOnlySpan<(string, decimal)>)[("亿億", 100_000_000m), ("万萬", 10_000m)])
        {
            var at = rest.IndexOfAny(marks);
            if (at < 0) continue;
            if (Section(rest[..at]) is not (> 0 and var section)) return null;

            total += section * worth;
            rest = rest[(at + 1)..];
        }

        if (rest.IsEmpty) return total > 0 ? total : null;

        return Section(rest) is { } last && (last > 0 || total == 0) ? total + last : null;
    }

    /// <summary>Below ten thousand: 叁仟零伍拾. Units must fall and each needs its digit, only a first 拾 may stand
    /// alone.</summary>
    private static int? Section(ReadOnlySpan<char> text)
    {
        var (sum, digit, lowest) = (0, -1, 10_000);
        for (var i = 0; i < text.Length; i++)
        {
            if (Digit(text[i]) is { } next)
            {
                if (digit > 0) return null;

                digit = next;
                continue;
            }

            var worth = text[i] switch { '拾' or '十' => 10, '佰' or '百' => 100, '仟' or '千' => 1000, _ => 0 };
            if (worth == 0 || worth >= lowest || digit == 0 || (digit < 0 && (i > 0 || worth != 10))) return null;

            sum += (digit < 0 ? 1 : digit) * worth;
            (digit, lowest) = (-1, worth);
        }

        return text.IsEmpty || (digit > 0 && lowest == 1) ? null : sum + Math.Max(digit, 0);
    }

    private static int? Digit(char c)
    {
        var digit = Math.Max(Ones.IndexOf(c, StringComparison.Ordinal), Plain.IndexOf(c, StringComparison.Ordinal));
        return c switch { '两' => 2, '貳' => 2, '參' => 3, '陸' => 6, _ => digit < 0 ? null : digit };
    }
}
