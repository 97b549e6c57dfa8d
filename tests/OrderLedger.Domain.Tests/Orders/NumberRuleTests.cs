using CsCheck;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Domain.Tests.Orders;

public sealed class NumberRuleTests
{
    private static readonly DateOnly Date = new(2026, 3, 9);

    [Theory]
    [InlineData("{date:yyyyMMdd}-{customer}-{seq:3}", "20260309-C01-007")]
    [InlineData("DD{date}{seq:4}", "DD202603090007")]
    [InlineData("{date:yy-MM-dd}/{salesperson}/{seq}", "26-03-09/王芳/7")]
    [InlineData("销{date:yyyy}第{seq:2}号", "销2026第07号")]
    public void Tokens_are_filled_from_the_document_itself(string pattern, string number) =>
        Assert.Equal(number, new NumberRule(pattern, NumberScope.Forever, false).Format(Date, "C01", "王芳", 7));

    [Fact]
    public void A_sequence_longer_than_asked_is_written_in_full() => Assert.Equal("20260309-C01-1234",
        NumberRule.Default.Format(Date, "C01", null, 1_234));

    [Theory]
    [InlineData("{date}", "number-rule.one-seq")]
    [InlineData("{seq}-{seq}", "number-rule.one-seq")]
    [InlineData("{seq}{month}", "number-rule.token-unknown")]
    [InlineData("{seq:0}", "number-rule.token-unknown")]
    [InlineData("{seq:12}", "number-rule.token-unknown")]
    [InlineData("{seq}{date:HHmm}", "number-rule.token-unknown")]
    [InlineData("{seq}{customer:3}", "number-rule.token-unknown")]
    [InlineData("{seq}{Date}", "number-rule.brace")]
    [InlineData("{seq}}", "number-rule.brace")]
    [InlineData("{customer}{seq}", "number-rule.ambiguous")]
    [InlineData("{seq:3}{salesperson}", "number-rule.ambiguous")]
    [InlineData("{customer}{date}{seq}", "number-rule.ambiguous")]
    [InlineData("{customer}0{seq}", "number-rule.ambiguous")]
    [InlineData("{salesperson}{customer}-{seq}", "number-rule.ambiguous")]
    public void A_pattern_nobody_could_fill_is_refused(string pattern, string code) =>
        Assert.Equal(code, new NumberRule(pattern, NumberScope.Forever, false).Check()?.Code);

    [Fact]
    public void A_pattern_longer_than_a_number_may_be_is_refused() => Assert.Equal("number-rule.too-long",
        new NumberRule("{seq}" + new string('X', 80), NumberScope.Forever, false).Check()?.Code);

    [Theory]
    [InlineData("{customer}-{seq}")]
    [InlineData("{date}{customer}X{seq}")]
    [InlineData("{date}{seq}")]
    public void Parts_that_are_set_apart_are_fine(string pattern) =>
        Assert.Null(new NumberRule(pattern, NumberScope.Forever, false).Check());

    [Theory]
    [InlineData("{seq}", NumberScope.Forever, true)]
    [InlineData("{seq}", NumberScope.Year, false)]
    [InlineData("{date:yyyy}-{seq}", NumberScope.Year, true)]
    [InlineData("{date:yyyy}-{seq}", NumberScope.Month, false)]
    [InlineData("{date:yyMM}-{seq}", NumberScope.Month, true)]
    [InlineData("{date:MMdd}-{seq}", NumberScope.Month, false)]
    [InlineData("{date:yyMM}-{seq}", NumberScope.Day, false)]
    [InlineData("{date}-{seq}", NumberScope.Day, true)]
    [InlineData("{date}-{seq}", NumberScope.CustomerDay, false)]
    [InlineData("{date}-{customer}-{seq}", NumberScope.CustomerDay, true)]
    [InlineData("{customer}-{seq}", NumberScope.Customer, true)]
    [InlineData("{seq}", NumberScope.Customer, false)]
    public void Two_scopes_can_never_write_the_same_number(string pattern, NumberScope scope, bool isFine) =>
        Assert.Equal(isFine ? null : "number-rule.scope-not-in-pattern", new NumberRule(pattern, scope, false).Check()?.Code);

    [Fact]
    public void The_rules_of_a_new_book_are_fine()
    {
        Assert.Null(NumberRule.Default.Check());
        Assert.Null(NumberRule.DefaultShipment.Check());
    }

    [Theory]
    [InlineData(NumberScope.Forever, "")]
    [InlineData(NumberScope.Day, "20260309")]
    [InlineData(NumberScope.Month, "202603")]
    [InlineData(NumberScope.Year, "2026")]
    [InlineData(NumberScope.Customer, "c01")]
    [InlineData(NumberScope.CustomerDay, "20260309/c01")]
    public void A_scope_comes_from_the_document_date_and_the_folded_customer_code(NumberScope scope, string key) =>
        Assert.Equal(key, new NumberRule("{seq}", scope, false).ScopeKey(Date, "Ｃ01"));

    [Fact]
    public void The_sequence_of_a_formatted_number_is_found_again() => Gen.Select(
        OneOf("{date:yyyyMMdd}-{customer}-{seq:3}", "{seq}", "A{seq:9}({date:yy})", "{salesperson}.{seq:2}+{date}"),
        Gen.Int[0, 40_000], OneOf("C01", "a.b*c", "宁波", "９"), Gen.Long[1, 999_999_999_999])
        .Sample(static (pattern, days, customer, sequence) =>
        {
            var (rule, date) = (new NumberRule(pattern, NumberScope.Forever, false), DateOnly.FromDayNumber(700_000 + days));
            return rule.SequenceOf(rule.Format(date, customer, "王芳", sequence), date, customer, "王芳") == sequence;
        });

    [Theory]
    [InlineData("20260309-C01-012", 12L)]
    [InlineData("20260309-c01-12", 12L)]
    [InlineData("２０２６０３０９－Ｃ０１－０１２", 12L)]
    [InlineData("20260310-C01-012", null)]
    [InlineData("20260309-C02-012", null)]
    [InlineData("20260309-C01-012a", null)]
    [InlineData("X20260309-C01-012", null)]
    [InlineData("合同12", null)]
    public void An_imported_number_lifts_the_sequence_only_when_it_is_of_this_rule(string number, long? sequence) =>
        Assert.Equal(sequence, NumberRule.Default.SequenceOf(number, Date, "C01", null));

    private static Gen<string> OneOf(params string[] texts) =>
        Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
