using System.Data.Common;
using System.Globalization;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Reads orders from the book and appends them to the read model, with what is derived per order and line.</summary>
internal sealed class BookReader(DbConnection book, bool isPostgres, GoodsDictionary goods)
{
    private const string OrderColumns = "o.id, o.version, o.number, o.customer_id, o.customer_code, o.customer_name, o.order_date, "
        + "o.due_date, o.salesperson, o.payment_method, o.terms, o.currency, o.status, o.shipping, o.payment, o.flags, o.total, o.net, "
        + "o.receivable, o.received, o.cost, o.payment_due_on, o.confirmed_at, o.started_at, o.ready_at, o.shipped_at, o.received_at, "
        + "o.settled_at, o.held_at, o.cancelled_at, o.customer_po, o.remark, o.delivery_address, o.source, o.revision, "
        + "c.name, c.short_name, c.\"class\", c.region";

    private const string LineColumns = "id, order_id, position, product_id, sku, product_name, spec, unit, category, kind, quantity, "
        + "unit_price, discount_bp, amount, tax_rate_bp, due_date, unit_cost, cancelled, made, shipped, signed, remark, is_made, is_started";

    private readonly Dictionary<long, LineSums> _sums = [];
    private readonly Dictionary<long, Deliveries> _deliveries = [];
    private readonly SortKeys _keys = new();

    /// <summary>Products of one order, and whether several of its lines have them.</summary>
    private readonly Dictionary<(string? Sku, string Name, string? Unit), bool> _products = [];
    private readonly RowBuffer _order = new();
    private readonly RowBuffer _lines = new();

    /// <summary>Copies the orders that the condition picks; <c>{0}</c> in it stands for the name of the id. All their lines are
    /// held in memory, so let it pick some thousands at most.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> CopyAsync(string condition, RowWriter to, CancellationToken cancellation)
    {
        await ReadPartsAsync(condition, cancellation);
        return await CopyOrdersAsync(condition, to, cancellation);
    }

    /// <summary>The first half of <see cref="CopyAsync"/>: reads lines and deliveries; nothing is written yet.</summary>
    public async Task ReadPartsAsync(string condition, CancellationToken cancellation)
    {
        _sums.Clear();
        _deliveries.Clear();
        _lines.Clear();
        var ofPart = string.Format(CultureInfo.InvariantCulture, condition, "order_id");
        await ReadLinesAsync(ofPart, cancellation);
        await ReadDeliveriesAsync(ofPart, cancellation);
    }

    /// <summary>The second half: reads the same orders and appends them with their lines.</summary>
    public async Task<int> CopyOrdersAsync(string condition, RowWriter to, CancellationToken cancellation)
    {
        var ofOrder = string.Format(CultureInfo.InvariantCulture, condition, "o.id");
        await using var command = book.Command(
            $"SELECT {BookRow.Packed(OrderColumns, isPostgres)} FROM orders o LEFT JOIN customers c ON c.id = o.customer_id WHERE {ofOrder} ORDER BY o.id");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var count = 0;
        for (; await reader.ReadAsync(cancellation); count++) CopyOrder(BookRow.Of(reader), to);
        return count;
    }

    private async Task ReadLinesAsync(string condition, CancellationToken cancellation)
    {
        await using var command = book.Command(
            $"SELECT {BookRow.Packed(LineColumns, isPostgres)} FROM order_lines WHERE {condition} ORDER BY order_id, position");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) ReadLine(BookRow.Of(reader));
    }

    private void ReadLine(BookRow row)
    {
        var (id, orderId, position, productId) = (row.Long(), row.Long(), row.Int(), row.LongOrNull());
        var (sku, product, spec, unit, category) = (row.Text(), row.Text() ?? "", row.Text(), row.Text(), row.Text());
        var (kind, quantity, price, discountBp) = (row.Int(), new Quantity(row.Long()), row.Long(), row.Int());
        var (amount, rateBp, due, unitCost) = (new Money(row.Long()), row.Int(), row.Date(), new UnitPrice(row.Long()));
        var (cancelled, made, shipped, signed, remark) = (new Quantity(row.Long()), row.Long(), row.Long(), row.Long(), row.Text());
        var (isMade, isStarted) = (row.Bool(), row.Bool());

        var effective = quantity - cancelled;
        var net = Tax.Net(amount, rateBp);
        var receivable = cancelled.IsZero ? amount : amount.Share(effective, quantity);
        var cost = unitCost.Times(effective, 0);
        var owedNet = cancelled.IsZero ? net : Tax.Net(receivable, rateBp);
        var entry = goods.Of(new(sku, product, spec, unit, category, kind));

        if (!_sums.TryGetValue(orderId, out var sums)) _sums[orderId] = sums = new(_lines.Count);
        _lines.Long(id).Int(position).Long(productId).Int(entry.Id).Long(quantity.Micro).Long(price)
            .Int(discountBp).Long(amount.Cents).Int(rateBp).Date(due).Long(unitCost.Scaled).Long(net.Cents)
            .Long(cost.Cents).Long(cancelled.Micro).Long(made).Long(shipped).Long(signed).Text(remark)
            .Byte(isMade ? 1 : 0).Byte(isStarted ? 1 : 0);
        sums.Add(entry, quantity, owedNet, cost, unitCost.Scaled > 0);
    }

    private async Task ReadDeliveriesAsync(string condition, CancellationToken cancellation)
    {
        await using var command = book.Command($"""
            SELECT {BookRow.Packed("order_id, carrier, tracking_number, shipped_at, assumed", isPostgres)} FROM (
                SELECT DISTINCT g.order_id, s.id, s.carrier, s.tracking_number, s.shipped_at, s.assumed FROM shipment_lines g
                JOIN shipments s ON s.id = g.shipment_id WHERE g.{condition} AND NOT s.is_void) d
            ORDER BY order_id, shipped_at, id
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) AddDelivery(BookRow.Of(reader));
    }

    private void AddDelivery(BookRow row)
    {
        var orderId = row.Long();
        if (!_deliveries.TryGetValue(orderId, out var deliveries)) _deliveries[orderId] = deliveries = new();
        deliveries.Add(row.Text(), row.Text(), row.Long(), row.Int());
    }

    private void CopyOrder(BookRow row, RowWriter to)
    {
        var (id, version, number, customerId) = (row.Long(), row.Long(), row.Text(), row.Long());
        var (code, customer, orderDate, dueDate) = (row.Text(), row.Text(), row.Date(), row.Date());
        var (salesperson, method, terms, currency) = (row.Text(), row.Text(), row.Text(), row.Text());
        var (status, shipping, payment, flags) = (row.Int(), row.Int(), row.Int(), row.Int());
        var (total, net, receivable, received, cost) = (row.Long(), row.Long(), row.Long(), row.Long(), row.Long());
        var sums = _sums.GetValueOrDefault(id, LineSums.None);
        var deliveries = _deliveries.GetValueOrDefault(id, Deliveries.None);
        // A cancelled order earns nothing, nor do its lines.
        var isCancelled = status == (int)OrderStatus.Cancelled;

        var paymentDue = row.Date();
        var (confirmed, started, ready, shipped) = (row.LongOrNull(), row.LongOrNull(), row.LongOrNull(), row.LongOrNull());
        var (signed, settled, held, cancelled) = (row.LongOrNull(), row.LongOrNull(), row.LongOrNull(), row.LongOrNull());
        var (po, remark, address, source, revision) = (row.Text(), row.Text(), row.Text(), row.Int(), row.Int());
        var (name, shortName, @class, region) = (row.Text(), row.Text(), row.Text(), row.Text());

        _order.Clear();
        _order.Long(id).Text(number).Long(SortKey.Long(number)).Long(customerId).Text(customer).Long(_keys.Long(customer))
            .Date(orderDate).Date(dueDate).Text(salesperson).Int(_keys.Int(salesperson)).Byte(status).Byte(shipping).Byte(payment)
            .Short(flags).Long(total).Long(receivable - received).Date(paymentDue).Long(confirmed).Long(cancelled)
            .Text(@class).Int(_keys.Int(@class)).Text(region).Int(_keys.Int(region));
        _order.Long(version).Text(code).Long(_keys.Long(code)).Text(method).Int(_keys.Int(method)).Text(terms).Text(currency)
            .Long(net).Long(total - net).Long(receivable).Long(received).Long(PaidBp(receivable, received)).Long(cost)
            .Long(isCancelled ? 0 : sums.OwedNet.Cents - cost)
            .Long(started).Long(ready).Long(shipped).Long(signed).Long(settled).Long(held).Text(po).Text(remark).Text(address)
            .Byte(source).Int(revision).Text(deliveries.Carriers).Int(_keys.Int(deliveries.Carriers)).Text(deliveries.Tracking)
            .Long(deliveries.Last).Int(sums.Count).Text(shortName).Long(_keys.Long(shortName))
            .Text(sums.Product?.Text.Name).Long(sums.Product?.NameKey).Long(sums.Quantity.Micro)
            .Long((isCancelled ? sums.KnownCost : sums.KnownNet).Cents)
            .Long(isCancelled ? 0 : (sums.KnownNet - sums.KnownCost).Cents)
            .Text(Own(number, po, deliveries.Tracking, customer == name || customer == shortName ? null : customer))
            .Byte(deliveries.Assumed);
        Append(sums, isCancelled, to);
    }

    private void Append(LineSums sums, bool isCancelled, RowWriter to)
    {
        to.Order(_order);
        _products.Clear();
        foreach (var (goods, _) in sums.Lines) _products[goods.Product] = _products.ContainsKey(goods.Product);
        for (var i = 0; i < sums.Count; i++)
        {
            var (goods, profit) = sums.Lines[i];
            to.Line(_order, _lines, sums.First + (i * Schema.LineCount), isCancelled ? 0 : profit.Cents, _products[goods.Product], goods);
        }
    }

    /// <summary>What of the order itself search looks in; customers and products are searched in their own tables, but for a
    /// snapshot of the name that is no longer the customer's.</summary>
    private static string Own(params ReadOnlySpan<string?> texts) => TextFolding.Key(string.Join(' ', texts));

    private static long? PaidBp(long receivable, long received) =>
        receivable == 0 ? null : (long)decimal.Round(received * 10_000m / receivable, 0, MidpointRounding.AwayFromZero);
}
