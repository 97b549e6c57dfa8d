namespace OrderLedger.Domain.Orders;

/// <summary>备注: what somebody wrote about an order. Apart from the order, so that no note makes a colleague's form stale.</summary>
public sealed class Comment : IAggregate
{
    /// <summary>About two pages; longer things are files.</summary>
    public const int TextMax = 2_000;

    public long Id { get; init; }
    public long Version { get; set; }
    public long OrderId { get; set; }
    public string Text { get; set; } = "";
    public string By { get; set; } = "";
    public long? UserId { get; set; }
    public DateTime At { get; set; }

    /// <summary>Taken away by its author; kept, so that it can be brought back.</summary>
    public DateTime? RemovedAt { get; set; }

    public Refusal? Check()
    {
        if (string.IsNullOrWhiteSpace(Text)) return Refusal.Invalid("comment.empty").At(nameof(Text));
        return Text.Length > TextMax ? Refusal.Invalid("comment.too-long", $"{TextMax}").At(nameof(Text)) : null;
    }
}
