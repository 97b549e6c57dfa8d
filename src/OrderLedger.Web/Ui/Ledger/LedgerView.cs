using System.Globalization;
using OrderLedger.App.Desks;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.Views;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Web.Ui.Ledger;

/// <summary>What the ledger shows: a view, and what its address says differently; anything else in the address is ignored.</summary>
/// <param name="Base">The view. What a built-in one asks always holds; a kept one is what the address begins with.</param>
/// <param name="Filter">The free expression, as typed or as kept.</param>
/// <param name="Sort"><c>-total,dueDate</c>: after <c>-</c> the largest first.</param>
/// <param name="Group">One to three columns, written likewise.</param>
public sealed record LedgerView(ViewInfo Base, LedgerRows Rows, string? Q, IReadOnlyList<OrderStatus> Statuses, string? Class,
    string? Salesperson, DateOnly? From, DateOnly? To, DateOnly? DueFrom, DateOnly? DueTo, string? Filter, string? Sort, string? Group,
    int Page, int Size)
{
    /// <summary>The newest first.</summary>
    public const string UsualSort = "-orderDate,-id";

    /// <summary>The view of who asks for none.</summary>
    public const string UsualKey = "all";

    public static readonly IReadOnlyList<int> Sizes = [50, 100, 200];

    public bool IsNarrowed => Q is not null || HasChips || (Base.Kind == ViewKind.BuiltIn && Filter is not null);

    /// <summary>The address says something else than the kept view, so that it can be kept anew.</summary>
    public bool IsChanged => HasChips || Rows != Base.Rows || !Same(Filter, BaseFilter) || !Same(Sort, Base.Sort) || !Same(Group, Base.Group);

    /// <summary>What the rows are sorted by, groups first, so that the rows of each stand together.</summary>
    public string Order => string.Join(',', new[] { Group, Sort ?? UsualSort }.OfType<string>());

    /// <summary>The address of the view as it is kept.</summary>
    public string Address => AddressOf(Base.Key);

    private bool HasChips => Statuses.Count > 0 || Class is not null || Salesperson is not null || From is not null || To is not null
        || DueFrom is not null || DueTo is not null;

    private string? BaseFilter => Base.Kind == ViewKind.BuiltIn ? null : Base.Filter;

    public static string AddressOf(string key) => key == UsualKey ? "/" : $"/?view={Uri.EscapeDataString(key)}";

    /// <summary>Which view the address names, by id or by built-in name; former addresses say <c>tab</c>.</summary>
    public static string KeyOf(IQueryCollection query) => Text(query["view"]) ?? Text(query["tab"]) ?? UsualKey;

    public static LedgerView Of(IQueryCollection query, ViewInfo view)
    {
        var size = Whole(query["size"]);
        var rows = Text(query["rows"]) switch { "lines" => LedgerRows.Lines, "orders" => LedgerRows.Orders, _ => view.Rows };
        // Lines have other columns than orders: what one is sorted by may not be there in the other.
        var isUsual = rows == view.Rows;
        return new(view, rows, Text(query["q"]), StatusesOf(query["status"]), Text(query["class"]),
            Text(query["salesperson"]), Date(query["from"]), Date(query["to"]), Date(query["due-from"]), Date(query["due-to"]),
            Own("filter", view.Kind == ViewKind.BuiltIn ? null : view.Filter), Own("sort", isUsual ? view.Sort : null),
            Text(string.Join(',', (query.TryGetValue("group", out var group) ? group.ToString() : isUsual ? view.Group ?? "" : "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal))),
            Math.Clamp(Whole(query["page"]), 1, 1_000_000), Sizes.Contains(size) ? size : Sizes[0]);

        // Said as nothing it takes away what the view says.
        string? Own(string name, string? kept) => query.ContainsKey(name) ? Text(query[name]) : kept;
    }

    /// <summary>What narrows the rows beside the free filter: of the built-in view, and of the chips with the column of each.</summary>
    public IReadOnlyList<(string? Column, string Text)> Fixed()
    {
        var parts = new List<(string?, string)>();
        if (Base is { Kind: ViewKind.BuiltIn, Filter: { Length: > 0 } tab }) parts.Add((null, tab));
        if (Statuses.Count > 0) parts.Add(("status", $"status in ({string.Join(", ", Statuses)})"));
        if (Class is not null) parts.Add(("class", $"class = {FilterPrinter.Quote(Class)}"));
        if (Salesperson is not null) parts.Add(("salesperson", $"salesperson = {FilterPrinter.Quote(Salesperson)}"));
        if (From is { } from) parts.Add(("orderDate", $"orderDate >= {Written(from)}"));
        if (To is { } to) parts.Add(("orderDate", $"orderDate <= {Written(to)}"));
        if (DueFrom is { } dueFrom) parts.Add(("dueDate", $"dueDate >= {Written(dueFrom)}"));
        if (DueTo is { } dueTo) parts.Add(("dueDate", $"dueDate <= {Written(dueTo)}"));
        return parts;
    }

    /// <summary>Everything that narrows the ledger as one filter; also what an export asks for.</summary>
    public string Expression() => DueSpans.Together(
        Fixed().Select(static part => part.Text).Concat(Filter is null ? [] : [$"({Filter})"]));

    /// <summary>What a view made of this would keep.</summary>
    public string ToKeep() => DueSpans.Together(Fixed().Select(static part => part.Text)
        .Concat(Filter is null ? [] : [Fixed().Count == 0 ? Filter : $"({Filter})"]));

    /// <summary>The same for a program: <c>q</c>, <c>filter</c> and <c>sort</c> of the API.</summary>
    public string ExportQuery() => QueryString.Create(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["rows"] = Rows == LedgerRows.Lines ? "lines" : null, ["q"] = Q, ["filter"] = Expression() is { Length: > 0 } filter ? filter : null,
        ["sort"] = Group is null ? Sort : Order,
    }.Where(static pair => pair.Value is not null)).ToString();

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);

    private static string Written(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

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
