namespace OrderLedger.App.Tests.Model;

/// <summary>What a careful clerk would keep on paper: quantities and cents, and nothing derived but what is asked
/// for.</summary>
internal sealed class ModelOrder
{
    public bool IsConfirmed { get; set; }
    public bool IsCancelled { get; set; }
    public bool IsHeld { get; set; }
    public List<ModelLine> Lines { get; } = [];
    public List<ModelShipment> Shipments { get; } = [];
    public Dictionary<int, long> Paid { get; } = [];

    public long Received => Paid.Values.Sum();

    public long Receivable => IsCancelled ? 0 : Lines.Sum(static l => l.Value(l.Wanted));

    public bool IsAnyOut => Shipments.Exists(static s => !s.IsVoid);

    /// <summary>The stages of domain.md §4, as a number: 0 draft … 6 paid, 9 cancelled.</summary>
    public int Status
    {
        get
        {
            if (IsCancelled) return 9;
            if (!IsConfirmed) return 0;
            var stage = Lines.Where(static l => l.Wanted > 0).Select(StageOf).DefaultIfEmpty(5).Min();
            return stage == 5 && Received >= Receivable ? 6 : stage;
        }
    }

    public int StageOf(ModelLine line)
    {
        var (out_, signed) = (Out(line), Signed(line));
        if (signed >= line.Wanted) return 5;
        if (out_ >= line.Wanted) return 4;
        if (line.Made >= line.Wanted) return 3;
        return line.IsStarted ? 2 : 1;
    }

    public long Out(ModelLine line) => Parts(line).Sum(static p => p.IsSettled ? p.Signed!.Value : p.Quantity);

    public long Signed(ModelLine line) => Parts(line).Sum(static p => p.Signed ?? 0);

    private IEnumerable<ModelPart> Parts(ModelLine line) =>
        Shipments.Where(static s => !s.IsVoid).SelectMany(static s => s.Parts).Where(p => p.Line == line);
}

/// <param name="cents">What the whole quantity costs.</param>
internal sealed class ModelLine(long quantity, long cents, bool isMade)
{
    public long Quantity { get; set; } = quantity;
    public long Cents { get; set; } = cents;
    public bool IsMade { get; } = isMade;
    public long Dropped { get; set; }
    public long Made { get; set; }
    public bool IsStarted { get; set; }

    public long Wanted => Quantity - Dropped;

    /// <summary>The share of the line's amount, rounded half up (amounts here are never negative).</summary>
    public long Value(long part) => Quantity == 0 ? 0 : (long)Math.Floor(((decimal)Cents * part / Quantity) + 0.5m);
}

internal sealed class ModelShipment(long id)
{
    public long Id { get; } = id;
    public bool IsVoid { get; set; }
    public bool IsSigned { get; set; }
    public List<ModelPart> Parts { get; } = [];
}

internal sealed class ModelPart(ModelLine line, long quantity)
{
    public ModelLine Line { get; } = line;
    public long Quantity { get; } = quantity;
    public long? Signed { get; set; }
    public bool IsSettled { get; set; }
    public bool IsDropped { get; set; }

    public long Missing => Signed is { } signed && !IsSettled ? Quantity - signed : 0;
}

internal sealed class ModelReceipt(long id, long cents)
{
    public long Id { get; } = id;
    public long Cents { get; } = cents;
    public bool IsBounced { get; set; }
}
