namespace OrderLedger.App.Import.Reading;

/// <summary>Rows that repeat what others say: 小计, 合计, 海晟 汇总, Grand Total.</summary>
internal static class SubtotalRows
{
    // The word stands at the left; further right it would be a remark.
    private const int CellsLookedAt = 3;
    private const int LengthMax = 30;

    private static readonly string[] Words =
        ["小计", "合计", "总计", "共计", "累计", "汇总", "总合计", "subtotal", "grandtotal", "total", "totals", "sum"];

    private static readonly string[] Endings = ["小计", "合计", "总计", "汇总", "共计", "累计"];

    public static bool IsSubtotal(SheetRow row, TableLayout layout)
    {
        var seen = 0;
        foreach (var cell in row.Cells)
        {
            if (cell.Kind is not CellKind.Text || TextWritings.IsBlank(cell.Text)) continue;
            if (IsWord(cell.Text)) return !IsOrder(row, layout, cell.Column);
            if (++seen == CellsLookedAt) return false;
        }

        return false;
    }

    private static bool IsWord(string text)
    {
        if (text.Length > LengthMax) return false;

        var key = TextWritings.Key(text).Trim(':', '：', '(', ')');
        return Words.Contains(key, StringComparer.Ordinal)
            || Endings.Any(ending => key.EndsWith(ending, StringComparison.Ordinal))
            || text.TrimEnd().EndsWith(" total", StringComparison.OrdinalIgnoreCase)
            || text.TrimEnd().EndsWith(" subtotal", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A row with its own order number and product is an order, whatever the customer is called.</summary>
    private static bool IsOrder(SheetRow row, TableLayout layout, int wordColumn)
    {
        return IsFilled(ImportField.OrderNumber) && (IsFilled(ImportField.Product) || IsFilled(ImportField.OrderDate));

        bool IsFilled(ImportField field) => layout.ColumnOf(field) is { } column && column.Index != wordColumn
            && !TextWritings.IsBlank(row[column.Index].Text);
    }
}
