using OrderLedger.App.Access;

namespace OrderLedger.App.ReadModel.Columns;

/// <summary>How a grid shows a column, and whether this reader may type into it. What is typed still goes through the verb, which
/// may refuse it.</summary>
/// <param name="Editor">text, number, date, percent, list, customer, product or status; null: not edited.</param>
/// <param name="Width">Pixels that its usual values need.</param>
public sealed record ColumnUse(LedgerColumn Column, string? Editor, bool IsSummed, int Width)
{
    /// <summary>Fields of the order; a row of lines edits them too.</summary>
    private static readonly Dictionary<string, string> OfOrder = new(StringComparer.Ordinal)
    {
        ["customer"] = "customer", ["orderDate"] = "date", ["dueDate"] = "date", ["salesperson"] = "list", ["paymentMethod"] = "list", ["terms"] = "text",
        ["customerPo"] = "text", ["address"] = "text", ["remark"] = "text",
    };

    private static readonly Dictionary<string, string> OfLine = new(StringComparer.Ordinal)
    {
        ["product"] = "product", ["spec"] = "text", ["unit"] = "text", ["quantity"] = "number", ["unitPrice"] = "number",
        ["amount"] = "number", ["discount"] = "percent", ["taxRate"] = "percent", ["lineDueDate"] = "date", ["lineRemark"] = "text",
    };

    /// <summary>A typed status is an event, and each department has its own.</summary>
    private static readonly Right[] ForStatus =
        [Right.ConfirmOrders, Right.CancelOrders, Right.Produce, Right.Ship, Right.HoldOrders, Right.RecordMoney];

    private static readonly Dictionary<string, int> Wide = new(StringComparer.Ordinal)
    {
        ["number"] = 168, ["customer"] = 200, ["product"] = 180, ["address"] = 240, ["remark"] = 200, ["lineRemark"] = 180,
        ["trackingNumber"] = 160, ["class"] = 88, ["region"] = 88, ["salesperson"] = 88, ["unit"] = 64, ["currency"] = 72,
        ["customerCode"] = 96, ["sku"] = 120, ["position"] = 64, ["lines"] = 72,
    };

    /// <summary>All that the reader may see, in the order of the catalogue.</summary>
    public static IReadOnlyList<ColumnUse> For(Actor actor, LedgerRows rows) => [.. LedgerColumns.VisibleTo(actor, rows)
        .Select(column => new ColumnUse(column, EditorFor(column, actor, rows), column.IsSummed(rows), WidthOf(column)))];

    private static string? EditorFor(LedgerColumn column, Actor actor, LedgerRows rows)
    {
        if (column.Name == "status") return ForStatus.Any(right => actor.May(right) is null) ? "status" : null;
        if (actor.May(Right.PlaceOrders) is not null) return null;
        return OfOrder.GetValueOrDefault(column.Name)
            ?? (rows == LedgerRows.Lines ? OfLine.GetValueOrDefault(column.Name) : null);
    }

    private static int WidthOf(LedgerColumn column) => Wide.TryGetValue(column.Name, out var width) ? width : column.Kind switch
    {
        ColumnKind.Text => 128,
        ColumnKind.Money or ColumnKind.Price => 112,
        ColumnKind.Instant => 144,
        ColumnKind.YesNo => 72,
        _ => 96,
    };
}
