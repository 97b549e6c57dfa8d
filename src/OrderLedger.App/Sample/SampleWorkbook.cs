using OrderLedger.App.Export.Writing;
using OrderLedger.App.Sample.Filling;
using OrderLedger.App.Settings;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Sample;

/// <summary>Writes the orders of a sample as the Excel ledger that a firm would have kept: one sheet, one row a line, in
/// Chinese, nothing in it to be cleaned.</summary>
/// <remarks>An import into an empty book gives the same orders with the same totals and sums received. What a row of a ledger
/// cannot say is not in it: several deliveries of one order, shortfalls that were written off, holds, work, and money on
/// account of no order.</remarks>
public static class SampleWorkbook
{
    /// <summary>Streams, with one block of orders in memory.</summary>
    /// <param name="target">Any writable stream; stays open.</param>
    /// <param name="progress">Orders written so far.</param>
    /// <returns>What was written, or <c>sample.workbook-full</c> with the orders that one sheet holds; then the stream holds no
    /// workbook.</returns>
    public static Task<Outcome<SampleWritten>> WriteAsync(
        Stream target, SamplePlan plan, IProgress<int>? progress, CancellationToken cancellation) =>
        WriteAsync(target, plan, XlsxWriter.RowsMax - 1, progress, cancellation);

    /// <param name="rowsMax">Below the header.</param>
    internal static async Task<Outcome<SampleWritten>> WriteAsync(
        Stream target, SamplePlan plan, int rowsMax, IProgress<int>? progress, CancellationToken cancellation)
    {
        var fill = new SampleFill(plan, BookSettings.Default, model: null, firstId: 1);
        var done = new SampleWritten(0, 0);
        await using var writer = new XlsxWriter(target);
        await writer.BeginTableAsync("订单台账", SampleLedgerRow.Columns, cancellation);
        for (var at = 0; at < plan.Blocks; at++)
        {
            var block = plan.Block(at);
            var story = new SampleStory(fill, block);
            story.Tell(isLast: at == plan.Blocks - 1);
            foreach (var sample in block.Orders)
            {
                var order = story.OrderOf(sample.Index);
                // Import reads one sheet, and no order is cut in two.
                if (done.Rows + order.Lines.Count > rowsMax)
                    return Refusal.Invalid("sample.workbook-full", $"{done.Orders}");

                foreach (var line in order.Lines)
                {
                    new SampleLedgerRow(sample, order, line).Write(writer, fill.ToDate);
                    await writer.EndRowAsync(cancellation);
                }
                done = new(done.Orders + 1, done.Rows + order.Lines.Count);
            }
            progress?.Report(done.Orders);
        }
        await writer.EndTableAsync(totalsLabel: null, cancellation);
        await writer.CompleteAsync(cancellation);
        return done;
    }
}

/// <summary>What stands in a sample workbook.</summary>
/// <param name="Rows">Without the header.</param>
public sealed record SampleWritten(int Orders, int Rows);

/// <summary>One line of an order as a row of the ledger. Head cells repeat, so that a filter keeps its rows together; only the
/// money of the order stands on its first row alone, so that a sum over the column is true.</summary>
internal readonly record struct SampleLedgerRow(SampleOrder Sample, Order Order, OrderLine Line)
{
    public static readonly IReadOnlyList<TableColumn> Columns =
    [
        new("订单编号", Width: 20), new("下单日期", ColumnFormat.Date, 12), new("客户编码", Width: 10), new("客户名称", Width: 26),
        new("联系人", Width: 9), new("联系电话"), new("邮箱", Width: 22), new("收货地址", Width: 34), new("地区", Width: 8),
        new("业务员", Width: 9), new("客户订单号"), new("产品编码", Width: 11), new("产品名称", Width: 18), new("规格型号", Width: 16),
        new("计量单位", Width: 9), new("产品类别", Width: 10), new("数量", ColumnFormat.Quantity, 11), new("含税单价", ColumnFormat.Price, 11),
        new("折扣率", ColumnFormat.Percent, 8), new("税率", ColumnFormat.Percent, 8), new("价税合计", ColumnFormat.Money, 14),
        new("成本价", ColumnFormat.Price, 11), new("交货日期", ColumnFormat.Date, 12), new("订单进度", Width: 10),
        new("发货日期", ColumnFormat.Date, 12), new("物流公司", Width: 11), new("运单号", Width: 16), new("已收金额", ColumnFormat.Money, 14),
        new("收款日期", ColumnFormat.Date, 12), new("付款方式", Width: 11), new("结算方式", Width: 20), new("备注", Width: 18),
    ];

    /// <summary>The cells in the order of <see cref="Columns"/>.</summary>
    public void Write(ITableWriter writer, Func<DateTime, DateOnly> toDate)
    {
        var (customer, isFirst) = (Sample.Customer, Line.Position == 1);
        writer.Text(Order.Number);
        writer.Date(Order.OrderDate);
        foreach (var text in new[] { customer.Code, customer.Name, customer.Contact, customer.Phone, customer.Email, customer.Address,
            customer.Region, Order.Salesperson, Order.CustomerPo, Line.Sku, Line.ProductName, Line.Spec, Line.Unit, Line.Category })
            writer.Text(text);
        writer.Number(Line.Quantity.Value);
        writer.Number(Line.UnitPrice.Value);
        if (Line.DiscountBp == 0) writer.Blank();
        else writer.Scaled(Line.DiscountBp, 4);
        writer.Scaled(Line.TaxRateBp, 4);
        writer.Scaled(Line.Amount.Cents, 2);
        writer.Number(Line.UnitCost.Value);
        writer.Date(Line.DueDate);
        writer.Text(Status);

        // Before the last of the goods have left, a ship date would say that they have.
        var shipment = Order.Status is >= OrderStatus.Shipped and <= OrderStatus.Paid
            ? Order.Goods.Select(static goods => goods.Shipment).MaxBy(static shipment => shipment.ShippedAt) : null;
        writer.Date(shipment is null ? null : toDate(shipment.ShippedAt));
        writer.Text(shipment?.Carrier);
        writer.Text(shipment?.TrackingNumber);
        if (isFirst) writer.Scaled(Order.Received.Cents, 2);
        else writer.Blank();
        writer.Date(isFirst ? Order.Allocations.Max(static part => (DateOnly?)part.Date) : null);
        writer.Text(Order.PaymentMethod);
        writer.Text(customer.Terms.Label);
        writer.Text(Order.Remark);
    }

    /// <summary>A word that import knows. 已付款 promises the whole total; of an order settled for less, because a shortfall was
    /// written off, a ledger says that the goods are there.</summary>
    private string Status => Order.Status switch
    {
        OrderStatus.Draft => "草稿",
        OrderStatus.Confirmed => "已确认",
        OrderStatus.InProduction => "生产中",
        OrderStatus.ReadyToShip => "待发货",
        OrderStatus.Shipped => "已发货",
        OrderStatus.Paid when Order.Received >= Order.Total => "已付款",
        OrderStatus.Received or OrderStatus.Paid => "已签收",
        OrderStatus.Cancelled => "已取消",
        _ => throw new InvalidOperationException($"{Order.Status} has no word."),
    };
}
