namespace OrderLedger.App.Import.Reading;

/// <summary>One row, or two joined, seen as a header.</summary>
internal sealed record HeaderRows(int LastRow, IReadOnlyList<HeaderRows.HeaderCell> Cells, int Fields, int Wanted,
    int Score)
{
    private const int ExactScore = 3;
    private const int InsideScore = 2;

    public static HeaderRows Single(SheetRow row, IReadOnlySet<string> wanted)
    {
        var cells = row.Cells.Where(static cell => IsText(cell))
            .Select(static cell => new HeaderCell(cell.Column, Shown(cell), HeaderOf(cell))).ToList();
        return Of(row.Number, cells, row.Cells.Count(static cell => cell.Kind is CellKind.Number or CellKind.Date),
            wanted);
    }

    /// <summary>Two rows whose upper cells are merged, across (over several lower ones) or down (over an empty
    /// one).</summary>
    public static HeaderRows Joined(SheetRow upper, SheetRow lower, IReadOnlySet<string> wanted)
    {
        var cells = new List<HeaderCell>();
        var over = default(Cell);
        for (var column = 0; column < Math.Max(upper.Width, lower.Width); column++)
        {
            var (top, bottom) = (upper[column], lower[column]);
            // A merged cell reaches to the right as long as something stands below it.
            over = IsText(top) ? top : IsText(bottom) ? over : default;
            if (IsText(bottom))
            {
                var joined = IsText(over) ? $"{Shown(over)} {Shown(bottom)}" : Shown(bottom);
                cells.Add(new HeaderCell(column, joined, Best(HeaderMatcher.Match(joined), HeaderOf(bottom))));
            }
            else if (IsText(top))
            {
                cells.Add(new HeaderCell(column, Shown(top), HeaderOf(top)));
                over = default;
            }
        }

        var numbers = upper.Cells.Concat(lower.Cells)
            .Count(static cell => cell.Kind is CellKind.Number or CellKind.Date);
        return Of(lower.Number, cells, numbers, wanted);
    }

    private static HeaderRows Of(int number, List<HeaderCell> cells, int numbers, IReadOnlySet<string> wanted)
    {
        var best = cells.Where(static cell => cell.Match is not null).GroupBy(static cell => cell.Match!.Field)
            .Select(static same => same.Max(static cell => cell.Match!.Exact ? ExactScore : InsideScore)).ToList();
        var named = cells.Count(cell => wanted.Contains(TextWritings.Key(cell.Header)));
        // Numbers and dates stand in data; a header has at most a few (months across the top).
        return new HeaderRows(number, cells, best.Count, named, best.Sum() + (named * 4 * ExactScore) - numbers);
    }

    // 客户： 海晟 in a preamble names its neighbour, not a column.
    private static HeaderMatch? HeaderOf(Cell cell) =>
        cell.Text.TrimEnd() is [.., ':' or '：'] ? null : HeaderMatcher.Match(cell.Text);

    private static HeaderMatch? Best(HeaderMatch? joined, HeaderMatch? lower) =>
        joined is { Exact: true } || lower is null || (!lower.Exact && joined is not null) ? joined ?? lower : lower;

    private static bool IsText(Cell cell) => cell.Kind is CellKind.Text && !TextWritings.IsBlank(cell.Text);

    private static string Shown(Cell cell) => cell.Text.ReplaceLineEndings(" ").Trim();

    internal sealed record HeaderCell(int Column, string Header, HeaderMatch? Match);
}
