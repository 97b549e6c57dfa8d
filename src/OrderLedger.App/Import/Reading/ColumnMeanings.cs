namespace OrderLedger.App.Import.Reading;

/// <summary>Gives each field at most one column, settles doubtful headers by their neighbours, and asks about the
/// rest.</summary>
internal static class ColumnMeanings
{
    // The header as it is written, its two readings, and what is in doubt. The first reading is the commoner one.
    private static readonly (string Key, ColumnDoubt Doubt, ImportField First, ImportField Second)[] Doubtful =
    [
        ("出货日期", ColumnDoubt.DueOrShipped, ImportField.DueDate, ImportField.ShipDate),
        ("单位", ColumnDoubt.UnitOrCustomer, ImportField.Unit, ImportField.Customer),
        ("型号", ColumnDoubt.SpecOrSku, ImportField.Spec, ImportField.Sku),
        ("名称", ColumnDoubt.ProductOrCustomer, ImportField.Product, ImportField.Customer),
        ("订单状态", ColumnDoubt.GoodsOrPayment, ImportField.Status, ImportField.Status),
        ("状态", ColumnDoubt.GoodsOrPayment, ImportField.Status, ImportField.Status),
        ("付款状态", ColumnDoubt.GoodsOrPayment, ImportField.Status, ImportField.Status),
        ("收款状态", ColumnDoubt.GoodsOrPayment, ImportField.Status, ImportField.Status),
        ("金额", ColumnDoubt.WithOrWithoutTax, ImportField.Amount, ImportField.Amount),
    ];

    public static TableLayout Resolve(
        int headerRow, IReadOnlyList<HeaderRows.HeaderCell> cells, IReadOnlyDictionary<ImportField, string> overrides)
    {
        var questions = new List<ColumnQuestion>();
        var taken = new Dictionary<int, ImportField>();
        var missing = new List<string>();
        foreach (var (field, header) in overrides)
        {
            var key = TextWritings.Key(header);
            var cell = cells.FirstOrDefault(cell =>
                string.Equals(TextWritings.Key(cell.Header), key, StringComparison.Ordinal));
            if (cell is null) missing.Add(header);
            else taken[cell.Column] = field;
        }

        var open = cells.Where(cell => !taken.ContainsKey(cell.Column) && cell.Match is not null).ToList();
        foreach (var cell in open)
        {
            if (Doubtful.FirstOrDefault(doubt => Is(cell, doubt.Key)) is not { Key: not null } doubt) continue;

            var (field, sure) = Settle(doubt.First, doubt.Second, cell);
            if (!taken.ContainsValue(field)) taken[cell.Column] = field;
            if (sure) continue;

            var other = field == doubt.First ? doubt.Second : doubt.First;
            IReadOnlyList<ImportField> meanings = field == other ? [field] : [field, other];
            questions.Add(new ColumnQuestion(cell.Column, cell.Header, doubt.Doubt, meanings));
        }

        foreach (var cell in open.OrderByDescending(static cell => cell.Match!.Exact)
            .ThenByDescending(static cell => cell.Match!.Exact ? 0 : cell.Match!.Length)
            .ThenBy(static cell => HeaderAliases.Rank(HeaderText.Of(cell.Header).Key))
            .ThenBy(static cell => cell.Column))
        {
            if (taken.ContainsKey(cell.Column)) continue;

            var field = cell.Match!.Field;
            if (!taken.ContainsValue(field)) taken[cell.Column] = field;
            else if (cell.Match.Exact && !overrides.ContainsKey(field))
                questions.Add(new ColumnQuestion(cell.Column, cell.Header, ColumnDoubt.SameFieldTwice, [field]));
        }

        return new TableLayout(headerRow, [.. cells.Select(Header)], questions, missing);

        TableHeader Header(HeaderRows.HeaderCell cell)
        {
            var text = cell.Match is null ? HeaderText.Of(cell.Header) : null;
            ImportField? meant = taken.TryGetValue(cell.Column, out var field) ? field : null;
            return new TableHeader(cell.Column, cell.Header, meant,
                cell.Match?.Multiplier ?? text!.Multiplier, cell.Match?.Unit ?? text?.Unit);
        }

        // Where another column plainly is one of the two, this one is the other.
        (ImportField Field, bool Sure) Settle(ImportField first, ImportField second, HeaderRows.HeaderCell self)
        {
            if (first == second) return (first, false);
            if (IsElsewhere(first, self)) return (second, true);
            if (IsElsewhere(second, self)) return (first, true);

            // A ledger has its customers somewhere: in 单位, if nowhere else.
            if (first is not ImportField.Unit) return (first, false);
            return IsElsewhere(ImportField.CustomerCode, self) ? (first, true) : (second, false);
        }

        bool IsElsewhere(ImportField field, HeaderRows.HeaderCell self) => overrides.ContainsKey(field)
            || open.Exists(cell => cell != self && cell.Match!.Field == field
                && !Doubtful.Any(doubt => Is(cell, doubt.Key)));
    }

    private static bool Is(HeaderRows.HeaderCell cell, string key) => string.Equals(
        HeaderText.Of(cell.Header).FullKey, key, StringComparison.Ordinal);
}
