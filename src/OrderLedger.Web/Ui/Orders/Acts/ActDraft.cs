namespace OrderLedger.Web.Ui.Orders.Acts;

/// <summary>What was typed into the form of one event; kept as typed until it is accepted.</summary>
public sealed class ActDraft
{
    /// <summary>The event as the address spells it, or <c>void</c>, <c>bounce</c>, <c>undo</c>.</summary>
    public string? Event { get; set; }

    /// <summary>The shipment, receipt or change set it is about; 0: the order itself.</summary>
    public long Target { get; set; }

    /// <summary>The version of the order and its newest change set when the page was read.</summary>
    public long SeenVersion { get; set; }
    public long SeenChange { get; set; }

    public string? Reason { get; set; }
    public bool Override { get; set; }
    public string? Carrier { get; set; }
    public string? TrackingNumber { get; set; }
    public string? Packages { get; set; }

    /// <summary>On the clock of the book: <c>2026-11-23T10:08</c>; empty: now.</summary>
    public string? At { get; set; }
    public string? Signer { get; set; }
    public string? Amount { get; set; }
    public string? Method { get; set; }
    public string? Date { get; set; }
    public string? Reference { get; set; }
    public string? Kind { get; set; }
    public string? Settlement { get; set; }

    /// <summary>A note.</summary>
    public string? Text { get; set; }
    public List<ActLine> Lines { get; set; } = [];
}

/// <summary>A quantity of one line, as typed.</summary>
public sealed class ActLine
{
    public long Id { get; set; }
    public string? Quantity { get; set; }
    public string? Rejected { get; set; }
}
