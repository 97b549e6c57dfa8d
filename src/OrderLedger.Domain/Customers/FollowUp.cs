namespace OrderLedger.Domain.Customers;

/// <summary>跟进记录: what was said with a customer, and when to turn to it again.</summary>
public sealed class FollowUp : IAggregate
{
    public const int NoteMax = 2_000;

    public long Id { get; init; }
    public long Version { get; set; }
    public long CustomerId { get; set; }
    public string Note { get; set; } = "";

    /// <summary>下次跟进; null: nothing is planned.</summary>
    public DateOnly? NextOn { get; set; }
    public DateTime? DoneAt { get; set; }
    public string By { get; set; } = "";
    public long? UserId { get; set; }
    public DateTime At { get; set; }

    public Refusal? Check()
    {
        if (string.IsNullOrWhiteSpace(Note)) return Refusal.Invalid("follow-up.empty").At(nameof(Note));
        if (Note.Length > NoteMax) return Refusal.Invalid("follow-up.too-long", $"{NoteMax}").At(nameof(Note));
        return NextOn is { Year: < 1990 or > 2100 } date ? Refusal.Invalid("follow-up.date-range", $"{date:yyyy-MM-dd}").At(nameof(NextOn)) : null;
    }
}
