using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Web.Ui.Board;

/// <summary>One order on the board; what the reader may not see is null.</summary>
public sealed record BoardCard(long Id, string? Number, string Customer, string? Class, string? Product, long Lines, Quantity Quantity,
    DateOnly? Due, OrderStatus Status, bool IsOnHold, bool IsShort, ShippingBadge Shipping, PaymentBadge? Payment, Money? Total, Money? Outstanding,
    string? Salesperson)
{
    private static readonly string[] Wanted = ["id", "number", "customer", "class", "product", "lines", "quantity", "dueDate", "status", "onHold",
        "shortfall", "shipping", "payment", "total", "outstanding", "salesperson"];

    public string Label => Number ?? $"#{Id}";

    /// <summary>The due date still asks for work.</summary>
    public bool IsOpen => Status is >= OrderStatus.Confirmed and < OrderStatus.Shipped;

    public static IReadOnlyList<string> ColumnsFor(Actor reader) =>
        [.. Wanted.Where(name => LedgerColumns.Find(name, reader) is not null)];

    public static IReadOnlyList<BoardCard> Of(LedgerPage page)
    {
        var at = page.Columns.Index().ToDictionary(static c => c.Item.Name, static c => c.Index, StringComparer.Ordinal);
        return [.. page.Rows.Select(row => Of(name => at.TryGetValue(name, out var i) ? row[i] : null))];
    }

    private static BoardCard Of(Func<string, object?> cell) => new((long)cell("id")!, (string?)cell("number"), (string?)cell("customer") ?? "",
        (string?)cell("class"), (string?)cell("product"), (long?)cell("lines") ?? 0, Domain.Quantity.Of((decimal?)cell("quantity") ?? 0m),
        (DateOnly?)cell("dueDate"), Word<OrderStatus>(cell("status")), (bool?)cell("onHold") ?? false, (bool?)cell("shortfall") ?? false,
        Word<ShippingBadge>(cell("shipping")), cell("payment") is string payment ? Word<PaymentBadge>(payment) : null,
        Amount(cell("total")), Amount(cell("outstanding")), (string?)cell("salesperson"));

    private static T Word<T>(object? name)
        where T : struct, Enum => Enum.Parse<T>((string)name!, ignoreCase: true);

    private static Money? Amount(object? value) => value is decimal amount ? Money.Of(amount) : null;
}
