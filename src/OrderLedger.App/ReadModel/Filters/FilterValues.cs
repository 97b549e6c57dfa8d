using System.Globalization;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Filters;

/// <summary>Values as people write them: <c>1.2万</c>, <c>2026-10</c>, 今天, <c>today-30d</c>, 待发货, 是.</summary>
public static class FilterValues
{
    private static readonly (string[] Names, DateUnit Unit, int Offset)[] Relative =
    [
        (["today", "今天"], DateUnit.Day, 0), (["yesterday", "昨天"], DateUnit.Day, -1), (["tomorrow", "明天"], DateUnit.Day, 1),
        (["this-week", "本周"], DateUnit.Week, 0), (["last-week", "上周"], DateUnit.Week, -1), (["next-week", "下周"], DateUnit.Week, 1),
        (["this-month", "本月"], DateUnit.Month, 0), (["last-month", "上月"], DateUnit.Month, -1), (["next-month", "下月"], DateUnit.Month, 1),
        (["this-year", "今年"], DateUnit.Year, 0), (["last-year", "去年"], DateUnit.Year, -1), (["next-year", "明年"], DateUnit.Year, 1),
    ];

    private static readonly string[] DateForms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];
    private static readonly string[] MonthForms = ["yyyy-M", "yyyy/M", "yyyy年M月"];

    /// <summary>Null when the text is no value of that column.</summary>
    public static FilterValue? Read(LedgerColumn column, string text) => column.Kind switch
    {
        ColumnKind.Text => new TextValue(text),
        ColumnKind.Word => column.Words.FirstOrDefault(word => word.Is(text.Trim())) is { } word ? new WordValue(word) : null,
        ColumnKind.YesNo => YesNo(text.Trim().ToUpperInvariant()),
        ColumnKind.Date or ColumnKind.Instant => Date(text.Trim()),
        _ => Number(text) is { } number ? new NumberValue(number) : null,
    };

    /// <summary>What would have been understood, for the refusal.</summary>
    public static string Expected(LedgerColumn column) => column.Kind switch
    {
        ColumnKind.Word => string.Join(", ", column.Words.Select(static word => word.Label)),
        ColumnKind.YesNo => "yes, no",
        ColumnKind.Date or ColumnKind.Instant => "2026-10-01, 2026-10, today, today-30d, this-month",
        _ => "1234.5, 1.2万",
    };

    /// <summary><c>1.2万</c> is 12,000; <c>￥1,200.00</c> is 1,200; 亿 and 元 are understood too.</summary>
    public static decimal? Number(string text)
    {
        var number = TextFolding.HalfWidth(text).Trim().TrimStart('¥', '￥').TrimEnd('元');
        var factor = 1m;
        if (number.EndsWith('%')) (number, factor) = (number[..^1], 0.01m);
        else if (number.EndsWith('万')) (number, factor) = (number[..^1], 10_000m);
        else if (number.EndsWith('亿')) (number, factor) = (number[..^1], 100_000_000m);
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        // No column holds more.
        return decimal.TryParse(number, Styles, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1_000_000_000_000m
            && Math.Abs(value * factor) < 1_000_000_000_000m
            ? value * factor : null;
    }

    /// <summary>The shortest writing that reads back equal.</summary>
    internal static string Print(FilterValue value) => value switch
    {
        TextValue text => FilterPrinter.Quote(text.Text),
        NumberValue number => number.Number.ToString("0.############################", CultureInfo.InvariantCulture),
        WordValue word => word.Word.Name,
        YesNoValue yesNo => yesNo.IsYes ? "yes" : "no",
        DateValue date => Print(date),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    /// <summary>The same as it would be typed into a field of its own.</summary>
    internal static string Plain(FilterValue value) => value is TextValue text ? text.Text : Print(value);

    private static string Print(DateValue date)
    {
        if (date.Start is { } start)
        {
            return start.ToString(date.Unit switch { DateUnit.Day => "yyyy-MM-dd", DateUnit.Month => "yyyy-MM", _ => "yyyy" },
                CultureInfo.InvariantCulture);
        }
        var known = Array.Find(Relative, word => word.Unit == date.Unit && word.Offset == date.Offset);
        return known.Names is { } names ? names[0]
            : string.Create(CultureInfo.InvariantCulture, $"today{date.Offset:+0;-0}d");
    }

    private static YesNoValue? YesNo(string text) => text switch
    {
        "YES" or "TRUE" or "1" or "是" or "有" => new(true),
        "NO" or "FALSE" or "0" or "否" or "无" => new(false),
        _ => null,
    };

    private static DateValue? Date(string text)
    {
        var word = Array.Find(Relative, word => word.Names.Contains(text, StringComparer.OrdinalIgnoreCase));
        if (word.Names is not null) return new(word.Unit, null, word.Offset);
        if (Shifted(text) is { } offset) return new(DateUnit.Day, null, offset);
        if (DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return IsUsual(day) ? new(DateUnit.Day, day, 0) : null;
        if (DateOnly.TryParseExact(text, MonthForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return IsUsual(month) ? new(DateUnit.Month, month, 0) : null;
        return text.TrimEnd('年') is { Length: 4 } year && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1900 and < 2200 ? new(DateUnit.Year, new(number, 1, 1), 0) : null;
    }

    /// <summary><c>today-30d</c>, 今天-30天, <c>-30d</c>: at most ten years away.</summary>
    private static int? Shifted(string text)
    {
        var rest = text.StartsWith("today", StringComparison.OrdinalIgnoreCase) ? text[5..]
            : text.StartsWith("今天", StringComparison.Ordinal) ? text[2..] : text;
        if (rest.Length < 3 || rest[0] is not ('+' or '-') || rest[^1] is not ('d' or 'D' or '天')) return null;
        return int.TryParse(rest.AsSpan(1, rest.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 3_660
            ? rest[0] == '-' ? -days : days : null;
    }

    private static bool IsUsual(DateOnly day) => day.Year is >= 1900 and < 2200;
}
