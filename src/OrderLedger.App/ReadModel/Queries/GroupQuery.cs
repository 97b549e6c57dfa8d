using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Rows of the ledger in groups.</summary>
public sealed record GroupQuery
{
    /// <summary>Columns to group by at most: what is nested deeper nobody reads.</summary>
    public const int LevelsMax = 3;

    public LedgerRows Rows { get; init; }
    public string? Q { get; init; }
    public string? Filter { get; init; }

    /// <summary><c>customer,-orderDate</c>: one to three columns, after <c>-</c> the largest first.</summary>
    public string By { get; init; } = "";

    /// <summary>Of the rows within a group.</summary>
    public string? Sort { get; init; }

    /// <summary>Only the groups of the innermost level among these rows: what lies within one group of the level above. Null: groups
    /// of all levels.</summary>
    public RowSpan? Within { get; init; }

    /// <summary>Groups to pass over, counted over all levels that are asked for.</summary>
    public long Offset { get; init; }

    /// <summary>0…<see cref="LedgerQuery.LimitMax"/>.</summary>
    public int Limit { get; init; } = 200;

    /// <summary>What to sum; empty: all that can be summed.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Null when this reader may ask it; asks nothing yet.</summary>
    public static Refusal? Check(GroupQuery query, Actor actor) => GroupPlan.Read(query, actor).Refusal;
}

/// <summary>Rows of one group: <see cref="LedgerGroup.RowOffset"/> and <see cref="LedgerGroup.Count"/>.</summary>
public readonly record struct RowSpan(long Offset, long Count);

/// <summary>A question for groups that has been understood and found allowed.</summary>
/// <param name="Rows">The rows; its sort begins with the columns to group by.</param>
/// <param name="Summed">What is summed.</param>
internal sealed record GroupPlan(LedgerPlan Rows, IReadOnlyList<SortTerm> By, IReadOnlyList<LedgerColumn> Summed)
{
    public static Outcome<GroupPlan> Read(GroupQuery query, Actor actor)
    {
        var by = Terms(query.By);
        if (by.Length is 0 or > GroupQuery.LevelsMax)
            return Refusal.Invalid("ledger.group-levels", $"{GroupQuery.LevelsMax}").At(nameof(query.By));
        if (query.Within is { } span && (span.Offset < 0 || span.Count < 0))
            return Refusal.Invalid("ledger.offset-negative").At(nameof(query.Within));
        var names = by.Select(static term => term.TrimStart('-', '+')).ToList();
        if (names.Find(name => LedgerColumns.Find(name, actor)?.IsFor(query.Rows) != true) is { } unknown)
            return Refusal.Invalid("ledger.unknown-field", unknown).At(nameof(query.By));
        var plan = LedgerPlan.Read(new()
        {
            Rows = query.Rows, Q = query.Q, Filter = query.Filter, Sort = SortOf(query), Offset = query.Offset, Limit = query.Limit,
            Columns = query.Columns,
        }, actor);
        if (!plan.Accepted) return plan.Refusal;

        var levels = plan.Value.Sort.Take(by.Length).ToList();
        // Hardly two rows have the same second; their days are what people mean, and dates hold those.
        if (levels.Find(static level => level.Column.Kind == ColumnKind.Instant) is { Column: { } instant })
            return Refusal.Invalid("ledger.group-instant", instant.Name).At(nameof(query.By));
        return new GroupPlan(plan.Value, levels, [.. plan.Value.Columns.Where(column => column.IsSummed(query.Rows))]);
    }

    /// <summary>The sort under which the rows of each group stand together.</summary>
    public static string SortOf(GroupQuery query) => string.Join(',', [.. Terms(query.By), .. Terms(query.Sort)]);

    private static string[] Terms(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
