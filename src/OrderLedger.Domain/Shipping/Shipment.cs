namespace OrderLedger.Domain.Shipping;

/// <summary>送货单: goods that left together to one customer; may span orders (domain.md §3).</summary>
public sealed class Shipment : IAggregate
{
    public long Id { get; init; }
    public long Version { get; set; }
    public long CustomerId { get; set; }
    public string Number { get; set; } = "";
    public DateTime ShippedAt { get; set; }
    public string? Carrier { get; set; }
    public string? TrackingNumber { get; set; }
    public int? Packages { get; set; }
    public DateTime? SignedAt { get; set; }
    public string? Signer { get; set; }
    public bool IsVoid { get; set; }

    /// <summary>Which of its times nobody knows: an import put them there, and what counts days must leave them out.</summary>
    public AssumedTimes Assumed { get; set; }
    public string? Remark { get; set; }
    public IList<ShipmentLine> Lines { get; init; } = [];

    /// <summary>签收: per shipment line the quantity taken; null takes all. What is missing is a shortfall until settled.</summary>
    /// <param name="taken">By order line; absent lines are taken in full.</param>
    public Refusal? Sign(IReadOnlyDictionary<long, SignedQuantity> taken, DateTime at, string? signer)
    {
        if (IsVoid) return Refusal.NotAllowed("shipment.void", Number);
        if (SignedAt is not null) return Refusal.NotAllowed("shipment.signed", Number);
        foreach (var (lineId, quantity) in taken)
        {
            var line = Lines.FirstOrDefault(line => line.OrderLineId == lineId);
            if (line is null) return Refusal.Invalid("shipment.line-unknown", lineId.ToString(Culture));
            if (quantity.Signed < Quantity.Zero || quantity.Rejected < Quantity.Zero
                || quantity.Signed + quantity.Rejected > line.Quantity)
                return Refusal.Invalid("shipment.signed-over-shipped", line.Quantity.ToString());
        }
        if (at < ShippedAt) return Refusal.Invalid("shipment.signed-before-shipped", Number).At("SignedAt");

        (SignedAt, Signer) = (at, signer);
        foreach (var line in Lines)
        {
            var quantity = taken.GetValueOrDefault(line.OrderLineId, new(line.Quantity, Quantity.Zero));
            (line.Signed, line.Rejected) = (quantity.Signed, quantity.Rejected);
        }
        return null;
    }

    private static System.Globalization.CultureInfo Culture => System.Globalization.CultureInfo.InvariantCulture;
}

/// <summary>What the customer took of one shipment line, and what was refused at the door (拒收).</summary>
public readonly record struct SignedQuantity(Quantity Signed, Quantity Rejected);

/// <summary>One order line's quantity on a shipment.</summary>
public sealed class ShipmentLine : IPartOf<Shipment>
{
    public long Id { get; init; }
    public long ShipmentId { get; set; }
    public long RootId => ShipmentId;
    public Shipment Shipment { get; set; } = null!;
    public long OrderId { get; set; }
    public long OrderLineId { get; set; }
    public Quantity Quantity { get; set; }

    /// <summary>Null until signed for.</summary>
    public Quantity? Signed { get; set; }
    public Quantity Rejected { get; set; }

    /// <summary>How the shortfall was settled; until then it still counts as shipped.</summary>
    public ShortfallSettlement Settlement { get; set; }

    /// <summary>Not signed for, of a signed shipment.</summary>
    public Quantity Shortfall => Signed is { } signed ? Quantity - signed : Quantity.Zero;

    public bool IsShort => Settlement == ShortfallSettlement.Open && Shortfall > Quantity.Zero;

    /// <summary>What counts as shipped: a settled shortfall no longer does.</summary>
    public Quantity Standing => Settlement == ShortfallSettlement.Open ? Quantity : Quantity - Shortfall;
}

/// <summary>Times that stand for unknown ones.</summary>
[Flags]
public enum AssumedTimes
{
    None = 0,
    Shipped = 1,
    Signed = 2,
}

public enum ShortfallSettlement
{
    Open,
    /// <summary>补发: the quantity is open again.</summary>
    Resend,
    /// <summary>取消差额: the quantity is cancelled on the order line.</summary>
    Cancel,
}
