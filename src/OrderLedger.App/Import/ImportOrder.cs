using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Import;

/// <summary>Rows that are one order, with what they come to.</summary>
internal sealed class ImportOrder(string number, string customerKey, List<ImportRow> rows)
{
    public string Number { get; } = number;
    public string CustomerKey { get; } = customerKey;
    public List<ImportRow> Rows { get; } = rows;
    public ImportRow First => Rows[0];

    /// <summary>Why the whole order is refused; one unreadable row refuses its order, so that no order comes in halved.</summary>
    public ImportProblem? Problem { get; set; }
    public DateOnly Date => Rows.Min(static r => r.OrderDate) ?? default;
    public Money Received => Money.Of(Rows.Where(static r => r.Received is not null).Select(static r => r.Received!.Value)
        .DefaultIfEmpty().Max());

    /// <summary>Whether the file says what was received, be it nothing.</summary>
    public bool SaysReceived => Rows.Exists(static r => r.Received is not null);
    /// <summary>What is recorded beside head and lines.</summary>
    public ImportFacts Facts { get; set; }

    /// <summary>What the lines come to as the file has them.</summary>
    public Money FileTotal { get; set; }

    /// <summary>Heads that the rows of the order write differently, of which one is taken; null: none.</summary>
    public string? Disagreement
    {
        get
        {
            if (Rows.Count < 2) return null;
            var texts = new[] { Differing(static r => r.Status), Differing(static r => r.OrderDate), Differing(static r => r.Received) };
            return texts.Any(static t => t is not null) ? string.Join("; ", texts.Where(static t => t is not null)) : null;
        }
    }

    public string? Status => Rows.Select(static r => r.Status).FirstOrDefault(static s => s is not null);

    /// <summary>The first non-empty cell of a column: heads are often written on the first row only.</summary>
    public T? Head<T>(Func<ImportRow, T?> column) => Rows.Select(column).FirstOrDefault(static value => value is not null);

    private string? Differing<T>(Func<ImportRow, T?> column)
    {
        var values = Rows.Select(column).Where(static value => value is not null).Distinct().Take(3)
            .Select(static value => value is IFormattable f ? f.ToString(value is DateOnly ? "yyyy-MM-dd" : null, Culture) : value!.ToString()).ToList();
        return values.Count < 2 ? null : string.Join(" ≠ ", values);
    }

    private static System.Globalization.CultureInfo Culture => System.Globalization.CultureInfo.InvariantCulture;
}

/// <summary>Groups rows into orders and finds what cannot become one.</summary>
internal static class ImportOrders
{
    /// <summary>Rows without a number take the one above only when they also name no customer: a blank-down table.</summary>
    public static List<ImportOrder> Group(IReadOnlyList<ImportRow> rows, ImportKey key)
    {
        var orders = new List<ImportOrder>();
        var known = new Dictionary<(string, string, DateOnly?), ImportOrder>();
        ImportOrder? above = null;
        foreach (var row in rows)
        {
            if (row.OrderNumber is null && row.CustomerKey is null && above is not null)
            {
                above.Rows.Add(row);
                continue;
            }
            var identity = (TextFolding.Key(row.OrderNumber ?? $"\0{row.Number}"),
                key == ImportKey.Number ? "" : row.CustomerKey ?? "",
                key == ImportKey.NumberCustomerAndDate ? row.OrderDate : null);
            if (!known.TryGetValue(identity, out var order))
            {
                known[identity] = order = new(row.OrderNumber ?? "", row.CustomerKey ?? "", []);
                orders.Add(order);
            }
            order.Rows.Add(row);
            above = order;
        }
        foreach (var order in orders) order.Problem = ProblemOf(order);
        return orders;
    }

    private static ImportProblem? ProblemOf(ImportOrder order)
    {
        if (order.Number.Length == 0) return At(order.First, "import.number-missing", null);
        // An invoice of negative lines only is a credit note; returns are recorded against their order, not imported as one.
        if (order.Rows.TrueForAll(static r => r.Quantity < 0)) return At(order.First, "import.credit-note", order.Number);
        if (order.Head(static r => r.CustomerKey) is not { } customer) return At(order.First, "import.customer-missing", order.Number);
        var other = order.Rows.Find(r => r.CustomerKey is { } k && k != customer);
        if (other is not null) return At(other, "import.number-of-two-customers", order.Number);
        if (order.Head(static r => r.OrderDate) is null && order.Rows.TrueForAll(static r => r.Problem is null))
            return At(order.First, "import.date-missing", order.Number);
        foreach (var row in order.Rows)
        {
            if (row.Problem is { } problem) return problem;
            if (row.Sku is null && row.Product is null) return At(row, "import.product-missing", order.Number);
            if (row.Quantity is null or <= 0) return At(row, "import.quantity-not-positive", $"{row.Quantity}");
            if (row.UnitPrice is < 0 || row.Amount is < 0) return At(row, "import.price-negative", $"{row.UnitPrice ?? row.Amount}");
            if (row.UnitPrice is null && row.Amount is null) return At(row, "import.price-missing", order.Number);
            if (Beyond(row) is { } beyond) return beyond;
        }
        if (order.Status is { } word && StatusWords.Find(word) is null) return At(order.First, "import.status-unknown", word);
        return order.Rows.Count > Order.LinesMax ? At(order.First, "order.too-many-lines", order.Number) : null;
    }

    /// <summary>The bounds of a typed line, before anything is multiplied or divided.</summary>
    private static ImportProblem? Beyond(ImportRow row)
    {
        if (row.Quantity > OrderLine.QuantityMax.Value || row.Amount > OrderLine.AmountMax.Amount
            || Math.Abs(row.Freight ?? 0) > OrderLine.AmountMax.Amount || Math.Abs(row.Received ?? 0) > Domain.Payments.Receipt.AmountMax.Amount
            || row.UnitPrice > UnitPrice.Max || row.Cost > UnitPrice.Max)
            return At(row, "import.number-unreadable", $"{row.Quantity} × {row.UnitPrice ?? row.Amount}");
        var (quantity, discountBp) = (Quantity.Of(row.Quantity!.Value), (int)((row.Discount ?? 0) * 10_000));
        UnitPrice? price = row.UnitPrice is { } typed ? UnitPrice.Of(typed) : null;
        Money? amount = row.Amount is { } given ? Money.Of(given) : null;
        var refusal = OrderLine.Measure(quantity, price, amount, discountBp, 0)
            ?? (amount is null ? null : OrderLine.Measure(quantity, null, amount, discountBp, 0))
            ?? (quantity.Value * (row.Cost ?? 0) > OrderLine.AmountMax.Amount ? Refusal.Invalid("line.cost-range", "1") : null);
        return refusal is null ? null : At(row, "import.number-unreadable", $"{row.Quantity} × {row.UnitPrice ?? row.Amount}");
    }

    private static ImportProblem At(ImportRow row, string code, string? raw) => new(row.Number, null, code, raw);
}
