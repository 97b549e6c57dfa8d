using System.Globalization;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Import;

/// <summary>A difference said field by field: what the book has, and what the file would make of it.</summary>
internal static class ImportFieldChanges
{
    public static List<ImportFieldChange> Of(Order order, ImportOrder source, ImportDifference difference)
    {
        var fields = new List<ImportFieldChange>();
        var total = order.Total;
        if (difference.Change is { } change)
        {
            Head("customerPo", order.CustomerPo, change.CustomerPo);
            Head("paymentMethod", order.PaymentMethod, change.PaymentMethod);
            Head("salesperson", order.Salesperson, change.Salesperson);
            Head("remark", order.Remark, change.Remark);
            foreach (var line in change.Lines ?? [])
            {
                var mine = order.Lines.First(l => l.Id == line.Id);
                fields.AddRange(OfLine(mine, line));
                total += (line.Amount ?? mine.Amount) - mine.Amount;
            }
        }
        Head("total", Text(order.Total.Amount), Text(total.Amount));
        if (difference.Advances) Advance(order, source, total - order.Total, Head);
        return fields;

        void Head(string field, string? old, string? value)
        {
            if (value is not null && value != old) fields.Add(new(field, null, null, old, value));
        }
    }

    private static IEnumerable<ImportFieldChange> OfLine(OrderLine mine, AmendOrder.LineChange line)
    {
        return new (string Field, string? Old, string? New)[]
        {
            ("quantity", Text(mine.Quantity.Value), Text(line.Quantity?.Value)),
            ("unitPrice", Text(mine.UnitPrice.Value), Text(line.UnitPrice?.Value)),
            ("amount", Text(mine.Amount.Amount), Text(line.Amount?.Amount)),
            ("dueDate", Text(mine.DueDate), Text(line.DueDate)),
        }.Where(static field => field.New is not null && field.New != field.Old)
            .Select(field => new ImportFieldChange(field.Field, mine.Position, mine.ProductName, field.Old, field.New));
    }

    /// <summary>已付款 in the file means a receipt of all that is outstanding; a smaller sum than the book has is not taken.</summary>
    private static void Advance(Order order, ImportOrder source, Money more, Action<string, string?, string?> say)
    {
        var wanted = ImportBuild.Wanted(source);
        if (wanted > order.Status) say("status", Text(order.Status), Text(wanted));
        var received = wanted == OrderStatus.Paid ? order.Receivable + more : source.Received;
        if (received > order.Received) say("received", Text(order.Received.Amount), Text(received.Amount));
    }

    private static string? Text(decimal? number) => number?.ToString("0.########", CultureInfo.InvariantCulture);

    private static string? Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(OrderStatus status) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
