using OrderLedger.App.Grid;
using OrderLedger.Domain;

namespace OrderLedger.Web.Ui.Desks;

/// <summary>What a desk's form led to, in the same page: rows that were refused stay with what was typed.</summary>
/// <param name="What">The word of the text: made, started, shipped.</param>
public sealed record DeskRun(string What, BulkEvent.Result? Result, Refusal? Refusal)
{
    public static DeskRun Of(string what, Outcome<BulkEvent.Result> outcome) => new(what, outcome.Value, outcome.Refusal);

    public static DeskRun Refused(string what, Refusal refusal) => new(what, null, refusal);

    /// <summary>All went through.</summary>
    public bool IsClean => Result is { Refused: 0 };

    public IReadOnlyList<EventAnswer> RefusedOrders => Result is null ? [] : [.. Result.Orders.Where(static order => !order.Accepted)];

    /// <summary>Why this order was left as it was; null: it was not.</summary>
    public EventAnswer? About(long order) => RefusedOrders.FirstOrDefault(answer => answer.OrderId == order);

    /// <summary>The address that says what was done, so that a reload sends nothing again.</summary>
    public string After(string address)
    {
        var parts = $"done={What}&n={Result?.Accepted ?? 0}" + (Result?.ChangeSet is { } set ? $"&set={set}" : "");
        return address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + parts;
    }
}
