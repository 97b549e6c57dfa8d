using OrderLedger.App.Data.Journal;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Sample.Filling;

/// <summary>Lives the orders and receipts of one block once more, event by event in the order of time, on the real
/// aggregates.</summary>
/// <remarks>With a full history every event is derived and journalled as the verb would have; without it, each thing
/// once at its end. Either way the stored state comes from the same functions of Domain.</remarks>
internal sealed class SampleStory(SampleFill fill, SampleBlock block)
{
    private readonly SampleRows _rows = new();
    private readonly List<Step> _steps = [];
    private readonly Order[] _orders = new Order[block.Orders.Count];
    private readonly int _first = block.Orders[0].Index;

    /// <param name="isLast">No more blocks follow, so every counter is stored.</param>
    public SampleRows Tell(bool isLast)
    {
        for (var i = 0; i < block.Orders.Count; i++) new SampleOrderStory(fill, this, block.Orders[i]).Plan();
        foreach (var receipt in block.Receipts) new SampleReceiptStory(fill, this, receipt).Plan();
        // Equal moments keep the sequence in which they were planned.
        _steps.Sort(static (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.Place.CompareTo(b.Place));
        foreach (var step in _steps) step.Run();
        Finish();
        var (numbers, today) = (fill.OrderNumbers, block.Orders[^1].Date);
        _rows.Counters.AddRange(isLast ? numbers.TakeAll() : numbers.TakeBefore(today));
        if (isLast) _rows.Counters.AddRange(fill.ShipmentNumbers.TakeAll());
        fill.History.Forget();
        return _rows;
    }

    public void At(DateTime at, Action run) => _steps.Add(new(at, _steps.Count, run));

    public Order OrderOf(int index) => _orders[index - _first];

    public void Add(int index, Order order)
    {
        _orders[index - _first] = order;
        _rows.Orders.Add(order);
    }

    public void Add(Shipment shipment) => _rows.Shipments.Add(shipment);

    public void Add(Receipt receipt) => _rows.Receipts.Add(receipt);

    /// <summary>The event was one change set to these things.</summary>
    public void Happened(DateTime at, string by, string verb, string? reason, Order order, Shipment? shipment = null)
    {
        if (!fill.History.IsFull) return;

        order.Derive(fill.ToDate);
        var changeSet = fill.NewChangeSet(_rows, at, by, Via.Web, verb, reason);
        if (shipment is not null) fill.Note(_rows, changeSet, shipment);
        fill.Note(_rows, changeSet, order);
    }

    /// <inheritdoc cref="Happened(DateTime, string, string, string, Order, Shipment)"/>
    public void Happened(DateTime at, string by, string verb, Receipt receipt, IEnumerable<Order> orders)
    {
        if (!fill.History.IsFull) return;

        var changeSet = fill.NewChangeSet(_rows, at, by, Via.Web, verb);
        fill.Note(_rows, changeSet, receipt);
        foreach (var order in orders)
        {
            order.Derive(fill.ToDate);
            fill.Note(_rows, changeSet, order);
        }
    }

    private void Finish()
    {
        for (var i = 0; i < _orders.Length; i++)
        {
            if (!fill.History.IsFull) _orders[i].Derive(fill.ToDate);
            fill.Masters.Count(block.Orders[i].Customer.Index, _orders[i]);
        }

        if (fill.History.IsFull) return;

        // A change set names one intention, so each order keeps its own, at the time it was placed.
        for (var i = 0; i < _orders.Length; i++)
            fill.Note(_rows, NewChangeSet(block.Orders[i].PlacedAt, block.Orders[i].Customer.Salesperson), _orders[i]);
        foreach (var shipment in _rows.Shipments)
            fill.Note(_rows, NewChangeSet(shipment.ShippedAt, SampleStaff.Warehouse), shipment);
        foreach (var receipt in _rows.Receipts)
            fill.Note(_rows, NewChangeSet(receipt.Allocations[0].At, SampleStaff.Finance), receipt);

        ChangeSet NewChangeSet(DateTime at, string by) => fill.NewChangeSet(_rows, at, by, Via.Import, "sample.fill");
    }

    private readonly record struct Step(DateTime At, int Place, Action Run);
}
