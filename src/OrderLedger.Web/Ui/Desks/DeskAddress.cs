using System.Globalization;
using OrderLedger.App.Desks;

namespace OrderLedger.Web.Ui.Desks;

/// <summary>What a desk shows, as its address says it.</summary>
public static class DeskAddress
{
    /// <summary>late, today, week, later; anything else is all.</summary>
    public static DueSpan Span(string? word) =>
        Enum.TryParse<DueSpan>(word, ignoreCase: true, out var span) && Enum.IsDefined(span) ? span : DueSpan.All;

    /// <summary>The word of the address; null: all.</summary>
    public static string? Word(DueSpan span) => span == DueSpan.All ? null : span.ToString().ToLowerInvariant();

    /// <summary>From 1.</summary>
    public static int Page(int? page) => Math.Clamp(page ?? 1, 1, 100_000);

    public static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
