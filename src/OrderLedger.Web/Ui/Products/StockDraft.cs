namespace OrderLedger.Web.Ui.Products;

/// <summary>A move of stock as typed.</summary>
public sealed class StockDraft
{
    /// <summary>One per form: sent twice, it records once.</summary>
    public string? Key { get; set; }
    public string? Kind { get; set; }
    public string? Quantity { get; set; }
    public string? Note { get; set; }
}
