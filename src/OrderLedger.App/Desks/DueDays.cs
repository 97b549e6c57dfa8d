using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Desks;

/// <summary>交期日历: how many orders fall due on each day, by where they stand.</summary>
public sealed class DueDays(LedgerReadModel model)
{
    /// <summary>Days asked for at once: six weeks and some.</summary>
    public const int DaysMax = 62;

    /// <param name="Salesperson">Empty: of everybody the reader sees.</param>
    public sealed record Question(DateOnly First, DateOnly Last, string? Salesperson = null, string? Q = null);

    /// <param name="Late">Open orders that were due before today, on whatever day.</param>
    public sealed record Result(IReadOnlyDictionary<DateOnly, Day> Days, long Late);

    /// <param name="Open">Confirmed and not all shipped.</param>
    public sealed record Day(long Count, long Open, IReadOnlyList<(OrderStatus Status, long Count)> Statuses);

    public async Task<Result> ReadAsync(Actor reader, Question question, CancellationToken cancellation)
    {
        var last = question.Last < question.First.AddDays(DaysMax) ? question.Last : question.First.AddDays(DaysMax - 1);
        var whose = Whose(question.Salesperson);
        var groups = await model.GroupsAsync(new()
        {
            By = "dueDate,status", Q = question.Q, Limit = LedgerQuery.LimitMax, Columns = ["quantity"],
            Filter = DueSpans.Together($"dueDate >= {Written(question.First)}", $"dueDate <= {Written(last)}",
                "not (status in (draft, cancelled))", whose),
        }, reader, cancellation);
        var asked = (ReadModel.Columns.LedgerRows.Orders, (string?)DueSpans.Together("overdue", whose));
        var late = await model.CountAsync([asked], reader, cancellation);
        var rows = groups.Value ?? throw new InvalidOperationException("The calendar asks for what everybody may see.");
        return new(rows.Groups.Where(static group => group is { Level: 1, Keys: [DateOnly, string] })
            .GroupBy(static group => (DateOnly)group.Keys[0]!).ToDictionary(static day => day.Key, Of), late[asked]);
    }

    /// <summary>The condition that picks one salesperson's orders; null: everybody's.</summary>
    public static string? Whose(string? salesperson) =>
        salesperson.OrNull() is { } name ? $"salesperson = {ReadModel.Filters.FilterPrinter.Quote(name)}" : null;

    private static Day Of(IEnumerable<LedgerGroup> groups)
    {
        var statuses = groups.Select(static group =>
            (Status: Enum.Parse<OrderStatus>((string)group.Keys[1]!, ignoreCase: true), group.Count)).OrderBy(static s => s.Status).ToList();
        return new(statuses.Sum(static s => s.Count), statuses.Where(static s => s.Status < OrderStatus.Shipped).Sum(static s => s.Count), statuses);
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
