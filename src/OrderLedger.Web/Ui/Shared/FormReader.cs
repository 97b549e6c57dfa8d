using System.Globalization;
using OrderLedger.Domain;

namespace OrderLedger.Web.Ui.Shared;

/// <summary>Reads figures and dates as people type them; the first that cannot be read is the refusal of the form.</summary>
public sealed class FormReader
{
    /// <summary>Beyond it a figure is a slip of the hand: 900,000,000,000.</summary>
    private const decimal Max = 900_000_000_000m;

    public Refusal? Refusal { get; private set; }

    /// <summary>1200, 1,200.50, ¥1200, １２００ or 1.2万; null for a blank.</summary>
    /// <param name="field">The input, in the spelling of the verb's record.</param>
    public decimal? Number(string? typed, string field)
    {
        var text = TextFolding.HalfWidth(typed ?? "").Trim().TrimStart('¥', '￥').TrimEnd('元', '%').Trim();
        if (text.Length == 0) return null;

        var (digits, size) = text[^1] is '万' ? (text[..^1], 10_000m) : (text, 1m);
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        var isRead = decimal.TryParse(digits, style, CultureInfo.InvariantCulture, out var number);
        if (isRead && Math.Abs(number) <= Max / size) return number * size;

        Refusal ??= Domain.Refusal.Invalid(isRead ? "form.number-too-large" : "form.number-unreadable", typed!.Trim()).At(field);
        return null;
    }

    public Money? Money(string? typed, string field) => Number(typed, field) is { } amount ? Domain.Money.Of(amount) : null;

    /// <summary>A price above the largest one is refused here: it could not even be written down.</summary>
    public UnitPrice? Price(string? typed, string field)
    {
        if (Number(typed, field) is not { } price) return null;
        if (Math.Abs(price) <= UnitPrice.Max) return UnitPrice.Of(price);

        Refusal ??= Domain.Refusal.Invalid("form.number-too-large", typed!.Trim()).At(field);
        return null;
    }

    public int? Whole(string? typed, string field)
    {
        if (Number(typed, field) is not { } number) return null;
        if (number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue) return (int)number;

        Refusal ??= Domain.Refusal.Invalid("form.not-whole", typed!.Trim()).At(field);
        return null;
    }

    /// <summary>30 in a field of percents is the fraction 0.3.</summary>
    public decimal? Fraction(string? typed, string field) => Number(typed, field) / 100m;

    public DateOnly? Date(string? typed, string field)
    {
        var text = TextFolding.HalfWidth(typed ?? "").Trim();
        if (text.Length == 0) return null;
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;

        Refusal ??= Domain.Refusal.Invalid("form.date-unreadable", text).At(field);
        return null;
    }
}
