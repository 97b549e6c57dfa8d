namespace OrderLedger.Web.Ui.Desks;

/// <summary>The rows of the production desk, as typed.</summary>
public sealed class MakeDraft
{
    /// <summary>One per form: sent twice, it reports once.</summary>
    public string? Key { get; set; }

    /// <summary><c>start</c> or <c>finish</c>.</summary>
    public string? What { get; set; }
    public List<Row> Rows { get; set; } = [];

    public sealed class Row
    {
        public long OrderId { get; set; }
        public long LineId { get; set; }
        public bool Pick { get; set; }
        public string? Quantity { get; set; }
    }
}
