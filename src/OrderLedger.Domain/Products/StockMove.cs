namespace OrderLedger.Domain.Products;

/// <summary>库存流水 that is recorded by hand: a count of what lies there, and what came or went other than by orders. What orders
/// make and ship is known from them and is never written twice.</summary>
public sealed class StockMove : IAggregate
{
    public const int NoteMax = 500;

    public long Id { get; init; }
    public long Version { get; set; }
    public long ProductId { get; set; }
    public StockKind Kind { get; set; }

    /// <summary>Of a count what was found, 0 or more; else what came or went, above 0.</summary>
    public Quantity Quantity { get; set; }
    public DateTime At { get; set; }
    public string? Note { get; set; }
    public string By { get; set; } = "";
    public long? UserId { get; set; }

    public Refusal? Check()
    {
        if (Quantity < Quantity.Zero || (Kind != StockKind.Count && Quantity.IsZero) || Quantity > Orders.OrderLine.QuantityMax)
            return Refusal.Invalid("stock.quantity-range", Quantity.ToString()).At(nameof(Quantity));
        return Note is { Length: > NoteMax } ? Refusal.Invalid("stock.note-too-long", $"{NoteMax}").At(nameof(Note)) : null;
    }
}

public enum StockKind
{
    /// <summary>盘点 or 期初: what lies there; from here on the stock is known.</summary>
    Count,
    /// <summary>入库, such as a purchase.</summary>
    In,
    /// <summary>出库 without an order, such as a sample or scrap.</summary>
    Out,
}
