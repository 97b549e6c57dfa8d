using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Desks;

/// <summary>发货: what can leave the house, the first due first, with what is to be packed.</summary>
public sealed class ShipDesk(LedgerReadModel model)
{
    public const int PageSize = 50;

    /// <summary>Lines named of one order.</summary>
    public const int LinesMax = 6;
    private const string Running = "status in (confirmed, inProduction, readyToShip) and not onHold";

    /// <param name="All">Orders of which nothing is finished too: a house that does not report production ships from here.</param>
    /// <param name="Q">Search as in the ledger.</param>
    public sealed record Question(DueSpan Due = DueSpan.All, bool All = false, string? Q = null, int Offset = 0);

    /// <param name="Orders">To be shipped within each span, whatever is searched.</param>
    /// <param name="Unfinished">Orders of which nothing can be shipped yet.</param>
    public sealed record Result(IReadOnlyList<Row> Rows, long Count, IReadOnlyDictionary<DueSpan, long> Orders, long Ready, long Unfinished);

    /// <param name="IsPart">A part of it is not finished yet.</param>
    /// <param name="MoreLines">Open lines beyond those named.</param>
    public sealed record Row(long Id, string? Number, string Customer, string? Class, string? Address, DateOnly? Due, OrderStatus Status,
        string? Salesperson, string? Remark, bool IsPart, IReadOnlyList<Line> Lines, int MoreLines);

    /// <param name="Open">Not shipped yet.</param>
    /// <param name="Finished">Of that, what could leave now.</param>
    public sealed record Line(string Product, string? Spec, string? Unit, Quantity Open, Quantity Finished);

    public async Task<Result> ReadAsync(Actor reader, Question question, CancellationToken cancellation)
    {
        var page = await AskAsync(new()
        {
            Q = question.Q, Filter = Filter(question.All, question.Due), Sort = "dueDate,id", Offset = question.Offset, Limit = PageSize,
            Columns = ["id", "number", "customer", "class", "address", "dueDate", "status", "salesperson", "remark"],
        }, reader, cancellation);
        var lines = (await LinesAsync(page, reader, cancellation)).ToLookup(static l => l.OrderId, static l => l.Line);
        (LedgerRows, string?)[] asked = [.. DueSpans.Each.Select(span => (LedgerRows.Orders, (string?)Filter(question.All, span))),
            (LedgerRows.Orders, Filter(false, DueSpan.All)), (LedgerRows.Orders, $"{Running} and not (shippable > 0)")];
        var counts = await model.CountAsync(asked, reader, cancellation);
        return new([.. page.Rows.Select(row => Of(row, [.. lines[(long)row[0]!]]))], page.Count,
            DueSpans.Each.Index().ToDictionary(static span => span.Item, span => counts[asked[span.Index]]), counts[asked[^2]], counts[asked[^1]]);
    }

    private static string Filter(bool all, DueSpan due) =>
        DueSpans.Together(Running, all ? null : "shippable > 0", due.Condition("dueDate"));

    private async Task<IEnumerable<(long OrderId, Line Line)>> LinesAsync(LedgerPage orders, Actor reader, CancellationToken cancellation)
    {
        if (orders.Rows.Count == 0) return [];
        var ids = string.Join(", ", orders.Rows.Select(static row => ((long)row[0]!).ToString(CultureInfo.InvariantCulture)));
        var page = await AskAsync(new()
        {
            Rows = LedgerRows.Lines, Filter = $"id in ({ids}) and toShip > 0", Sort = "id,position", Limit = LedgerQuery.LimitMax,
            Columns = ["id", "product", "spec", "unit", "toShip", "shippable"],
        }, reader, cancellation);
        return page.Rows.Select(static row => ((long)row[0]!, new Line((string?)row[1] ?? "", (string?)row[2], (string?)row[3],
            Quantity.Of((decimal)row[4]!), Quantity.Of((decimal)row[5]!))));
    }

    private async Task<LedgerPage> AskAsync(LedgerQuery query, Actor reader, CancellationToken cancellation) =>
        (await model.QueryAsync(query, reader, cancellation)).Value
            ?? throw new InvalidOperationException("The desk asks for what everybody may see.");

    private static Row Of(object?[] row, IReadOnlyList<Line> lines) => new((long)row[0]!, (string?)row[1], (string?)row[2] ?? "", (string?)row[3],
        (string?)row[4], (DateOnly?)row[5], Enum.Parse<OrderStatus>((string)row[6]!, ignoreCase: true), (string?)row[7], (string?)row[8],
        lines.Any(static line => line.Finished < line.Open), [.. lines.Take(LinesMax)], Math.Max(0, lines.Count - LinesMax));
}
