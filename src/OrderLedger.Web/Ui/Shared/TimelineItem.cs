namespace OrderLedger.Web.Ui.Shared;

/// <summary>One event of a history, already in words.</summary>
/// <param name="At">UTC.</param>
/// <param name="Tone"><c>good</c>, <c>bad</c>, <c>quiet</c>, or null.</param>
public sealed record TimelineItem(DateTime At, string By, string What, string? Reason = null, string? Tone = null)
{
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];
}

/// <summary>What a field was and became, as shown.</summary>
public sealed record FieldChange(string Field, string? Old, string? New);
