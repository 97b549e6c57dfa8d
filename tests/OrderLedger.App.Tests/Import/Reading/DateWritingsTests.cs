using System.Globalization;
using CsCheck;
using OrderLedger.App.Import.Reading;

namespace OrderLedger.App.Tests.Import.Reading;

public sealed class DateWritingsTests
{
    private static readonly Gen<DateTime> Day = Gen.Int[0, 40_000]
        .Select(static days => new DateTime(1990, 1, 1).AddDays(days));

    [Theory]
    [InlineData("2016年7月22日", "2016-07-22")]
    [InlineData("2016.7.22", "2016-07-22")]
    [InlineData("2016-07-22", "2016-07-22")]
    [InlineData("2016/7/22", "2016-07-22")]
    [InlineData("20160722", "2016-07-22")]
    [InlineData("16.7.22", "2016-07-22")]
    [InlineData("16年7月22日", "2016-07-22")]
    [InlineData("２０１６年７月２２日", "2016-07-22")]
    [InlineData("　2016 年 7 月 22 日　", "2016-07-22")]
    [InlineData("2016/7/22 星期五", "2016-07-22")]
    [InlineData("42573", "2016-07-22")]
    [InlineData("2010-12-01 08:26:00", "2010-12-01 08:26:00")]
    [InlineData("1996-07-04 00:00:00.000", "1996-07-04")]
    [InlineData("2010-12-01T08:26:00Z", "2010-12-01 08:26:00")]
    [InlineData("2016年7月22日 8时26分", "2016-07-22 08:26:00")]
    [InlineData("2016/7/22 8:26", "2016-07-22 08:26:00")]
    [InlineData("13/5/2016", "2016-05-13")]
    [InlineData("5/13/2016", "2016-05-13")]
    [InlineData("01-Dec-2010", "2010-12-01")]
    [InlineData("January 5, 2010", "2010-01-05")]
    public void Every_writing_of_the_trade_is_read(string text, string expected) =>
        Assert.Equal(DateTime.Parse(expected, CultureInfo.InvariantCulture),
            DateWritings.Parse(text, DateContext.None));

    [Theory]
    [InlineData("")]
    [InlineData("　 ")]
    [InlineData("尽快")]
    [InlineData("7月22日")]
    [InlineData("5/6/2016")]
    [InlineData("16/7/22")]
    [InlineData("2016年7月")]
    [InlineData("2016-13-01")]
    [InlineData("2016-02-30")]
    [InlineData("2016年5月1日至2016年6月18日")]
    [InlineData("11/22,12/25")]
    [InlineData("0216-07-22")]
    [InlineData("1234")]
    [InlineData("2016-07-22 25:00")]
    [InlineData("Mayor 5 2010")]
    public void What_is_no_single_date_is_not_guessed(string text) =>
        Assert.Null(DateWritings.Parse(text, DateContext.None));

    [Theory]
    [InlineData("7月22日", 2016, DateOrder.Unknown, "2016-07-22")]
    [InlineData("5/1", 2016, DateOrder.Unknown, "2016-05-01")]
    [InlineData("5/6/2016", null, DateOrder.MonthFirst, "2016-05-06")]
    [InlineData("5/6/2016", null, DateOrder.DayFirst, "2016-06-05")]
    [InlineData("16/7/22", null, DateOrder.YearFirst, "2016-07-22")]
    public void The_column_completes_what_one_writing_leaves_open(string text, int? year, DateOrder order,
        string expected) =>
        Assert.Equal(DateTime.Parse(expected, CultureInfo.InvariantCulture),
            DateWritings.Parse(text, new DateContext(year, order)));

    [Fact]
    public void A_column_tells_its_year_and_order()
    {
        Assert.Equal(new DateContext(2016, DateOrder.YearFirst), Learn("2016-7-1", "2016年7月2日", "7月3日", "2015/1/1"));
        Assert.Equal(new DateContext(2016, DateOrder.DayFirst), Learn("5/6/2016", "22/7/2016"));
        Assert.Equal(new DateContext(2016, DateOrder.Unknown), Learn("22/7/2016", "7/22/2016"));
        Assert.Equal(new DateContext(), Learn("5/6/2016", "尽快"));

        static DateContext Learn(params string[] texts) =>
            DateContext.Of(texts.Select(static text => Cell.OfText(0, text)));
    }

    [Fact]
    public void Numbers_are_dates_only_where_no_other_reading_is_likely()
    {
        Assert.Equal(new DateTime(2016, 7, 22), CellValues.Date(Cell.OfNumber(0, 42573), DateContext.None));
        Assert.Equal(new DateTime(2016, 7, 22), CellValues.Date(Cell.OfNumber(0, 20160722), DateContext.None));
        Assert.Equal(new DateTime(2020, 7, 23),
            CellValues.Date(Cell.OfNumber(0, 42573), new DateContext(Date1904: true)));
        Assert.Null(CellValues.Date(Cell.OfNumber(0, 100), DateContext.None));
        Assert.Null(CellValues.Date(Cell.OfNumber(0, 20161345), DateContext.None));
    }

    [Fact]
    public void A_date_written_any_way_comes_back() => Day.Sample(static day =>
    {
        foreach (var format in (string[])["yyyy年M月d日", "yyyy.M.d", "yyyy-MM-dd", "yyyy/M/d", "yyyyMMdd",
            "yyyy-MM-dd HH:mm:ss.fff",
            "dd-MMM-yyyy", "MMMM d, yyyy"])
            Assert.Equal(day, DateWritings.Parse(day.ToString(format, CultureInfo.InvariantCulture), DateContext.None));
    });

    [Fact]
    public void Any_text_is_a_date_or_nothing_and_never_throws() =>
        Gen.String[Gen.Char["0123456789-/.年月日 :Tjan一"], 0, 20]
        .Sample(static text => DateWritings.Parse(text, new DateContext(2016)) is not { } date
            || date.Year is >= 1950 and <= 2100);
}
