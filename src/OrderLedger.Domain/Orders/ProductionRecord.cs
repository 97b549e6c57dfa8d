namespace OrderLedger.Domain.Orders;

/// <summary>生产记录: a start, a finished quantity, or goods set aside from stock (备货).</summary>
public sealed class ProductionRecord : IPartOf<Order>
{
    public long Id { get; init; }
    public long OrderId { get; set; }
    public long RootId => OrderId;
    public long OrderLineId { get; set; }
    public WorkKind Kind { get; set; }

    /// <summary>Zero for a start.</summary>
    public Quantity Quantity { get; set; }
    public DateTime At { get; set; }
}

public enum WorkKind
{
    /// <summary>投产</summary>
    Started,
    /// <summary>完工; of a service: 完工确认.</summary>
    Finished,
    /// <summary>备货</summary>
    Prepared,
}
