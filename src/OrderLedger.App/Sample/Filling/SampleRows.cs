using OrderLedger.App.Data;
using OrderLedger.App.Data.Journal;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Products;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Sample.Filling;

/// <summary>What one transaction of a fill writes; a parent always comes before its parts.</summary>
internal sealed class SampleRows
{
    public List<Customer> Customers { get; } = [];

    public List<Product> Products { get; } = [];

    public List<Order> Orders { get; } = [];

    public List<Shipment> Shipments { get; } = [];

    public List<Receipt> Receipts { get; } = [];

    public List<ChangeSet> ChangeSets { get; } = [];

    public List<JournalEntry> Journal { get; } = [];

    public List<Counter> Counters { get; } = [];
}
