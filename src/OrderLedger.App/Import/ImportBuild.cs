using OrderLedger.App.Data.Commit;
using OrderLedger.App.Orders;
using OrderLedger.App.Shipping;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Products;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Import;

/// <summary>Makes an order of its rows: head, lines, and the facts behind what the file says (import.md).</summary>
internal static class ImportBuild
{
    /// <summary>The lines the rows come to; freight is a line of its own.</summary>
    public static List<OrderLine> Lines(ImportOrder source, ImportCatalog catalog)
    {
        var lines = new List<OrderLine>(source.Rows.Count + 1);
        foreach (var row in source.Rows) lines.Add(Line(row, catalog.ProductOf(row), lines.Count + 1, source));
        var freight = source.Rows.Select(static r => r.Freight).FirstOrDefault(static f => f is > 0);
        if (freight is { } fee)
        {
            lines.Add(new OrderLine
            {
                Position = lines.Count + 1, ProductName = "运费", Kind = ProductKind.Fee, Quantity = Quantity.Of(1),
                UnitPrice = UnitPrice.Of(fee), Amount = Money.Of(fee), TaxRateBp = lines[0].TaxRateBp,
            });
        }
        return lines;
    }

    public static Order Order(Write write, ImportOrder source, Customer customer, ImportCatalog catalog)
    {
        var order = new Order
        {
            CustomerId = customer.Id, CustomerCode = customer.Code, CustomerName = customer.Label,
            DeliveryAddress = source.Head(static r => r.Address) ?? customer.Address,
            CustomerPo = source.Head(static r => r.CustomerPo), OrderDate = source.Date,
            Salesperson = source.Head(static r => r.Salesperson) ?? customer.Salesperson,
            PaymentMethod = source.Head(static r => r.PaymentMethod) ?? customer.PaymentMethod,
            Terms = write.Settings.Terms.FirstOrDefault(t => t.Name == source.Head(static r => r.Terms))?.Notation ?? customer.Terms,
            Currency = write.Settings.Company.Currency, ShipGateBp = customer.ShipGateBp,
            Remark = source.Head(static r => r.Remark), Source = OrderSource.Import,
        };
        order.GiveNumber(source.Number);
        foreach (var line in Lines(source, catalog)) order.Lines.Add(line);
        return order;
    }

    /// <summary>Brings an order to where the file says it is: each step is a fact of its own.</summary>
    public static async Task<Refusal?> FactsAsync(Write write, Order order, ImportOrder source, CancellationToken cancellation)
    {
        var wanted = Wanted(source);
        var at = AtNoon(write, order.OrderDate);
        if (wanted == OrderStatus.Draft) return null;
        if (order.IsDraft && order.Confirm(at) is { } unconfirmed) return unconfirmed;
        write.Derive(order);
        if (wanted == OrderStatus.Cancelled)
            return order.Status == OrderStatus.Cancelled ? null : Cancel(write, order, source);
        if (wanted == OrderStatus.InProduction && order.Status < wanted)
        {
            foreach (var line in order.Lines.Where(static l => l.Kind == ProductKind.Goods)) line.IsMade = true;
            if (order.StartProduction(null, at) is { } refusal) return refusal;
        }
        if (wanted == OrderStatus.ReadyToShip && order.Status < wanted && order.Prepare(null, at) is { } unready) return unready;
        if (IsShipped(wanted) && await ShipAsync(write, order, source, cancellation) is { } unshipped)
            return unshipped;
        write.Derive(order);
        return Pay(write, order, source, wanted);
    }

    /// <summary>What the file says of its money and cannot be: 已付款 beside a smaller 已收 or an open 未收, more received than the total,
    /// money of a draft. Which of the two is wrong only its author knows.</summary>
    public static ImportProblem? Contradiction(ImportOrder source, IEnumerable<OrderLine> lines)
    {
        var (wanted, total) = (Wanted(source), TotalOf(lines));
        var code = wanted switch
        {
            OrderStatus.Cancelled => null,
            _ when source.Rows.Exists(static r => r.Received < 0) => "import.received-negative",
            OrderStatus.Draft when source.Received > Money.Zero => "import.draft-received",
            OrderStatus.Paid when source.SaysReceived && source.Received < total => "import.paid-with-rest",
            OrderStatus.Paid when source.Rows.Exists(static r => r.Outstanding > 0) => "import.paid-with-rest",
            _ when source.Received > total => "import.received-over-total",
            _ => null,
        };
        return code is null ? null : new(source.First.Number, null, code, $"{source.Received} / {total}");
    }

    public static Money TotalOf(IEnumerable<OrderLine> lines) => lines.Aggregate(Money.Zero, static (sum, line) => sum + line.Amount);

    public static bool IsShipped(OrderStatus wanted) => wanted is >= OrderStatus.Shipped and <= OrderStatus.Paid;

    /// <summary>A ship date before the order, or in the future.</summary>
    public static bool IsImpossible(DateOnly shipped, ImportOrder source, DateOnly today) => shipped < source.Date || shipped > today;

    /// <summary>数量 × 单价, less the discount; null where one is missing.</summary>
    public static Money? Multiplied(ImportRow row) => row is { UnitPrice: { } price, Quantity: { } quantity }
        ? UnitPrice.Of(price).Times(Quantity.Of(quantity), DiscountBp(row)) : null;

    /// <summary>As the verb does: money of a cancelled order is on the customer's account (预收), also money the file alone knows.</summary>
    private static Refusal? Cancel(Write write, Order order, ImportOrder source)
    {
        var known = order.Received;
        if (write.Cancel(order, "导入") is { } refusal) return refusal;
        if (source.Received > known) Add(write, order, ReceiptOf(write, order, source, source.Received - known, ReceiptKind.Advance));
        return null;
    }

    /// <summary>The status word, or what a ship date says without one.</summary>
    public static OrderStatus Wanted(ImportOrder source) => source.Status is { } word
        ? StatusWords.Find(word) ?? OrderStatus.Confirmed
        : source.Head(static r => r.ShipDate) is not null ? OrderStatus.Shipped : OrderStatus.Confirmed;

    private static async Task<Refusal?> ShipAsync(Write write, Order order, ImportOrder source, CancellationToken cancellation)
    {
        var given = source.Head(static r => r.ShipDate);
        var shippedOn = given ?? order.DueDate ?? order.OrderDate;
        var at = AtNoon(write, shippedOn < order.OrderDate ? order.OrderDate : shippedOn);
        if (at > write.Now) at = write.Now;
        if (order.Lines.Any(static l => l.IsOpen && l.Unshipped > Quantity.Zero))
        {
            var shipment = new Shipment
            {
                CustomerId = order.CustomerId, ShippedAt = at, Carrier = source.Head(static r => r.Carrier),
                TrackingNumber = source.Head(static r => r.Tracking), Remark = "导入",
                Assumed = given is { } date && !IsImpossible(date, source, write.Today) ? AssumedTimes.None : AssumedTimes.Shipped,
            };
            Add(write, order, shipment);
            if (order.Ship(shipment, null, "导入") is { } refusal) return refusal;
            shipment.Number = await write.ShipmentNumberAsync(order, at, cancellation);
        }
        if (Wanted(source) < OrderStatus.Received) return null;
        foreach (var shipment in order.Goods.Select(static g => g.Shipment).Where(static s => s is { IsVoid: false, SignedAt: null }).Distinct().ToList())
        {
            if (shipment.Sign(new Dictionary<long, SignedQuantity>(), shipment.ShippedAt, null) is { } refusal) return refusal;
            shipment.Assumed |= AssumedTimes.Signed;
        }
        return null;
    }

    /// <summary>What belongs to a new order is as new as it; a known order is tracked, and what belongs to it too.</summary>
    private static void Add(Write write, Order order, IAggregate fact)
    {
        if (order.Version == 0) write.Add(fact);
        else write.Db.Add(fact);
    }

    /// <summary>已收 is a receipt with its allocation; 已付款 is a receipt of all that is outstanding.</summary>
    private static Refusal? Pay(Write write, Order order, ImportOrder source, OrderStatus wanted)
    {
        var amount = wanted == OrderStatus.Paid ? order.Outstanding : source.Received - order.Received;
        if (amount <= Money.Zero) return null;
        if (amount > order.Outstanding)
            return Refusal.Invalid("import.received-over-total", source.Received.ToString(), order.Receivable.ToString());
        var receipt = ReceiptOf(write, order, source, amount, ReceiptKind.Payment);
        Add(write, order, receipt);
        return receipt.Allocate(order, amount, AtNoon(write, receipt.Date));
    }

    private static Receipt ReceiptOf(Write write, Order order, ImportOrder source, Money amount, ReceiptKind kind)
    {
        var date = source.Head(static r => r.ReceivedOn) ?? order.OrderDate;
        return new Receipt
        {
            CustomerId = order.CustomerId, Date = date > write.Today ? write.Today : date, Amount = amount, Kind = kind,
            Currency = order.Currency, Method = order.PaymentMethod ?? write.Settings.PaymentMethods[0], IsImported = true,
        };
    }

    private static OrderLine Line(ImportRow row, Product product, int position, ImportOrder source)
    {
        var quantity = Quantity.Of(row.Quantity!.Value);
        var (discountBp, multiplied) = (DiscountBp(row), Multiplied(row));
        var amount = row.Amount is { } given ? Money.Of(given) : multiplied!.Value;
        var price = multiplied == amount ? UnitPrice.Of(row.UnitPrice!.Value) : UnitPrice.From(amount, quantity, discountBp);
        return new OrderLine
        {
            Position = position, ProductId = product.Id == 0 ? null : product.Id, Sku = product.Sku.OrNull(),
            ProductName = row.Product ?? product.Name, Spec = row.Spec ?? product.Spec, Unit = row.Unit ?? product.Unit,
            Category = product.Category, Kind = product.Kind, IsMade = product.IsMade, Quantity = quantity, UnitPrice = price,
            DiscountBp = discountBp, Amount = amount, TaxRateBp = row.TaxRate is { } rate ? (int)(rate * 10_000) : product.TaxRateBp,
            DueDate = row.DueDate ?? source.Head(static r => r.DueDate),
            UnitCost = row.Cost is > 0 ? UnitPrice.Of(row.Cost.Value) : product.Cost,
        };
    }

    private static int DiscountBp(ImportRow row) => (int)((row.Discount ?? 0) * 10_000);

    private static DateTime AtNoon(Write write, DateOnly date) => TimeZoneInfo.ConvertTimeToUtc(
        date.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Unspecified), write.Settings.Zone);
}
