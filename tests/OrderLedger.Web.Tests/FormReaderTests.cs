using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Tests;

/// <summary>Figures and dates as people type them.</summary>
public sealed class FormReaderTests
{
    [Theory]
    [InlineData("1200", "1200")]
    [InlineData(" 1,200.50 ", "1200.50")]
    [InlineData("¥1200", "1200")]
    [InlineData("￥ 1200元", "1200")]
    [InlineData("１２００．５", "1200.5")]
    [InlineData("1.2万", "12000")]
    [InlineData("-3", "-3")]
    [InlineData("30%", "30")]
    [InlineData("0.00000001", "0.00000001")]
    [InlineData("900000000000", "900000000000")]
    [InlineData("9000万", "90000000")]
    public void A_figure_is_read_as_it_is_meant(string typed, string figure)
    {
        var form = new FormReader();

        Assert.Equal(decimal.Parse(figure, System.Globalization.CultureInfo.InvariantCulture), form.Number(typed, "X"));
        Assert.Null(form.Refusal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 　 ")]
    [InlineData("¥")]
    public void A_blank_is_no_figure_and_no_mistake(string? typed)
    {
        var form = new FormReader();

        Assert.Equal((null, null, null, null), (form.Number(typed, "X"), form.Money(typed, "X"), form.Whole(typed, "X"), form.Fraction(typed, "X")));
        Assert.Null(form.Refusal);
    }

    [Theory]
    [InlineData("abc", "form.number-unreadable")]
    [InlineData("1e3", "form.number-unreadable")]
    [InlineData("1.2.3", "form.number-unreadable")]
    [InlineData("--1", "form.number-unreadable")]
    [InlineData("万", "form.number-unreadable")]
    [InlineData("十二", "form.number-unreadable")]
    [InlineData("900000000001", "form.number-too-large")]
    [InlineData("-900000000001", "form.number-too-large")]
    [InlineData("90000001万", "form.number-too-large")]
    [InlineData("99999999999999999999999999999999", "form.number-unreadable")]
    public void What_cannot_be_read_is_refused_at_its_field(string typed, string code)
    {
        var form = new FormReader();

        Assert.Null(form.Money(typed, "Lines[0].Amount"));
        Assert.Equal((code, "Lines[0].Amount"), (form.Refusal?.Code, form.Refusal?.Field));
        Assert.Equal(typed, Assert.Single(form.Refusal!.Facts));
    }

    [Fact]
    public void The_first_mistake_of_a_form_is_the_one_that_is_told()
    {
        var form = new FormReader();

        form.Number("abc", "A");
        form.Date("31.12", "B");
        form.Number("5", "C");

        Assert.Equal("A", form.Refusal?.Field);
    }

    [Fact]
    public void Money_is_rounded_to_the_cent_and_whole_numbers_are_whole()
    {
        var form = new FormReader();

        Assert.Equal(1_235, form.Money("12.345", "X")?.Cents);
        Assert.Equal(7, form.Whole("7.00", "X"));
        Assert.Equal(0.3m, form.Fraction("30", "X"));
        Assert.Null(form.Refusal);
        Assert.Null(form.Whole("7.5", "X"));
        Assert.Equal("form.not-whole", form.Refusal?.Code);
        Assert.Equal("form.not-whole", Refused(static f => f.Whole("3000000000", "X")));
        Assert.Equal("form.number-too-large", Refused(static f => f.Price("900000000000", "X")));
    }

    [Theory]
    [InlineData("2026-11-02")]
    [InlineData("2026-11-2")]
    [InlineData("2026/11/2")]
    [InlineData("2026.11.2")]
    [InlineData("20261102")]
    [InlineData("2026年11月2日")]
    [InlineData(" ２０２６－１１－０２ ")]
    public void A_date_is_read_in_every_usual_writing(string typed) =>
        Assert.Equal(new DateOnly(2026, 11, 2), new FormReader().Date(typed, "X"));

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("11/2")]
    [InlineData("02/11/2026")]
    [InlineData("tomorrow")]
    public void A_date_that_is_none_is_refused(string typed) =>
        Assert.Equal("form.date-unreadable", Refused(form => form.Date(typed, "X")));

    private static string? Refused<T>(Func<FormReader, T> read)
    {
        var form = new FormReader();
        Assert.Null(read(form));
        return form.Refusal?.Code;
    }
}
