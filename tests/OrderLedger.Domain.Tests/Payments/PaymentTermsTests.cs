using CsCheck;
using OrderLedger.Domain.Payments;

namespace OrderLedger.Domain.Tests.Payments;

public sealed class PaymentTermsTests
{
    private static readonly Money Hundred = Money.Of(100);

    [Theory]
    [InlineData("30@confirm;70@ship+30")]
    [InlineData("30@confirm;60@ready;10@sign+365")]
    [InlineData("100@sign/25+30")]
    [InlineData("33.33@confirm;66.67@ship")]
    public void What_is_read_is_printed_again(string text) =>
        Assert.Equal(text, PaymentTerms.Parse(text).Value?.ToString());

    [Fact]
    public void Any_plan_survives_printing_and_reading()
    {
        var instalment = Gen.Select(Gen.Enum<PaymentTrigger>(), Gen.Int[0, 3_650], Gen.Int[1, 31].Nullable());
        Gen.Select(instalment, instalment, Gen.Int[1, 9_999]).Sample(static (first, second, share) =>
        {
            var terms = new PaymentTerms([
                new(share, first.Item1, first.Item2, first.Item3),
                new(10_000 - share, second.Item1, second.Item2, second.Item3),
            ]);
            return PaymentTerms.Parse(terms.ToString()).Value!.Instalments.SequenceEqual(terms.Instalments);
        });
    }

    [Fact]
    public void No_plan_means_everything_is_due_on_receipt_of_the_goods()
    {
        Assert.Equal("100@sign", PaymentTerms.Parse(" ").Value?.ToString());
        Assert.Equal("100@sign", PaymentTerms.Parse(null).Value?.ToString());
    }

    [Theory]
    [InlineData("月结", "terms.unreadable")]
    [InlineData("@ship", "terms.unreadable")]
    [InlineData("0@confirm;100@ship", "terms.unreadable")]
    [InlineData("101@ship", "terms.unreadable")]
    [InlineData("-5@confirm;105@ship", "terms.unreadable")]
    [InlineData("33.333@confirm;66.667@ship", "terms.unreadable")]
    [InlineData("100@arrival", "terms.unreadable")]
    [InlineData("100@ship+", "terms.unreadable")]
    [InlineData("100@ship+3651", "terms.unreadable")]
    [InlineData("100@ship/0", "terms.unreadable")]
    [InlineData("100@ship/32", "terms.unreadable")]
    [InlineData("100@ship+30/25", "terms.unreadable")]
    [InlineData("30@confirm;60@ship", "terms.not-hundred")]
    [InlineData(";", "terms.not-hundred")]
    public void What_is_no_plan_is_refused(string text, string code) =>
        Assert.Equal(code, PaymentTerms.Parse(text).Refusal?.Code);

    [Theory]
    // Until the cut-off day of the month the account of this month, after it the next one.
    [InlineData("100@ship/25+30", "2026-03-25", "2026-04-24")]
    [InlineData("100@ship/25+30", "2026-03-26", "2026-05-25")]
    [InlineData("100@ship/31", "2026-02-03", "2026-02-28")]
    [InlineData("100@ship/31", "2028-02-29", "2028-02-29")]
    [InlineData("100@ship/30", "2026-01-31", "2026-02-28")]
    [InlineData("100@ship/25", "2026-12-31", "2027-01-25")]
    [InlineData("100@ship+30", "2026-01-31", "2026-03-02")]
    public void Months_are_closed_on_the_cut_off_day(string terms, string shipped, string due) =>
        Assert.Equal(Date(due), Read(terms).DueOn(Hundred, Money.Zero, new(null, null, Date(shipped), null)));

    [Theory]
    [InlineData(0, "2026-03-01")]
    [InlineData(29.99, "2026-03-01")]
    [InlineData(30, "2026-04-09")]
    [InlineData(89.99, "2026-04-09")]
    [InlineData(90, "2027-03-12")]
    [InlineData(100, null)]
    [InlineData(120, null)]
    public void The_first_uncovered_part_decides_when_money_is_due(double received, string? due) =>
        Assert.Equal(due is null ? null : Date(due), Read("30@confirm;60@ship+30;10@sign+365").DueOn(Hundred,
            Money.Of((decimal)received), new(new(2026, 3, 1), null, new(2026, 3, 10), new(2026, 3, 12))));

    [Fact]
    public void Nothing_is_due_before_its_step_has_happened() =>
        Assert.Null(Read("30@confirm;70@ship").DueOn(Hundred, Money.Of(30), new(new(2026, 3, 1), null, null, null)));

    [Fact]
    public void What_was_due_before_shipping_is_due_when_goods_left_unprepared() => Assert.Equal(new(2026, 3, 10),
        Read("100@ready").DueOn(Hundred, Money.Zero, new(new(2026, 3, 1), null, new(2026, 3, 10), null)));

    private static PaymentTerms Read(string text) => PaymentTerms.Parse(text).Value!;

    private static DateOnly Date(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
