using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.Web.Ui.Ledger;

/// <summary>Columns of the ledger as a page begins: what is shown to who has arranged nothing, and what its marks need.</summary>
internal static class GridColumns
{
    private static readonly string[] OfOrders = ["number", "orderDate", "customer", "product", "quantity", "total", "status",
        "dueDate", "paymentMethod", "paid", "carrier", "salesperson"];

    private static readonly string[] OfLines = ["number", "orderDate", "customer", "product", "spec", "quantity", "unit", "unitPrice",
        "amount", "shipped", "dueDate", "status", "salesperson"];

    private static readonly string[] ForLines = ["id", "lineId", "customerId", "number", "orderDate", "customer", "class", "product", "spec", "quantity",
        "unit", "unitPrice", "amount", "shipped", "dueDate", "overdue", "status", "onHold", "salesperson", "trackingNumber"];

    /// <summary>These say something else in the head of the table than in a form.</summary>
    private static readonly Dictionary<string, string> Heads = new(StringComparer.Ordinal)
    {
        ["total"] = "ledger.total", ["paymentMethod"] = "ledger.method", ["paid"] = "field.payment", ["carrier"] = "field.logistics",
        ["address"] = "field.address",
    };

    public static IReadOnlyList<string> Shown(Actor reader, LedgerRows rows) =>
        [.. (rows == LedgerRows.Lines ? OfLines : OfOrders).Where(name => LedgerColumns.Find(name, reader) is not null)];

    /// <summary>What the first rows are read with; the names of a row among them.</summary>
    public static IReadOnlyList<string> Needed(Actor reader, LedgerRows rows) => rows == LedgerRows.Orders
        ? LedgerRow.ColumnsFor(reader) : [.. ForLines.Where(name => LedgerColumns.Find(name, reader) is not null)];

    public static string Label(LedgerColumn column, Texts words) => Heads.TryGetValue(column.Name, out var head) ? words[head]
        : words.Has($"grid.column.{column.Name}") ? words[$"grid.column.{column.Name}"] : Api.ColumnTexts.Title(column);
}
