using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.Desks;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Web.Ui.Board;

/// <summary>What the board shows, as its address says it, and the windows of its columns.</summary>
/// <param name="Shown">Cards of each column, where more than the first window was asked for.</param>
public sealed record BoardView(string? Q, string? Customer, string? Salesperson, IReadOnlyDictionary<OrderStatus, int> Shown)
{
    /// <summary>Cards that a column begins with, and that are fetched at once.</summary>
    public const int Window = 30;

    /// <summary>Cards of one column at most: whoever looks for one further down asks the ledger.</summary>
    public const int CardsMax = 600;

    /// <summary>A cancelled order stands nowhere: it is nobody's work any more.</summary>
    public static readonly IReadOnlyList<OrderStatus> Statuses = [OrderStatus.Draft, OrderStatus.Confirmed, OrderStatus.InProduction,
        OrderStatus.ReadyToShip, OrderStatus.Shipped, OrderStatus.Received, OrderStatus.Paid];

    private static readonly Right[] Moving = [Right.ConfirmOrders, Right.CancelOrders, Right.Produce, Right.Ship, Right.RecordMoney];

    public bool IsNarrowed => Q is not null || Customer is not null || Salesperson is not null;

    /// <summary>Whether the actor may move any card: into one column or another.</summary>
    public static bool MayMove(Actor actor) => Moving.Any(right => actor.May(right) is null);

    /// <param name="query"><c>shown=confirmed:90,paid:60</c> among others.</param>
    public static BoardView Of(IQueryCollection query)
    {
        var shown = new Dictionary<OrderStatus, int>();
        foreach (var part in query["shown"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(':') is [var name, var digits] && StatusOf(name) is { } status
                && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                shown[status] = Math.Clamp(count, Window, CardsMax);
        }
        return new(Text(query["q"]), Text(query["customer"]), Text(query["salesperson"]), shown);
    }

    public static OrderStatus? StatusOf(string? name) =>
        Enum.TryParse<OrderStatus>(name, ignoreCase: true, out var status) && Statuses.Contains(status) ? status : null;

    /// <summary>What narrows the board, as a filter; null: nothing.</summary>
    public string? Filter => DueSpans.Together(Customer is null ? null : $"customer ~ {FilterPrinter.Quote(Customer)}",
        DueDays.Whose(Salesperson)) is { Length: > 0 } all ? all : null;

    /// <summary>The same for one column, also in the ledger's address.</summary>
    public string FilterOf(OrderStatus status) => DueSpans.Together($"status = {status}", Filter);

    public string LedgerHref(OrderStatus status) => "/" + QueryString.Create(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["filter"] = FilterOf(status), ["q"] = Q,
    }.Where(static pair => pair.Value is not null));

    /// <summary>Orders in each column, and their sum where the reader sees prices.</summary>
    public async Task<IReadOnlyDictionary<OrderStatus, (long Count, decimal? Total)>> CountAsync(
        LedgerReadModel model, Actor reader, CancellationToken cancellation)
    {
        var groups = await model.GroupsAsync(new()
        {
            By = "status", Q = Q, Filter = Filter, Columns = reader.SeesPrices ? ["total"] : ["quantity"],
        }, reader, cancellation);
        return (groups.Value?.Groups ?? []).ToDictionary(static group => Enum.Parse<OrderStatus>((string)group.Keys[0]!, ignoreCase: true),
            static group => (group.Count, group.Totals.TryGetValue("total", out var sum) ? sum : (decimal?)null));
    }

    /// <summary>Cards of one column: what is to be done by due date, what is done by number, the newest first.</summary>
    public async Task<IReadOnlyList<BoardCard>> CardsAsync(
        LedgerReadModel model, Actor reader, OrderStatus status, int offset, int limit, CancellationToken cancellation)
    {
        var page = await model.QueryAsync(new()
        {
            Q = Q, Filter = FilterOf(status), Offset = offset, Limit = Math.Min(limit, LedgerQuery.LimitMax),
            Sort = status < OrderStatus.Shipped ? "dueDate,id" : "-id", Columns = BoardCard.ColumnsFor(reader),
        }, reader, cancellation);
        return page.Accepted ? BoardCard.Of(page.Value) : [];
    }

    private static string? Text(string? value) => value?.Trim() is { Length: > 0 and <= 200 } text ? text : null;
}
