using OrderLedger.App.Access;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Import.Reading;
using OrderLedger.App.Orders;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Grid;

/// <summary>Surplus rows of a paste become orders, placed as any other.</summary>
internal sealed class NewOrders(Write write, ChangeCells.Input input, CellReport report, HashSet<Right> used)
{
    /// <summary>Columns that only a new order takes, beside the editable ones; with what they hold.</summary>
    private static readonly Dictionary<string, CellSort> Others = new(StringComparer.Ordinal)
    {
        ["number"] = CellSort.Text, ["customer"] = CellSort.Text, ["customerCode"] = CellSort.Text,
        ["product"] = CellSort.Text, ["sku"] = CellSort.Text, ["total"] = CellSort.Money,
    };

    /// <summary>Fields of a problem in the words of the input, where they are not those of <see cref="CellFields"/>.</summary>
    private static readonly Dictionary<string, string> Columns = new(StringComparer.Ordinal)
    {
        ["Customer"] = "customer", ["Number"] = "number", ["Product"] = "product", ["DeliveryAddress"] = "address",
        ["Lines.DueDate"] = "lineDueDate", ["Lines.Remark"] = "lineRemark",
    };

    private readonly Dictionary<string, DateContext> _dates = new(StringComparer.Ordinal);
    private readonly List<long> _ids = [];

    public IReadOnlyList<long> Ids => _ids;

    /// <summary>Cells that said something.</summary>
    public int Cells { get; private set; }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var rows = new List<Row>();
        foreach (var (index, cells) in input.NewOrders.Index()) rows.Add(Read(index, cells));
        if (report.Any) write.IsRehearsal = true;
        var orders = rows.GroupBy(static row => row.Text("number") is { Length: > 0 } number
            ? TextFolding.Key(number) : $"\0{row.Index}", StringComparer.Ordinal);
        foreach (var lines in orders)
        {
            if (report.IsFull) return;
            if (lines.Any(static row => row.IsWrong)) continue;
            var mark = write.Here();
            if (await PlaceAsync([.. lines], cancellation))
            {
                await write.SaveChunkAsync(cancellation);
                continue;
            }
            write.Back(mark);
            write.IsRehearsal = true;
        }
    }

    private Row Read(int index, IReadOnlyList<ChangeCells.NewCell> cells)
    {
        var row = new Row(index);
        foreach (var cell in cells)
        {
            if (CellReader.IsBlank(cell.Value)) continue;
            var column = LedgerColumns.Find(cell.Field, write.Actor);
            var sort = column is null ? null : CellFields.Find(column.Name)?.Sort
                ?? (Others.TryGetValue(column.Name, out var other) ? other : (CellSort?)null);
            var read = column is null ? Refusal.Invalid("ledger.unknown-field", cell.Field)
                : sort is null ? Refusal.NotAllowed("cell.field-fixed", column.Name)
                : CellReader.Read(cell.Value, sort.Value, Dates(column.Name, sort.Value));
            if (read.Accepted && row.Values.TryAdd(column!.Name, read.Value.Value))
            {
                Cells++;
                continue;
            }
            row.IsWrong = true;
            report.AddNew(index, cell.Field, read.Refusal ?? Refusal.Invalid("cell.twice", cell.Field));
        }
        return row;
    }

    private DateContext Dates(string name, CellSort sort)
    {
        if (_dates.TryGetValue(name, out var known)) return known;
        return _dates[name] = sort != CellSort.Date ? DateContext.None : CellReader.DatesOf(input.NewOrders.SelectMany(static row => row)
            .Where(cell => LedgerColumns.Find(cell.Field, write.Actor)?.Name == name).Select(static cell => cell.Value), write.Today);
    }

    private async Task<bool> PlaceAsync(List<Row> rows, CancellationToken cancellation)
    {
        used.Add(Right.PlaceOrders);
        var (first, wanted) = (rows[0], rows.Select(static r => r.Value<OrderStatus>("status")).FirstOrDefault(static s => s is not null));
        if (wanted != OrderStatus.Draft) used.Add(Right.ConfirmOrders);
        var (customer, goods) = (Head(rows, "customerCode") ?? Head(rows, "customer"), rows.FindAll(static r => r.HasLine));
        var stranger = rows.Find(row => (row.Text("customerCode") ?? row.Text("customer")) is { } other && other != customer);
        if (stranger is not null) return Refused(stranger, "customer", Refusal.Invalid("cell.two-customers"));

        var placed = await PlaceOrder.MakeAsync(write, new(Customer: customer, Number: Head(rows, "number"),
            OrderDate: first.Value<DateOnly>("orderDate"), DueDate: first.Value<DateOnly>("dueDate"),
            PaymentMethod: Head(rows, "paymentMethod"), Terms: Head(rows, "terms"), Salesperson: Head(rows, "salesperson"),
            CustomerPo: Head(rows, "customerPo"), DeliveryAddress: Head(rows, "address"), Remark: Head(rows, "remark"),
            Confirm: wanted != OrderStatus.Draft, Lines: [.. goods.Select(static row => row.Line())],
            OverrideReason: input.OverrideReason), cancellation);
        if (!placed.Accepted)
        {
            var (line, name) = CellReport.PlaceOf(placed.Refusal.Field);
            return Refused(line is { } at && at < goods.Count ? goods[at] : first, ColumnOf(line is not null, name), placed.Refusal);
        }
        var order = placed.Value;
        // Through the context: a step may follow in the same paste.
        write.Db.Orders.Add(order);
        await write.SaveAsync(cancellation);
        if (wanted > OrderStatus.Confirmed && await new StatusCommand(write, input.Reason, input.OverrideReason, used)
            .RunAsync(order, wanted.Value, new(), cancellation) is { } refusal) return Refused(first, "status", refusal);
        write.Derive(order);
        write.Note(order);
        _ids.Add(order.Id);
        return true;
    }

    private bool Refused(Row row, string? field, Refusal refusal)
    {
        report.AddNew(row.Index, field, refusal);
        return false;
    }

    private static string? ColumnOf(bool isOfLine, string? name) => name is null ? null
        : Columns.GetValueOrDefault(isOfLine ? $"Lines.{name}" : name) ?? Columns.GetValueOrDefault(name)
        ?? char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>Heads are often written on the first row only.</summary>
    private static string? Head(List<Row> rows, string field) => rows.Select(row => row.Text(field)).FirstOrDefault(static text => text is not null);

    private sealed class Row(int index)
    {
        public int Index => index;

        public Dictionary<string, object> Values { get; } = new(StringComparer.Ordinal);

        public bool IsWrong { get; set; }

        public bool HasLine => Values.Keys.Any(static name => name is "product" or "sku" or "quantity" or "amount" or "unitPrice");

        public string? Text(string field) => Values.GetValueOrDefault(field) as string;

        public T? Value<T>(string field)
            where T : struct => Values.TryGetValue(field, out var value) ? (T)value : null;

        public LineInput Line() => new(Product: Text("sku") ?? Text("product"), Spec: Text("spec"), Unit: Text("unit"),
            Quantity: Value<decimal>("quantity") is { } quantity ? Quantity.Of(quantity) : default,
            UnitPrice: Value<decimal>("unitPrice") is { } price ? UnitPrice.Of(price) : null,
            Amount: (Value<decimal>("amount") ?? Value<decimal>("total")) is { } amount ? Money.Of(amount) : null,
            Discount: Value<decimal>("discount"), TaxRate: Value<decimal>("taxRate"), DueDate: Value<DateOnly>("lineDueDate"),
            Remark: Text("lineRemark"));
    }
}
