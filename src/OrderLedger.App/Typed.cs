using System.Globalization;
using OrderLedger.Domain;

namespace OrderLedger.App;

/// <summary>What a form or a PATCH means by a text.</summary>
internal static class Typed
{
    /// <summary>Null leaves <paramref name="current"/> as it is; blank clears it.</summary>
    public static string? Or(this string? typed, string? current) => typed is null ? current : typed.OrNull();

    /// <summary>Refuses a list with nothing at a place: JSON may say <c>[null]</c>.</summary>
    public static Refusal? NoGaps<T>(this IReadOnlyList<T?>? list, string field)
        where T : class
    {
        for (var i = 0; i < (list?.Count ?? 0); i++)
        {
            if (list![i] is null) return Refusal.Invalid("list.element-missing", $"{i + 1}").At($"{field}[{i}]");
        }
        return null;
    }

    /// <summary>Refuses a fraction that basis points cannot hold: 0.12345 would be kept as another number than was typed.</summary>
    /// <param name="fraction">Within 0…1; the caller has looked.</param>
    public static Refusal? TooFine(this decimal? fraction, string field) =>
        fraction is { } value && decimal.Truncate(value * 10_000) != value * 10_000
            ? Refusal.Invalid("fraction.too-fine", value.ToString(CultureInfo.InvariantCulture)).At(field) : null;

    /// <summary>Trimmed, or null when nothing is left.</summary>
    public static string? OrNull(this string? typed) => typed?.Trim() is { Length: > 0 } text ? text : null;
}
