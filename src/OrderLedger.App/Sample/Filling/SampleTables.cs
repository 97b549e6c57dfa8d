using Microsoft.EntityFrameworkCore.Metadata;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Journal;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Products;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Sample.Filling;

/// <summary>The tables a fill writes.</summary>
internal sealed class SampleTables(IModel model)
{
    private readonly BulkTable<Customer> _customers = new(model);
    private readonly BulkTable<Contact> _contacts = new(model);
    private readonly BulkTable<Address> _addresses = new(model);
    private readonly BulkTable<Product> _products = new(model);
    private readonly BulkTable<Order> _orders = new(model);
    private readonly BulkTable<OrderLine> _lines = new(model);
    private readonly BulkTable<ProductionRecord> _work = new(model);
    private readonly BulkTable<Shipment> _shipments = new(model);
    private readonly BulkTable<ShipmentLine> _goods = new(model);
    private readonly BulkTable<Receipt> _receipts = new(model);
    private readonly BulkTable<Allocation> _allocations = new(model);
    private readonly BulkTable<ChangeSet> _changeSets = new(model);
    private readonly BulkTable<JournalEntry> _journal = new(model);
    private readonly BulkTable<Counter> _counters = new(model);

    public void Write(BulkWriter writer, SampleRows rows)
    {
        writer.Write(_customers, rows.Customers);
        writer.Write(_contacts, rows.Customers.SelectMany(static customer => customer.Contacts));
        writer.Write(_addresses, rows.Customers.SelectMany(static customer => customer.Addresses));
        writer.Write(_products, rows.Products);
        writer.Write(_orders, rows.Orders);
        writer.Write(_lines, rows.Orders.SelectMany(static order => order.Lines));
        writer.Write(_work, rows.Orders.SelectMany(static order => order.Work));
        writer.Write(_shipments, rows.Shipments);
        writer.Write(_goods, rows.Shipments.SelectMany(static shipment => shipment.Lines));
        writer.Write(_receipts, rows.Receipts);
        writer.Write(_allocations, rows.Receipts.SelectMany(static receipt => receipt.Allocations));
        writer.Write(_changeSets, rows.ChangeSets);
        writer.Write(_journal, rows.Journal);
        writer.Write(_counters, rows.Counters);
    }
}
