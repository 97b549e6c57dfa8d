using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>What the lines of one order come to, while it is read.</summary>
/// <param name="first">Where its lines begin in the buffer.</param>
internal sealed class LineSums(int first)
{
    public static readonly LineSums None = new(0);

    /// <summary>Of the first line; the ledger shows it with the number of lines.</summary>
    public Goods? Product => Lines.Count == 0 ? null : Lines[0].Goods;
    public int First => first;
    public int Count => Lines.Count;
    public Quantity Quantity { get; private set; }

    /// <summary>What is owed, without tax.</summary>
    public Money OwedNet { get; private set; }

    /// <summary>The same, and its cost, of the lines whose cost is known.</summary>
    public Money KnownNet { get; private set; }
    public Money KnownCost { get; private set; }

    public List<(Goods Goods, Money Profit)> Lines { get; } = new(4);

    public void Add(Goods goods, Quantity quantity, Money owedNet, Money cost, bool isCostKnown)
    {
        Lines.Add((goods, owedNet - cost));
        (Quantity, OwedNet) = (Quantity + quantity, OwedNet + owedNet);
        if (isCostKnown) (KnownNet, KnownCost) = (KnownNet + owedNet, KnownCost + cost);
    }
}

/// <summary>The carriers and tracking numbers of one order's shipments, oldest first.</summary>
internal sealed class Deliveries
{
    public static readonly Deliveries None = new();
    private readonly List<string> _carriers = [];
    private readonly List<string> _tracking = [];

    public string? Carriers => _carriers.Count == 0 ? null : string.Join(" ", _carriers);
    public string? Tracking => _tracking.Count == 0 ? null : string.Join(" ", _tracking);

    /// <summary>UTC milliseconds of the latest shipment.</summary>
    public long? Last { get; private set; }

    /// <summary>Times of any of them that nobody knows: <see cref="Domain.Shipping.AssumedTimes"/>.</summary>
    public int Assumed { get; private set; }

    public void Add(string? carrier, string? tracking, long shippedAt, int assumed)
    {
        Assumed |= assumed;
        if (!string.IsNullOrEmpty(carrier) && !_carriers.Contains(carrier)) _carriers.Add(carrier);
        if (!string.IsNullOrEmpty(tracking) && !_tracking.Contains(tracking)) _tracking.Add(tracking);
        Last = Math.Max(Last ?? shippedAt, shippedAt);
    }
}
