namespace OrderLedger.App.Import.Reading;

/// <summary>Finds the header of a sheet: the row that says most, not the first one.</summary>
public static class TableFinder
{
    /// <summary>How many rows at the top are looked at.</summary>
    public const int HeadRows = 30;

    private const int FieldsMin = 2;

    /// <summary>The layout, or null when no row looks like a header.</summary>
    /// <param name="head">The first rows of the sheet; more than <see cref="HeadRows"/> are not looked at.</param>
    /// <param name="overrides">What the user said: field → header as written in the sheet.</param>
    public static TableLayout? Find(
        IReadOnlyList<SheetRow> head, IReadOnlyDictionary<ImportField, string>? overrides = null)
    {
        overrides ??= new Dictionary<ImportField, string>();
        var rows = head.Take(HeadRows).ToList();
        var wanted = overrides.Values.Select(TextWritings.Key).ToHashSet(StringComparer.Ordinal);
        var singles = rows.ConvertAll(row => HeaderRows.Single(row, wanted));
        var best = 0;
        for (var i = 1; i < singles.Count; i++)
        {
            if (singles[i].Score > singles[best].Score) best = i;
        }

        if (singles.Count == 0) return null;

        var header = singles[best];
        if (best > 0) header = Better(header, HeaderRows.Joined(rows[best - 1], rows[best], wanted));
        if (best + 1 < rows.Count) header = Better(header, HeaderRows.Joined(rows[best], rows[best + 1], wanted));
        return header.Fields >= FieldsMin || header.Wanted > 0
            ? ColumnMeanings.Resolve(header.LastRow, header.Cells, overrides)
            : null;
    }

    /// <summary>What a row is, seen from the layout.</summary>
    public static TableRowKind Classify(SheetRow row, TableLayout layout)
    {
        if (row.Number <= layout.HeaderRow) return TableRowKind.Preamble;
        if (row.IsBlank) return TableRowKind.Empty;
        if (SubtotalRows.IsSubtotal(row, layout)) return TableRowKind.Subtotal;

        var (same, other) = (0, 0);
        foreach (var column in layout.Columns)
        {
            var cell = row[column.Index];
            if (cell.IsEmpty) continue;
            if (column.Header.EndsWith(cell.Text.Trim(), StringComparison.Ordinal)) same++;
            else other++;
        }

        return same >= FieldsMin && same > other ? TableRowKind.RepeatedHeader : TableRowKind.Data;
    }

    // Joining is only worth it when it names more columns: two rows of data could look like a pair as well.
    private static HeaderRows Better(HeaderRows header, HeaderRows joined) =>
        joined.Fields + joined.Wanted > header.Fields + header.Wanted ? joined : header;
}
