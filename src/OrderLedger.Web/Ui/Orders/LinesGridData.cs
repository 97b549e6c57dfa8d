using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.Settings;
using OrderLedger.App.Views;
using OrderLedger.Domain.Products;
using OrderLedger.Web.Api;
using OrderLedger.Web.Ui.Ledger;

namespace OrderLedger.Web.Ui.Orders;

/// <summary>What the page of an order hands to the script of the grid, so that its lines are typed as those of the ledger are.</summary>
internal static class LinesGridData
{
    /// <summary>Lines that come with the page; the others are read when they come near.</summary>
    private const int LinesMax = 200;

    private static readonly string[] Shown = ["position", "product", "spec", "quantity", "cancelledQuantity", "unit", "unitPrice", "discount",
        "amount", "lineDueDate", "made", "shipped", "signed", "taxRate", "lineRemark"];

    /// <summary>Stay away where they would be empty, unless the reader asked for them.</summary>
    private static readonly string[] Seldom = ["cancelledQuantity", "discount", "signed"];

    /// <summary>Not shown, but needed: what a row is, whose it is, and the marks of cells.</summary>
    private static readonly string[] Hidden = ["id", "lineId", "customerId", "status", "kind"];

    /// <summary>Pixels, where the columns of the ledger are wider than a card has room for.</summary>
    private static readonly Dictionary<string, int> Widths = new(StringComparer.Ordinal)
    {
        ["position"] = 52, ["product"] = 168, ["spec"] = 96, ["unit"] = 60, ["unitPrice"] = 88, ["discount"] = 72, ["amount"] = 100,
        ["lineDueDate"] = 104, ["taxRate"] = 72, ["lineRemark"] = 160,
    };

    public static string Write(OrderView order, ViewLayout? layout, Actor me, DateOnly today, BookSettings settings, Texts words)
    {
        var uses = ColumnUse.For(me, LedgerRows.Lines).Where(use => Shown.Contains(use.Column.Name)).ToList();
        string[] read = [.. Hidden, .. uses.Select(static use => use.Column.Name)];
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, GridData.Options);
        json.WriteStartObject();
        GridData.WriteHead(json, me, "order", "lines", 0, today, settings);
        GridData.Write(json, "one", new { order.Id, order.CustomerId, Label = words["grid.lines.label", order.Label()], Seldom });
        GridData.Write(json, "layout", layout);
        var filter = string.Create(CultureInfo.InvariantCulture, $"id = {order.Id}");
        GridData.Write(json, "query", new { Filter = filter, Sort = "position", Order = "position,lineId", Rows = "lines" });
        json.WritePropertyName("page");
        PageOf(order, me, read).Write(json);
        GridData.Write<object[]>(json, "rules", []);
        GridData.Write(json, "columns", uses.Select(use => Narrowed(GridData.Named(use, LabelOf(use.Column, words), words))));
        GridData.Write(json, "shown", Shown.Where(name => uses.Exists(use => use.Column.Name == name) && IsUsed(order, name)));
        GridData.Write(json, "need", Hidden);
        GridLists.Write(json, me, words, settings, isOfOrders: false);
        GridData.WriteTexts(json, me, words);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The first lines as the read model would answer, from what the page has read already.</summary>
    private static LedgerPage PageOf(OrderView order, Actor me, IReadOnlyList<string> columns)
    {
        var totals = new Dictionary<string, decimal>(StringComparer.Ordinal)
        {
            ["quantity"] = order.Lines.Sum(static l => l.Quantity.Value), ["cancelledQuantity"] = order.Lines.Sum(static l => l.Cancelled.Value),
            ["made"] = order.Lines.Sum(static l => l.Made.Value), ["shipped"] = order.Lines.Sum(static l => l.Shipped.Value),
            ["signed"] = order.Lines.Sum(static l => l.Signed.Value),
        };
        if (order.Total is { } total) totals["amount"] = total.Amount;
        return new([.. columns.Select(name => LedgerColumns.Find(name, me)!)],
            [.. order.Lines.Take(LinesMax).Select(line => columns.Select(name => Cell(order, line, name)).ToArray())], order.Lines.Count, totals, 0);
    }

    private static object? Cell(OrderView order, LineView line, string column) => column switch
    {
        "id" => order.Id,
        "lineId" => line.Id,
        "customerId" => order.CustomerId,
        "status" => JsonNamingPolicy.CamelCase.ConvertName($"{order.Status}"),
        "kind" => JsonNamingPolicy.CamelCase.ConvertName($"{line.Kind}"),
        "position" => (long)line.Position,
        "product" => line.Product,
        "spec" => line.Spec,
        "quantity" => line.Quantity.Value,
        "cancelledQuantity" => line.Cancelled.Value,
        "unit" => line.Unit,
        "unitPrice" => line.UnitPrice?.Value,
        "discount" => line.Discount,
        "amount" => line.Amount?.Amount,
        "lineDueDate" => line.DueDate,
        "made" => line.Made.Value,
        "shipped" => line.Shipped.Value,
        "signed" => line.Signed.Value,
        "taxRate" => line.TaxRate,
        "lineRemark" => line.Remark,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "No column of the lines of an order."),
    };

    private static bool IsUsed(OrderView order, string column) => column switch
    {
        "cancelledQuantity" => order.Lines.Any(static line => !line.Cancelled.IsZero),
        "discount" => order.Lines.Any(static line => line.Discount > 0),
        "signed" => order.Lines.Any(static line => line.Kind == ProductKind.Goods && !line.Shipped.IsZero),
        _ => true,
    };

    private static ColumnView Narrowed(ColumnView column) => column with { Width = Widths.GetValueOrDefault(column.Name, 84) };

    private static string LabelOf(LedgerColumn column, Texts words) => words.Has($"lines.column.{column.Name}")
        ? words[$"lines.column.{column.Name}"] : GridColumns.Label(column, words);
}
