using System.Globalization;
using OrderLedger.Domain;

namespace OrderLedger.App.Grid;

/// <summary>What is wrong with which cell, the first of each.</summary>
internal sealed class CellReport
{
    private readonly List<CellProblem> _problems = [];

    public IReadOnlyList<CellProblem> Problems => _problems;

    public List<CellConflict> Conflicts { get; } = [];

    public bool Any => _problems.Count > 0 || Conflicts.Count > 0;

    public bool IsFull => _problems.Count >= ChangeCells.ProblemsMax;

    public void Add(int index, string field, Refusal refusal) => Add(new(index, null, field, refusal.Code, refusal.Facts));

    public void Add(NewRow row, string? field, Refusal refusal) => Add(row.IsLine
        ? new(null, null, field, refusal.Code, refusal.Facts, NewLine: row.Index)
        : new(null, row.Index, field, refusal.Code, refusal.Facts));

    public void AddGone(int line, Refusal refusal) => Add(new(null, null, null, refusal.Code, refusal.Facts, GoneLine: line));

    /// <summary><c>Lines[2].Quantity</c> → 2 and Quantity; <c>Terms</c> → no line and Terms.</summary>
    public static (int? Line, string? Name) PlaceOf(string? field)
    {
        if (field is null || !field.StartsWith("Lines[", StringComparison.Ordinal)) return (null, field);
        var end = field.IndexOf(']', StringComparison.Ordinal);
        return end > 0 && int.TryParse(field.AsSpan(6, end - 6), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (line, end + 2 < field.Length ? field[(end + 2)..] : null) : (null, field);
    }

    private void Add(CellProblem problem)
    {
        if (!IsFull) _problems.Add(problem);
    }
}
