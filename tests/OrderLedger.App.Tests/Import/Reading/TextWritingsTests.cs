using OrderLedger.App.Import.Reading;

namespace OrderLedger.App.Tests.Import.Reading;

public sealed class TextWritingsTests
{
    [Theory]
    [InlineData("ＡＢＣ－０１（￥）", "ABC-01(¥)")]
    [InlineData("a\u3000b\u00A0c", "a b c")]
    [InlineData("\uFEFF订单\u200B号", "订单号")]
    [InlineData("海晟，上海。", "海晟,上海。")]
    public void Folding_makes_signs_comparable(string text, string folded) =>
        Assert.Equal(folded, TextWritings.Fold(text));

    [Theory]
    [InlineData("　 00123 \u00A0", "00123")]
    [InlineData("海晟（上海）", "海晟（上海）")]
    [InlineData("a\nb", "a\nb")]
    [InlineData(" \u3000\u200B", null)]
    public void Cleaning_keeps_what_was_written(string text, string? clean) =>
        Assert.Equal(clean, TextWritings.Clean(text));

    [Fact]
    public void A_cell_gives_its_text_as_a_person_sees_it()
    {
        Assert.Equal("13800001111", CellValues.Text(Cell.OfNumber(0, 13800001111m)));
        Assert.Equal("1.5", CellValues.Text(Cell.OfNumber(0, 1.50m)));
        Assert.Equal("2016-07-22", CellValues.Text(Cell.OfDate(0, new DateTime(2016, 7, 22))));
        Assert.Null(CellValues.Text(Cell.OfError(0, "#N/A")));
        Assert.Null(CellValues.Text(default));
    }
}
