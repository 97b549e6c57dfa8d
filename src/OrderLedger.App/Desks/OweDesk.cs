using System.Data.Common;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.ReadModel.Storage;
using OrderLedger.Domain;

namespace OrderLedger.App.Desks;

/// <summary>应收: who owes, those overdue first, with age of the debt and money on account. For who sees prices.</summary>
/// <remarks>A salesperson sees the debts of the own orders, and the money on account of the own customers.</remarks>
public sealed class OweDesk(LedgerReadModel model)
{
    public const int PageSize = 30;
    public enum Who
    {
        /// <summary>Everybody who owes.</summary>
        Owing,
        Overdue,
        /// <summary>Everybody with money on account (预收), owing or not.</summary>
        OnAccount,
    }

    /// <param name="Q">Part of name, code, phone, pinyin or initials; words in any order.</param>
    public sealed record Question(Who Who = Who.Owing, string? Q = null, string? Salesperson = null, int Offset = 0);

    /// <param name="Totals">Over all that match, whatever <see cref="Question.Who"/> says.</param>
    public sealed record Result(IReadOnlyList<Row> Rows, long Count, Totals Totals);

    /// <param name="Owing">Customers who owe; of them <paramref name="Overdue"/> with something overdue.</param>
    public sealed record Totals(long Owing, long Overdue, long WithAccount, Sums Sums);

    /// <param name="Orders">With something outstanding.</param>
    /// <param name="Oldest">The first day on which something fell due that is still owed.</param>
    public sealed record Row(long CustomerId, string Customer, string? Class, long Orders, DateOnly? Oldest, Sums Sums);

    /// <param name="NotDue">Also what has no due date yet.</param>
    public sealed record Sums(Money Owed, Money Overdue, Money NotDue, Money Days30, Money Days60, Money Days90, Money Older, Money OnAccount);

    public async Task<Outcome<Result>> ReadAsync(Actor reader, Question question, CancellationToken cancellation)
    {
        if (!reader.SeesPrices) return reader.May(Right.SeePrices)!;
        var read = LedgerPlan.Read(new()
        {
            Columns = ["id"], Filter = DueSpans.Together("outstanding > 0 and not (status in (draft, cancelled))", DueDays.Whose(question.Salesperson)),
        }, reader);
        var plan = read.Value ?? throw new InvalidOperationException("Who sees prices may ask for debts.");
        return await model.ReadAsync(reading =>
        {
            var sql = reading.Sql(LedgerRows.Orders);
            var debts = Debts.Text(plan.Where(sql, reader), Searched(question, sql), Own(question, reader, sql));
            var totals = reading.Duck.List($"{debts} SELECT {Debts.Sums("sum")}, {Debts.Counts} FROM debts", sql.Values, static row =>
                new Totals(row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), SumsOf(row)))[0];
            var rows = reading.Duck.List($"""
                {debts} SELECT {Debts.Sums(null)}, customer_id, customer, class, n, oldest FROM debts WHERE {Condition(question.Who)}
                ORDER BY {(question.Who == Who.OnAccount ? "on_account DESC" : "overdue DESC, owed DESC")}, customer_id
                LIMIT {PageSize} OFFSET {question.Offset}
                """, sql.Values, Of);
            var count = question.Who switch { Who.Owing => totals.Owing, Who.Overdue => totals.Overdue, _ => totals.WithAccount };
            return new Result(rows, count, totals);
        }, cancellation);
    }

    private static string Searched(Question question, FilterSql sql) => string.Join(" AND ",
        SearchWords.Split(question.Q).Select(word => $"contains(c.search, {sql.Parameter(word)})").Append("TRUE"));

    /// <summary>Whose money on account may be told.</summary>
    private static string Own(Question question, Actor reader, FilterSql sql)
    {
        var name = reader.Role == Role.Sales ? reader.Name : question.Salesperson.OrNull();
        return name is null ? "TRUE" : $"salesperson = {sql.Parameter(name)}";
    }

    private static string Condition(Who who) => who switch
    {
        Who.Owing => "owed > 0",
        Who.Overdue => "overdue > 0",
        _ => "on_account > 0",
    };

    private static Row Of(DbDataReader row) => new(row.GetInt64(8), row.GetString(9), row.IsDBNull(10) ? null : row.GetString(10),
        row.GetInt64(11), row.IsDBNull(12) ? null : row.GetFieldValue<DateOnly>(12), SumsOf(row));

    private static Sums SumsOf(DbDataReader row)
    {
        return new(At(0), At(1), At(2), At(3), At(4), At(5), At(6), At(7));

        Money At(int column) => new(row.GetInt64(column));
    }
}
