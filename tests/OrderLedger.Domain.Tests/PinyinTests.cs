namespace OrderLedger.Domain.Tests;

public sealed class PinyinTests
{
    [Theory]
    [InlineData("宁波海晟机电", "ningbohaishengjidian", "nbhsjd")]
    [InlineData("重庆", "chongqing", "cq")]
    [InlineData("长沙", "changsha", "cs")]
    [InlineData("厦门", "xiamen", "xm")]
    [InlineData("成都", "chengdu", "cd")]
    [InlineData("东莞", "dongguan", "dg")]
    [InlineData("重型机械", "zhongxingjixie", "zxjx")]
    [InlineData("乐清五金商行", "yueqingwujinshanghang", "yqwjsh")]
    [InlineData("蚌埠", "bengbu", "bb")]
    [InlineData("绿女", "lvnv", "ln")]
    [InlineData("二〇二六", "erlingerliu", "elel")]
    public void Chinese_is_read_as_people_type_it(string text, string full, string initials)
    {
        Assert.Equal(full, Pinyin.Of(text));
        Assert.Equal(initials, Pinyin.Initials(text));
    }

    [Theory]
    [InlineData("ABC 公司", "abcgongsi", "abcgs")]
    [InlineData("ＡＢＣ－１２３", "abc-123", "abc-123")]
    [InlineData("M8×30\u3000螺栓", "m8×30luoshuan", "m8×30ls")]
    [InlineData("（宁波）", "(ningbo)", "(nb)")]
    [InlineData(" \t\u00A0", "", "")]
    [InlineData("", "", "")]
    public void Other_text_passes_in_lower_case_and_half_width_without_blanks(string text, string full, string initials)
    {
        Assert.Equal(full, Pinyin.Of(text));
        Assert.Equal(initials, Pinyin.Initials(text));
    }

    [Fact]
    public void A_word_at_the_end_or_cut_short_is_read_by_character()
    {
        Assert.Equal("zhong", Pinyin.Of("重"));
        Assert.Equal("changzi", Pinyin.Of("长子"));
        Assert.Equal("wochongqing", Pinyin.Of("我重庆"));
    }

    [Fact]
    public void Every_common_character_has_a_reading_of_plain_letters()
    {
        // U+4E00–U+9FA5 is the block as first published; rarer later additions may have none.
        var unread = Enumerable.Range(0x4E00, 0x9FA5 - 0x4E00 + 1).Select(static code => (char)code)
            .Where(static character => !Pinyin.Of(character.ToString()).All(char.IsAsciiLetterLower)).ToList();

        Assert.True(unread.Count < 120, $"{unread.Count} characters have no reading.");
    }

    [Fact]
    public void Initials_are_the_first_letters_of_the_full_reading()
    {
        Assert.Equal(Pinyin.Of("机")[0], Pinyin.Initials("机")[0]);
        Assert.Equal(4, Pinyin.Initials("深圳包装").Length);
    }
}
