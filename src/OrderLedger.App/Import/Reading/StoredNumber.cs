using System.Globalization;

namespace OrderLedger.App.Import.Reading;

/// <summary>The text of a number in a sheet, exactly.</summary>
internal static class StoredNumber
{
    private const int DoubleDigits = 15;

    /// <summary>Null when it is no number, or beyond a decimal.</summary>
    public static decimal? Parse(ReadOnlySpan<char> text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)) return null;
        if (text.Length <= DoubleDigits + 1 || decimal.IsInteger(exact)) return exact;

        // Excel writes 0.1 as 0.10000000000000001, the seventeen digits of its double. Where fewer digits name the
        // same double, those were meant; anything else stays to the last digit.
        var meant = decimal.TryParse(
            double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString("R", CultureInfo.InvariantCulture),
            NumberStyles.Float, CultureInfo.InvariantCulture, out var shortest) ? shortest : exact;
        return Digits(meant) <= DoubleDigits ? meant : exact;
    }

    private static int Digits(decimal value)
    {
        var text = Math.Abs(value).ToString(CultureInfo.InvariantCulture).AsSpan().TrimStart("0.");
        return text.Length - (text.Contains('.') ? 1 : 0);
    }
}
