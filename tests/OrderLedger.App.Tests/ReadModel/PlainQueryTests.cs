using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.Tests.ReadModel;

/// <summary>Whatever ways a window takes, it is what one plain statement over all columns would answer.</summary>
public sealed class PlainQueryTests
{
    private static readonly string?[] Filters =
    [
        null, "customer ~ 海", "status in (confirmed, inProduction)", "product ~ 法", "total > 500", "not (salesperson = 陈宇)",
        "carrier ~ 顺丰 or remark is empty", "region = 地区1 and outstanding > 0", "overdue", "category = 阀件", "paid < 50%",
    ];

    private static readonly string[] Sorts =
    [
        "", "-total", "customer,-orderDate", "-customer", "dueDate", "status,-outstanding", "carrier,-customer", "-confirmedAt", "region",
        "-customerShort,total", "product,dueDate", "remark", "overdue,-paid",
    ];

    [Theory]
    [InlineData(LedgerRows.Orders, 11)]
    [InlineData(LedgerRows.Lines, 12)]
    public async Task A_window_is_the_part_of_one_plain_query(LedgerRows rows, int seed)
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        var random = new Random(seed);
        var work = new RandomWork(book, random);
        await work.BeginAsync();
        for (var i = 0; i < 70; i++) await work.StepAsync();
        await book.QueryAsync(new());
        await book.Model.DisposeAsync();
        await using var model = book.NewModel(sortAtOnce: 4);
        for (var i = 0; i < 120; i++)
        {
            var query = new LedgerQuery
            {
                Rows = rows, Filter = Filters[random.Next(Filters.Length)], Sort = Sorts[random.Next(Sorts.Length)],
                Offset = random.Next(60), Limit = random.Next(1, 30), Totals = true,
            };
            // Between them the book goes on, so that the model holds rows that came late, and rows that were replaced.
            if (i % 20 == 19) await work.StepAsync();
            var page = (await model.QueryAsync(query, BookWithModel.Owner, TestContext.Current.CancellationToken)).Value!;
            var plan = LedgerPlan.Read(query, BookWithModel.Owner).Value!;
            var (count, totals, whole) = await model.ReadAsync(reading => Plain(reading, plan), TestContext.Current.CancellationToken);
            var what = $"{query.Filter} by {query.Sort} from {query.Offset} take {query.Limit}";
            Assert.True(count == page.Count, what);
            Assert.Equal(totals.OrderBy(static sum => sum.Key, StringComparer.Ordinal), page.Totals!.OrderBy(static sum => sum.Key, StringComparer.Ordinal));
            Assert.True(whole.Skip((int)query.Offset).Take(query.Limit).SelectMany(static row => row)
                .SequenceEqual(page.Rows.SelectMany(static row => row)), what);
        }
    }

    private static (long Count, Dictionary<string, decimal> Totals, List<object?[]> Rows) Plain(
        App.ReadModel.LedgerReadModel.Reading reading, LedgerPlan plan)
    {
        var sql = reading.Sql(plan.Rows);
        var where = plan.Where(sql, BookWithModel.Owner);
        var ofLines = LedgerColumns.All.Where(static column => column.IsFor(LedgerRows.Lines));
        var far = string.Join(", ", LedgerPlan.Far(ofLines).Select(static name => $"o.{name}"));
        var table = plan.Rows == LedgerRows.Orders ? "orders" : $"(SELECT l.*, {far} FROM lines l JOIN orders o USING (order_id))";
        var order = string.Join(", ", plan.Sort.SelectMany(term => term.Sql(plan.Rows)).Append((Sql: plan.Id, Direction: "DESC"))
            .Select(static term => $"{term.Sql} {term.Direction}"));
        var summed = plan.Columns.Where(column => column.IsSummed(plan.Rows)).ToList();
        var added = string.Join(", ", summed.Select(column => $"sum({column.Sql(plan.Rows)})"));
        var sums = reading.Duck.List($"SELECT {added} FROM {table} WHERE {where}", sql.Values,
            row => summed.Select((column, i) => (column.Name, Sum: LedgerValue.ReadSum(row, i, column)))
                .ToDictionary(static sum => sum.Name, static sum => sum.Sum, StringComparer.Ordinal))[0];
        var rows = reading.Duck.List(
            $"SELECT {string.Join(", ", plan.Columns.Select(column => column.Sql(plan.Rows)))} FROM {table} WHERE {where} ORDER BY {order}",
            sql.Values, row => plan.Columns.Select((column, i) => LedgerValue.Read(row, i, column)).ToArray());
        return (rows.Count, sums, rows);
    }
}
