using Microsoft.EntityFrameworkCore.Metadata;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Settings;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Sample.Filling;

/// <summary>What a fill carries from block to block: ids, numbers, history and each customer's figures.</summary>
internal sealed class SampleFill
{
    /// <summary>Up to so many orders the journal keeps every event.</summary>
    public const int FullHistoryMax = 5_000;

    /// <summary>Ids that one order can need on average, rows and change sets of its life included; gaps mean
    /// nothing.</summary>
    public const int IdsPerOrder = 100;

    private readonly TimeZoneInfo _zone;
    private long _lastId;

    /// <param name="model">Null: no history is kept, because no book is written.</param>
    public SampleFill(SamplePlan plan, BookSettings settings, IModel? model, long firstId)
    {
        (Plan, Settings, _zone, _lastId) = (plan, settings, settings.Zone, firstId - 1);
        History = new(model, model is not null && plan.Scale.Orders <= FullHistoryMax);
        OrderNumbers = new("order", settings.OrderNumbers);
        ShipmentNumbers = new("shipment", settings.ShipmentNumbers);
        Masters = new(this);
    }

    public SamplePlan Plan { get; }

    public BookSettings Settings { get; }

    public SampleHistory History { get; }

    public SampleNumbers OrderNumbers { get; }

    public SampleNumbers ShipmentNumbers { get; }

    public SampleMasters Masters { get; }

    public long NextId() => ++_lastId;

    public DateOnly ToDate(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, _zone));

    public ChangeSet NewChangeSet(SampleRows rows, DateTime at, string by, Via via, string verb, string? reason = null)
    {
        var changeSet = new ChangeSet { Id = NextId(), At = at, By = by, Via = via, Verb = verb, Reason = reason };
        rows.ChangeSets.Add(changeSet);
        return changeSet;
    }

    public void Note(SampleRows rows, ChangeSet changeSet, Order order) =>
        Add(rows, History.Note(changeSet, order, order.Lines.Concat<IPart>(order.Work)));

    public void Note(SampleRows rows, ChangeSet changeSet, Shipment shipment) =>
        Add(rows, History.Note(changeSet, shipment, shipment.Lines));

    public void Note(SampleRows rows, ChangeSet changeSet, Receipt receipt) =>
        Add(rows, History.Note(changeSet, receipt, receipt.Allocations));

    public void Note(SampleRows rows, ChangeSet changeSet, IAggregate root, IEnumerable<IPart> parts) =>
        Add(rows, History.Note(changeSet, root, parts));

    private static void Add(SampleRows rows, JournalEntry? entry)
    {
        if (entry is not null) rows.Journal.Add(entry);
    }
}
