namespace OrderLedger.App.Desks;

/// <summary>When something falls due, seen from today.</summary>
public enum DueSpan
{
    All,
    /// <summary>Before today.</summary>
    Late,
    Today,
    /// <summary>From today to Sunday.</summary>
    Week,
    /// <summary>After this Sunday, or on no day.</summary>
    Later,
}

/// <summary>The spans as conditions of the ledger's filter.</summary>
public static class DueSpans
{
    internal static readonly IReadOnlyList<DueSpan> Each = Enum.GetValues<DueSpan>();

    /// <summary>As a condition of the ledger's filter over a column of dates; null: all.</summary>
    internal static string? Condition(this DueSpan span, string column) => span switch
    {
        DueSpan.Late => $"{column} < today",
        DueSpan.Today => $"{column} = today",
        DueSpan.Week => $"{column} >= today and {column} = this-week",
        DueSpan.Later => $"({column} >= next-week or {column} is empty)",
        _ => null,
    };

    /// <summary>Conditions that are there, all of which must hold; empty when there is none.</summary>
    public static string Together(params IEnumerable<string?> conditions) => string.Join(" and ", conditions.OfType<string>());
}
