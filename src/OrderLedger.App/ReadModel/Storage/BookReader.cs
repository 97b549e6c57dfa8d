using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Reads orders from the book and stages them in the read model, widened with what is derived per line.</summary>
internal sealed class BookReader(DbConnection book, bool isPostgres, DuckDBConnection duck, GoodsDictionary goods)
{
    private const string OrderColumns = "id, version, number, customer_id, customer_code, customer_name, order_date, due_date, "
        + "salesperson, payment_method, terms, currency, status, shipping, payment, flags, total, net, receivable, received, cost, "
        + "payment_due_on, confirmed_at, started_at, ready_at, shipped_at, received_at, settled_at, held_at, cancelled_at, "
        + "customer_po, remark, delivery_address, source, revision";

    private const string LineColumns = "id, order_id, position, product_id, sku, product_name, spec, unit, category, kind, quantity, "
        + "unit_price, discount_bp, amount, tax_rate_bp, due_date, unit_cost, cancelled, made, shipped, signed, remark";

    private readonly Dictionary<long, LineSums> _sums = [];
    private readonly Dictionary<long, Deliveries> _deliveries = [];

    /// <summary>Stages the orders that the condition picks; <c>{0}</c> in it stands for the name of the id.</summary>
    /// <returns>How many there were, and the greatest id.</returns>
    public async Task<(int Count, long Last)> StageAsync(string condition, CancellationToken cancellation)
    {
        _sums.Clear();
        _deliveries.Clear();
        duck.Run(Schema.CreateStaging);
        var ofPart = string.Format(CultureInfo.InvariantCulture, condition, "order_id");
        await StageLinesAsync(ofPart, cancellation);
        await ReadDeliveriesAsync(ofPart, cancellation);
        var staged = await StageOrdersAsync(string.Format(CultureInfo.InvariantCulture, condition, "id"), cancellation);
        goods.Save(duck);
        duck.Run(Schema.Widen);
        return staged;
    }

    private async Task StageLinesAsync(string condition, CancellationToken cancellation)
    {
        await using var command = book.Command($"SELECT {LineColumns} FROM order_lines WHERE {condition} ORDER BY order_id, position");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        using var appender = duck.CreateAppender("temp", "main", "s_lines");
        while (await reader.ReadAsync(cancellation)) AppendLine(appender.CreateRow(), new BookRow(reader, isPostgres));
    }

    private void AppendLine(IDuckDBAppenderRow to, BookRow row)
    {
        var (id, orderId, position, productId) = (row.Long(), row.Long(), row.Int(), row.LongOrNull());
        var (sku, product, spec, unit, category) = (row.Text(), row.Text() ?? "", row.Text(), row.Text(), row.Text());
        var (kind, quantity, price, discountBp) = (row.Int(), new Quantity(row.Long()), row.Long(), row.Int());
        var (amount, rateBp, due, unitCost) = (new Money(row.Long()), row.Int(), row.Date(), new UnitPrice(row.Long()));
        var (cancelled, made, shipped, signed, remark) = (new Quantity(row.Long()), row.Long(), row.Long(), row.Long(), row.Text());

        var effective = quantity - cancelled;
        var net = Tax.Net(amount, rateBp);
        var receivable = cancelled.IsZero ? amount : amount.Share(effective, quantity);
        var cost = unitCost.Times(effective, 0);
        var owedNet = cancelled.IsZero ? net : Tax.Net(receivable, rateBp);
        var entry = goods.Of(sku, product, spec);

        to.AppendValue(id).AppendValue(orderId).AppendValue(position).AppendValue(productId).AppendValue(entry.Id)
            .AppendValue(sku).AppendValue(entry.SkuKey).AppendValue(product).AppendValue(entry.NameKey).AppendValue(spec)
            .AppendValue(unit).AppendValue(category).AppendValue(goods.CategoryKey(category)).AppendValue((sbyte)kind)
            .AppendValue(quantity.Micro).AppendValue(price).AppendValue(discountBp).AppendValue(amount.Cents).AppendValue(rateBp);
        AppendDate(to, due);
        to.AppendValue(unitCost.Scaled).AppendValue(net.Cents).AppendValue((amount - net).Cents).AppendValue(cost.Cents)
            .AppendValue((owedNet - cost).Cents).AppendValue(cancelled.Micro).AppendValue(made)
            .AppendValue(shipped).AppendValue(signed).AppendValue(remark).EndRow();

        if (!_sums.TryGetValue(orderId, out var sums)) _sums[orderId] = sums = new(product, entry.NameKey);
        sums.Add(quantity, owedNet);
    }

    private async Task ReadDeliveriesAsync(string condition, CancellationToken cancellation)
    {
        await using var command = book.Command($"""
            SELECT DISTINCT g.order_id, s.id, s.carrier, s.tracking_number, s.shipped_at FROM shipment_lines g
            JOIN shipments s ON s.id = g.shipment_id WHERE g.{condition} AND NOT s.is_void ORDER BY g.order_id, s.shipped_at, s.id
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) AddDelivery(new BookRow(reader, isPostgres));
    }

    private void AddDelivery(BookRow row)
    {
        var orderId = row.Long();
        _ = row.Long();
        if (!_deliveries.TryGetValue(orderId, out var deliveries)) _deliveries[orderId] = deliveries = new();
        deliveries.Add(row.Text(), row.Text(), row.Long());
    }

    private async Task<(int Count, long Last)> StageOrdersAsync(string condition, CancellationToken cancellation)
    {
        await using var command = book.Command($"SELECT {OrderColumns} FROM orders WHERE {condition}");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        using var appender = duck.CreateAppender("temp", "main", "s_orders");
        var (count, last) = (0, 0L);
        while (await reader.ReadAsync(cancellation))
        {
            last = Math.Max(last, AppendOrder(appender.CreateRow(), new BookRow(reader, isPostgres)));
            count++;
        }
        return (count, last);
    }

    private long AppendOrder(IDuckDBAppenderRow to, BookRow row)
    {
        var (id, version, number, customerId) = (row.Long(), row.Long(), row.Text(), row.Long());
        var (code, customer, orderDate, dueDate) = (row.Text(), row.Text(), row.Date(), row.Date());
        var (salesperson, method, terms, currency) = (row.Text(), row.Text(), row.Text(), row.Text());
        var (status, shipping, payment, flags) = (row.Int(), row.Int(), row.Int(), row.Int());
        var (total, net, receivable, received, cost) = (row.Long(), row.Long(), row.Long(), row.Long(), row.Long());
        var sums = _sums.GetValueOrDefault(id, LineSums.None);
        var deliveries = _deliveries.GetValueOrDefault(id, Deliveries.None);

        to.AppendValue(id).AppendValue(version).AppendValue(number).AppendValue(SortKey.Long(number)).AppendValue(customerId)
            .AppendValue(code).AppendValue(SortKey.Long(code)).AppendValue(customer).AppendValue(goods.CustomerKey(customer));
        AppendDate(to, orderDate);
        AppendDate(to, dueDate);
        to.AppendValue(salesperson).AppendValue(goods.CategoryKey(salesperson)).AppendValue(method).AppendValue(goods.CategoryKey(method))
            .AppendValue(terms).AppendValue(currency).AppendValue((sbyte)status).AppendValue((sbyte)shipping)
            .AppendValue((sbyte)payment).AppendValue((short)flags).AppendValue(total).AppendValue(net).AppendValue(total - net)
            .AppendValue(receivable).AppendValue(received).AppendValue(receivable - received).AppendValue(cost)
            .AppendValue(status == (int)OrderStatus.Cancelled ? 0 : sums.OwedNet.Cents - cost)
            .AppendValue(PaidBp(receivable, received));
        AppendDate(to, row.Date());
        for (var i = 0; i < 8; i++) to.AppendValue(row.LongOrNull());
        var (po, remark, address, source, revision) = (row.Text(), row.Text(), row.Text(), row.Int(), row.Int());
        to.AppendValue(sums.Count).AppendValue(deliveries.Carriers).AppendValue(goods.CategoryKey(deliveries.Carriers))
            .AppendValue(deliveries.Tracking).AppendValue(deliveries.Last).AppendValue(po).AppendValue(remark).AppendValue(address)
            .AppendValue((sbyte)source).AppendValue(revision)
            .AppendValue(sums.Product).AppendValue(sums.ProductKey).AppendValue(sums.Quantity.Micro)
            .AppendValue(Own(number, po, deliveries.Tracking)).EndRow();
        return id;
    }

    /// <summary>What of the order itself search looks in; customers and products are searched in their own tables.</summary>
    private static string Own(params ReadOnlySpan<string?> texts) => TextFolding.Key(string.Join(' ', texts));

    private static long? PaidBp(long receivable, long received) =>
        receivable == 0 ? null : (long)decimal.Round(received * 10_000m / receivable, 0, MidpointRounding.AwayFromZero);

    private static void AppendDate(IDuckDBAppenderRow to, DateOnly? date)
    {
        if (date is { } day) to.AppendValue((DuckDB.NET.Native.DuckDBDateOnly)day);
        else to.AppendNullValue();
    }
}
