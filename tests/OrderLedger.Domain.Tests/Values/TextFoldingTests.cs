using CsCheck;

namespace OrderLedger.Domain.Tests.Values;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("ＡＢ－０１ ", "ab-01")]
    [InlineData("\u3000 海晟（宁波）\u3000", "海晟(宁波)")]
    [InlineData("ab-01", "ab-01")]
    [InlineData("", "")]
    public void Width_case_and_outer_blanks_make_no_difference_to_a_key(string text, string key) =>
        Assert.Equal(key, TextFolding.Key(text));

    [Fact]
    public void Half_width_keeps_case_and_inner_blanks() => Assert.Equal("A b", TextFolding.HalfWidth("Ａ\u3000ｂ"));

    [Fact]
    public void Folding_twice_is_folding_once_and_keeps_the_length() => Gen.String.Sample(static text =>
        TextFolding.HalfWidth(text).Length == text.Length
        && TextFolding.HalfWidth(TextFolding.HalfWidth(text)) == TextFolding.HalfWidth(text)
        && TextFolding.Key(TextFolding.Key(text)) == TextFolding.Key(text));

    [Fact]
    public void The_full_width_spelling_of_any_text_has_the_same_key() =>
        Gen.Char[' ', '~'].Array.Select(static characters => new string(characters)).Sample(static text =>
            TextFolding.Key(string.Concat(text.Select(static c => c == ' ' ? '\u3000' : (char)(c + 0xFEE0))))
            == TextFolding.Key(text));
}
