using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Web.Ui.Ledger;

/// <summary>What the ledger shows, as its address says it; anything else in the address is ignored.</summary>
/// <param name="Tab">A name of <see cref="LedgerTabs"/>.</param>
/// <param name="Filter">The free expression, as typed.</param>
/// <param name="Sort">A column, after <c>-</c> the largest first.</param>
public sealed record LedgerView(string Tab, string? Q, IReadOnlyList<OrderStatus> Statuses, string? Class, string? Salesperson,
    DateOnly? From, DateOnly? To, DateOnly? DueFrom, DateOnly? DueTo, string? Filter, string? Sort, int Page, int Size)
{
    /// <summary>The newest first.</summary>
    public const string UsualSort = "-orderDate,-id";

    public static readonly IReadOnlyList<int> Sizes = [50, 100, 200];
    private static readonly string[] Shown = ["all", "toShip", "dueThisWeek", "overdue", "unpaid", "mine"];

    /// <summary>Queues of the navigation: a tab only while one stands in it.</summary>
    private static readonly string[] Queues = ["toProduce", "paymentOverdue"];

    public bool IsNarrowed => Q is not null || Statuses.Count > 0 || Class is not null || Salesperson is not null || From is not null
        || To is not null || DueFrom is not null || DueTo is not null || Filter is not null;

    public static LedgerView Of(IQueryCollection query)
    {
        var size = Whole(query["size"]);
        return new(Text(query["tab"]) ?? "all", Text(query["q"]), StatusesOf(query["status"]), Text(query["class"]),
            Text(query["salesperson"]), Date(query["from"]), Date(query["to"]), Date(query["due-from"]), Date(query["due-to"]),
            Text(query["filter"]), Text(query["sort"]), Math.Clamp(Whole(query["page"]), 1, 1_000_000),
            Sizes.Contains(size) ? size : Sizes[0]);
    }

    /// <summary>The tabs of this reader, with their filters. The own orders are a tab for who has some among others: a
    /// salesperson has no others, who places none has no own.</summary>
    public static IEnumerable<(string Name, string Filter)> TabsFor(Actor reader) =>
        LedgerTabs.For(reader).Where(tab => (Shown.Contains(tab.Name) || Queues.Contains(tab.Name))
            && (tab.Name != "mine" || (reader.Role != Role.Sales && Rights.Has(reader.Role, Right.PlaceOrders))));

    /// <summary>Those that the bar shows.</summary>
    public IEnumerable<string> BarFor(Actor reader) =>
        TabsFor(reader).Select(static tab => tab.Name).Where(name => Shown.Contains(name) || name == Tab);

    /// <summary>Everything that narrows the ledger as one filter; also what an export asks for.</summary>
    public string Expression(Actor reader)
    {
        var parts = new List<string>();
        var tab = TabsFor(reader).FirstOrDefault(tab => string.Equals(tab.Name, Tab, StringComparison.Ordinal)).Filter;
        if (!string.IsNullOrEmpty(tab)) parts.Add(tab);
        if (Statuses.Count > 0) parts.Add($"status in ({string.Join(", ", Statuses)})");
        if (Class is not null) parts.Add($"class = {Quoted(Class)}");
        if (Salesperson is not null) parts.Add($"salesperson = {Quoted(Salesperson)}");
        if (From is { } from) parts.Add($"orderDate >= {Written(from)}");
        if (To is { } to) parts.Add($"orderDate <= {Written(to)}");
        if (DueFrom is { } dueFrom) parts.Add($"dueDate >= {Written(dueFrom)}");
        if (DueTo is { } dueTo) parts.Add($"dueDate <= {Written(dueTo)}");
        if (Filter is not null) parts.Add($"({Filter})");
        return string.Join(" and ", parts);
    }

    /// <summary>The same for a program: <c>q</c>, <c>filter</c> and <c>sort</c> of the API.</summary>
    public string ExportQuery(Actor reader) => QueryString.Create(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["q"] = Q, ["filter"] = Expression(reader) is { Length: > 0 } filter ? filter : null, ["sort"] = Sort,
    }.Where(static pair => pair.Value is not null)).ToString();

    private static string Written(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string? Text(string? value) => value?.Trim() is { Length: > 0 and <= 4_000 } text ? text : null;

    private static int Whole(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static DateOnly? Date(string? value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static List<OrderStatus> StatusesOf(IEnumerable<string?> names) => [.. names
        .Select(static name => Enum.TryParse<OrderStatus>(name, ignoreCase: true, out var status) && Enum.IsDefined(status)
            ? status : (OrderStatus?)null)
        .OfType<OrderStatus>().Distinct().Order()];
}
