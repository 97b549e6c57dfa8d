using CsCheck;
using OrderLedger.Domain.Customers;

namespace OrderLedger.Domain.Tests.Customers;

public sealed class CreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Theory]
    // The example of GB 32100-2015.
    [InlineData("91350100M000100Y43", true)]
    [InlineData("91350100M000100Y44", false)]
    [InlineData("91350100M000100Y4", false)]
    [InlineData("91350100M000100Y430", false)]
    [InlineData("91350100m000100y43", false)]
    [InlineData("91350100I000100Y43", false)]
    [InlineData("", false)]
    public void The_last_character_checks_the_others(string code, bool isValid) =>
        Assert.Equal(isValid, CreditCode.IsValid(code));

    [Fact]
    public void Any_single_wrong_character_is_noticed() =>
        Gen.Select(Gen.Int[0, 30].Array[17], Gen.Int[0, 16], Gen.Int[1, 30]).Sample(static (values, place, shift) =>
        {
            var first17 = string.Concat(values.Select(static value => Alphabet[value]));
            var code = first17 + CreditCode.CheckCharacter(first17);
            var wrong = Alphabet[(values[place] + shift) % 31];
            return CreditCode.IsValid(code) && !CreditCode.IsValid(code[..place] + wrong + code[(place + 1)..]);
        });

    [Theory]
    [InlineData('I')]
    [InlineData('O')]
    [InlineData('S')]
    [InlineData('V')]
    [InlineData('Z')]
    public void Letters_that_look_like_digits_are_not_of_the_alphabet(char letter) =>
        Assert.Null(CreditCode.CheckCharacter($"9135010{letter}M000100Y4"));
}
