using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.Views;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Web.Ui.Ledger;

/// <summary>One order in the ledger; what the reader may not see is null.</summary>
public sealed record LedgerRow
{
    private static readonly string[] Wanted = ["id", "number", "orderDate", "customer", "class", "product", "lines", "quantity",
        "total", "outstanding", "paymentMethod", "paid", "dueDate", "overdue", "status", "onHold", "carrier", "trackingNumber", "salesperson"];

    public required long Id { get; init; }
    public string? Number { get; init; }
    public DateOnly? OrderDate { get; init; }
    public required string Customer { get; init; }
    public string? Class { get; init; }
    public string? Product { get; init; }
    public long Lines { get; init; }
    public Quantity Quantity { get; init; }
    public Money? Total { get; init; }
    public string? PaymentMethod { get; init; }

    /// <summary>Whole percent received of the receivable; null where nothing is owed yet.</summary>
    public int? Paid { get; init; }
    public DateOnly? DueDate { get; init; }
    public bool IsOverdue { get; init; }
    public required OrderStatus Status { get; init; }
    public bool IsOnHold { get; init; }
    public string? Carrier { get; init; }
    public string? TrackingNumber { get; init; }
    public string? Salesperson { get; init; }

    /// <summary>Class of its colour.</summary>
    public string? Mark { get; init; }

    /// <summary>The due date still asks for work.</summary>
    public bool IsOpen => Status is >= OrderStatus.Confirmed and < OrderStatus.Shipped;

    public static IReadOnlyList<string> ColumnsFor(Actor reader) =>
        [.. Wanted.Where(name => LedgerColumns.Find(name, reader) is not null)];

    public static IReadOnlyList<LedgerRow> Of(LedgerPage page, IReadOnlyList<ColourRule> rules)
    {
        var at = page.Columns.Index().ToDictionary(static c => c.Item.Name, static c => c.Index, StringComparer.Ordinal);
        return [.. page.Rows.Select((row, n) =>
            Of(name => at.TryGetValue(name, out var i) ? row[i] : null) with { Mark = ClassOf(page, n, rules) })];
    }

    /// <summary>The class of a row that a rule gives a colour, as the grid writes it too.</summary>
    public static string? ClassOf(LedgerPage page, int row, IReadOnlyList<ColourRule> rules) =>
        page.Marks is { } marks && marks[row] is var mark and >= 0 && mark < rules.Count
            ? $"{(rules[mark].Edge ? "edge" : "tint")} {System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(rules[mark].Colour.ToString())}" : null;

    private static LedgerRow Of(Func<string, object?> cell)
    {
        var status = Enum.Parse<OrderStatus>((string)cell("status")!, ignoreCase: true);
        var owes = status is not (OrderStatus.Draft or OrderStatus.Cancelled);
        return new()
        {
            Id = (long)cell("id")!, Number = (string?)cell("number"), OrderDate = (DateOnly?)cell("orderDate"),
            Customer = (string?)cell("customer") ?? "", Class = (string?)cell("class"), Product = (string?)cell("product"),
            Lines = (long?)cell("lines") ?? 0, Quantity = Domain.Quantity.Of((decimal?)cell("quantity") ?? 0m),
            Total = cell("total") is decimal total ? Money.Of(total) : null, PaymentMethod = (string?)cell("paymentMethod"),
            Paid = owes && cell("paid") is decimal paid ? (int)Math.Clamp(paid * 100m, 0m, 999m) : null,
            DueDate = (DateOnly?)cell("dueDate"), IsOverdue = (bool?)cell("overdue") ?? false,
            Status = status, IsOnHold = (bool?)cell("onHold") ?? false, Carrier = (string?)cell("carrier"),
            TrackingNumber = (string?)cell("trackingNumber"), Salesperson = (string?)cell("salesperson"),
        };
    }
}
