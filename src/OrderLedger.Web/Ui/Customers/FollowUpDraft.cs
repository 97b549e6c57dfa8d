namespace OrderLedger.Web.Ui.Customers;

/// <summary>A follow-up as typed.</summary>
public sealed class FollowUpDraft
{
    public string? Note { get; set; }
    public string? NextOn { get; set; }

    /// <summary>The one that is done; else a new one is written.</summary>
    public long? Done { get; set; }
}
