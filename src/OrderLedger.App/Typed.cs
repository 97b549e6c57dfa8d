namespace OrderLedger.App;

/// <summary>What a form or a PATCH means by a text.</summary>
internal static class Typed
{
    /// <summary>Null leaves <paramref name="current"/> as it is; blank clears it.</summary>
    public static string? Or(this string? typed, string? current) => typed is null ? current : typed.OrNull();

    /// <summary>Trimmed, or null when nothing is left.</summary>
    public static string? OrNull(this string? typed) => typed?.Trim() is { Length: > 0 } text ? text : null;
}
