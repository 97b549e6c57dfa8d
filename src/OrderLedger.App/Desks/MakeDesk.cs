using System.Data.Common;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.ReadModel.Storage;
using OrderLedger.Domain;

namespace OrderLedger.App.Desks;

/// <summary>生产: what is still to be made, by product or by order, the first due first; apart from it the services that are to be
/// done, which nobody makes and which may be done after the goods have left. Orders on hold wait elsewhere.</summary>
public sealed class MakeDesk(LedgerReadModel model)
{
    /// <summary>Groups of one page.</summary>
    public const int PageSize = 20;

    /// <summary>Lines shown of one group, and of one that was searched for: a page of all of them would be megabytes.</summary>
    public const int LinesMax = 12;
    public const int LinesFoundMax = 100;
    private const string Open = "(toMake > 0 or toServe > 0)";

    /// <param name="ByOrder">Groups are orders, not products.</param>
    /// <param name="Q">Search as in the ledger.</param>
    /// <param name="Offset">Groups to pass over.</param>
    public sealed record Question(DueSpan Due = DueSpan.All, bool ByOrder = false, string? Q = null, int Offset = 0);

    /// <param name="Services">The first page of what is to be done; empty on the others.</param>
    /// <param name="ServiceGroups">Groups of services in all.</param>
    /// <param name="Lines">To be made or done within each span, whatever is searched.</param>
    /// <param name="Held">Lines that wait because their order is on hold.</param>
    public sealed record Result(IReadOnlyList<Group> Groups, long GroupCount, IReadOnlyList<Group> Services, long ServiceGroups,
        IReadOnlyDictionary<DueSpan, long> Lines, long Held);

    /// <param name="Open">What is to be made, in the unit of its lines.</param>
    /// <param name="LineCount">Of all its lines, those too that are not shown.</param>
    public sealed record Group(decimal Open, long LineCount, long Orders, DateOnly? Due, IReadOnlyList<Line> Lines);

    public sealed record Line(long OrderId, string? Number, long LineId, long? ProductId, string Customer, string Product, string? Spec,
        string? Sku, string? Unit, DateOnly? Due, Quantity Quantity, Quantity Made, Quantity Open, bool IsStarted);

    public async Task<Result> ReadAsync(Actor reader, Question question, CancellationToken cancellation)
    {
        var (goods, goodsCount) = await GroupsAsync("toMake", reader, question, cancellation);
        var (services, serviceCount) = question.Offset == 0 ? await GroupsAsync("toServe", reader, question, cancellation) : ([], 0);
        (LedgerRows, string?)[] asked = [.. DueSpans.Each.Select(static span => (LedgerRows.Lines,
            (string?)DueSpans.Together($"{Open} and not onHold", span.Condition("lineDueDate")))), (LedgerRows.Lines, $"{Open} and onHold")];
        var counts = await model.CountAsync(asked, reader, cancellation);
        return new(goods, goodsCount, services, serviceCount,
            DueSpans.Each.Index().ToDictionary(static span => span.Item, span => counts[asked[span.Index]]), counts[asked[^1]]);
    }

    /// <param name="column">The column that says what is left.</param>
    private async Task<(IReadOnlyList<Group> Groups, long Count)> GroupsAsync(
        string column, Actor reader, Question question, CancellationToken cancellation)
    {
        var query = new LedgerQuery
        {
            Rows = LedgerRows.Lines, Q = question.Q, Columns = ["id"],
            Filter = DueSpans.Together($"{column} > 0 and not onHold", question.Due.Condition("lineDueDate")),
        };
        var plan = LedgerPlan.Read(query, reader).Value ?? throw new InvalidOperationException("The desk asks for what everybody may see.");
        var left = LedgerColumns.Find(column, reader)!.LineSql!;
        var rows = await model.ReadAsync(reading =>
        {
            var sql = reading.Sql(LedgerRows.Lines);
            return reading.Duck.List(Text(plan.Where(sql, reader), left, question), sql.Values, Of);
        }, cancellation);
        return ([.. rows.GroupBy(static row => row.Place).OrderBy(static g => g.Key).Select(static g => g.First().Group with
        {
            Lines = [.. g.Select(static row => row.Line)],
        })], rows.Count == 0 ? 0 : rows[0].Groups);
    }

    private static string Text(string where, string left, Question question) => $"""
        WITH picked AS (SELECT {(question.ByOrder ? "order_id" : "goods_id")} AS k, order_id, number, line_id, product_id, customer, product,
                spec, sku, unit, line_due, quantity - cancelled AS quantity, made, {left} AS open, is_started
            FROM lines WHERE {where}),
        grouped AS (SELECT k, sum(open) AS open, count(*) AS n, count(DISTINCT order_id) AS orders, min(line_due) AS due
            FROM picked GROUP BY k),
        shown AS (SELECT *, count(*) OVER () AS groups, row_number() OVER (ORDER BY due NULLS LAST, k) AS place FROM grouped
            QUALIFY place > {question.Offset} AND place <= {question.Offset + PageSize}),
        placed AS (SELECT *, row_number() OVER (PARTITION BY k ORDER BY line_due NULLS LAST, order_id, line_id) AS at
            FROM picked WHERE k IN (SELECT k FROM shown))
        SELECT s.place, s.groups, s.open, s.n, s.orders, s.due, p.order_id, p.number, p.line_id, p.product_id, p.customer, p.product, p.spec,
            p.sku, p.unit, p.line_due, p.quantity, p.made, p.open, p.is_started
        FROM shown s JOIN placed p USING (k) WHERE p.at <= {(string.IsNullOrWhiteSpace(question.Q) ? LinesMax : LinesFoundMax)} ORDER BY s.place, p.at
        """;

    private static Row Of(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1),
        new(LedgerValue.ReadSum(row, 2, QuantityColumn), row.GetInt64(3), row.GetInt64(4), DateAt(row, 5), []),
        new(row.GetInt64(6), TextAt(row, 7), row.GetInt64(8), row.IsDBNull(9) ? null : row.GetInt64(9), TextAt(row, 10) ?? "",
            TextAt(row, 11) ?? "", TextAt(row, 12), TextAt(row, 13), TextAt(row, 14), DateAt(row, 15), QuantityAt(row, 16), QuantityAt(row, 17),
            QuantityAt(row, 18), LedgerValue.Whole(row.GetValue(19)) == 1));

    private static readonly LedgerColumn QuantityColumn = new("open", "", ColumnKind.Quantity);

    private static string? TextAt(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static DateOnly? DateAt(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateOnly>(at);

    private static Quantity QuantityAt(DbDataReader row, int at) => new(LedgerValue.Whole(row.GetValue(at)));

    private sealed record Row(long Place, long Groups, Group Group, Line Line);
}
