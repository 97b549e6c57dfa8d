using OrderLedger.App.Access;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Grid;

/// <summary>Surplus rows of a paste become orders, placed as any other.</summary>
internal sealed class NewOrders(Write write, ChangeCells.Input input, CellReport report, HashSet<Right> used)
{
    private readonly List<long> _ids = [];

    public IReadOnlyList<long> Ids => _ids;

    public async Task RunAsync(IReadOnlyList<NewRow> rows, CancellationToken cancellation)
    {
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

    private async Task<bool> PlaceAsync(List<NewRow> rows, CancellationToken cancellation)
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
            return Refused(line is { } at && at < goods.Count ? goods[at] : first, NewRows.ColumnOf(line is not null, name), placed.Refusal);
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

    private bool Refused(NewRow row, string? field, Refusal refusal)
    {
        report.Add(row, field, refusal);
        return false;
    }

    /// <summary>Heads are often written on the first row only.</summary>
    private static string? Head(List<NewRow> rows, string field) => rows.Select(row => row.Text(field)).FirstOrDefault(static text => text is not null);
}
