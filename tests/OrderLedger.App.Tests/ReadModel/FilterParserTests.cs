using CsCheck;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;

namespace OrderLedger.App.Tests.ReadModel;

public sealed class FilterParserTests
{
    private static readonly Actor Owner = BookWithModel.Owner;

    [Theory]
    [InlineData("status in (生产中,待发货) and orderDate >= 2026-10-01", "status in (inProduction, readyToShip) and orderDate >= 2026-10-01")]
    [InlineData("状态 = 待发货 且 总金额 > 1.2万", "status = readyToShip and total > 12000")]
    [InlineData("客户～海晟", "customer ~ 海晟")]
    [InlineData("（逾期 或 暂停）并且 业务员 != 周敏", "(overdue = yes or onHold = yes) and salesperson != 周敏")]
    [InlineData("not (a = 1)", null)]
    [InlineData("remark is not empty and 备注 为空", "remark is not empty and remark is empty")]
    [InlineData("orderDate = 本月 or dueDate < today-30d", "orderDate = this-month or dueDate < today-30d")]
    [InlineData("customer = \"say \"\"and\"\"\"", "customer = \"say \"\"and\"\"\"")]
    [InlineData("paid >= 30%", "paid >= 0.3")]
    [InlineData("customer not in (甲, 乙)", "not customer in (甲, 乙)")]
    [InlineData("overdue and overdue or overdue", "overdue = yes and overdue = yes or overdue = yes")]
    public void Filters_read_as_people_write_them_and_print_in_one_way(string text, string? printed)
    {
        var refusal = FilterParser.Read(text, Owner, LedgerRows.Orders, out var filter);

        Assert.Equal(printed, refusal is null ? filter!.ToString() : null);
    }

    [Theory]
    [InlineData("total >", "filter.expected", "8", "value")]
    [InlineData("total > abc", "filter.value", "9", "abc")]
    [InlineData("nonsense = 1", "filter.unknown-field", "1", "nonsense")]
    [InlineData("total = 1 and nonsense = 1", "filter.unknown-field", "15", "nonsense")]
    [InlineData("(total = 1", "filter.expected", "11", "and, or, )")]
    [InlineData("total = 1 total", "filter.expected", "11", "and, or")]
    [InlineData("status ~ 待", "filter.operator", "8", "~")]
    [InlineData("customer > 海", "filter.operator", "10", ">")]
    [InlineData("customer = '海", "filter.quote-open", "12", null)]
    [InlineData("total", "filter.expected", "6", "= != < <= > >= ~, in, is empty")]
    [InlineData("status in 待发货", "filter.expected", "11", "(")]
    [InlineData("orderDate > 2026-13-01", "filter.value", "13", "2026-13-01")]
    public void A_wrong_filter_is_refused_with_the_position_and_what_was_expected(string text, string code, string at, string? fact)
    {
        var refusal = FilterParser.Read(text, Owner, LedgerRows.Orders, out _);

        Assert.Equal(code, refusal?.Code);
        Assert.Equal(at, refusal!.Facts[0]);
        if (fact is not null) Assert.Equal(fact, refusal.Facts[1]);
    }

    [Fact]
    public void Length_depth_and_terms_are_bounded()
    {
        Assert.Equal("filter.too-long", Refused(new string(' ', 10) + new string('x', FilterParser.LengthMax)));
        Assert.Equal("filter.too-deep", Refused(new string('(', 100) + "total = 1" + new string(')', 100)));
        Assert.Equal("filter.too-deep", Refused(string.Concat(Enumerable.Repeat("not ", 100)) + "overdue"));
        Assert.Equal("filter.too-many", Refused($"id in ({string.Join(',', Enumerable.Range(0, 600))})"));

        static string? Refused(string text) => FilterParser.Read(text, Owner, LedgerRows.Orders, out _)?.Code;
    }

    [Fact]
    public void Any_text_is_read_or_refused_but_never_thrown_at() =>
        Gen.OneOf(Gen.String, Gen.Const("total"), Gen.Const(" = "), Gen.Const("("), Gen.Const(" and "), Gen.Const("'"), Gen.Const("not "))
            .Array[0, 8].Sample(static parts => _ = FilterParser.Read(string.Concat(parts), Owner, LedgerRows.Lines, out var _));

    [Fact]
    public void What_is_printed_reads_back_equal() => Node(3).Sample(static node =>
    {
        var refusal = FilterParser.Read(node.ToString(), Owner, LedgerRows.Lines, out var read);
        Assert.Null(refusal);
        Assert.Equal(node, read);
    });

    private static Gen<FilterNode> Node(int depth) => depth == 0 ? Leaf : Gen.Frequency(
        (2, Leaf),
        (1, Node(depth - 1).Select(static inner => (FilterNode)new NotNode(inner))),
        (2, Gen.Select(Node(depth - 1), Node(depth - 1), static (left, right) => (FilterNode)new AndNode(left, right))),
        (2, Gen.Select(Node(depth - 1), Node(depth - 1), static (left, right) => (FilterNode)new OrNode(left, right))));

    private static Gen<FilterNode> Leaf => Any([.. LedgerColumns.VisibleTo(Owner, LedgerRows.Lines)]).SelectMany(column =>
        Gen.OneOf(
            Gen.Bool.Select(isNegated => (FilterNode)new EmptyNode(column, isNegated)),
            Value(column).Array[1, 4].Select(values => (FilterNode)new InNode(column, values)),
            Gen.Select(Sign(column), Value(column), (sign, value) => (FilterNode)new CompareNode(column, sign, value))));

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<Comparison> Sign(LedgerColumn column) => column.Kind switch
    {
        ColumnKind.Text => Any(Comparison.Equal, Comparison.NotEqual, Comparison.Contains),
        ColumnKind.YesNo => Any(Comparison.Equal, Comparison.NotEqual),
        _ => Any(Comparison.Equal, Comparison.NotEqual, Comparison.Less, Comparison.LessOrEqual, Comparison.Greater),
    };

    private static Gen<FilterValue> Value(LedgerColumn column) => column.Kind switch
    {
        ColumnKind.Text => Gen.OneOf(Gen.String, Any("", "and", "为空", "a\"b", "海 晟", "（全角）"))
            .Select(static text => (FilterValue)new TextValue(text)),
        ColumnKind.Word => Any([.. column.Words]).Select(static word => (FilterValue)new WordValue(word)),
        ColumnKind.YesNo => Gen.Bool.Select(static yes => (FilterValue)new YesNoValue(yes)),
        ColumnKind.Date or ColumnKind.Instant => Gen.OneOf(
            Gen.Int[0, 100_000].Select(static days => (FilterValue)new DateValue(DateUnit.Day, new DateOnly(1900, 1, 1).AddDays(days), 0)),
            Gen.Select(Any(DateUnit.Week, DateUnit.Month, DateUnit.Year), Gen.Int[-1, 1],
                static (unit, offset) => (FilterValue)new DateValue(unit, null, offset)),
            Gen.Int[-3660, 3660].Select(static offset => (FilterValue)new DateValue(DateUnit.Day, null, offset))),
        _ => Gen.Long[-10_000_000_000, 10_000_000_000].Select(static number => (FilterValue)new NumberValue(number / 100m)),
    };
}
