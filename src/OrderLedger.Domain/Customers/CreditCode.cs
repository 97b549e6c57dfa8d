namespace OrderLedger.Domain.Customers;

/// <summary>统一社会信用代码: 18 characters, the last a check character modulo 31 (GB 32100-2015).</summary>
public static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    public static bool IsValid(string code) =>
        code.Length == 18 && CheckCharacter(code.AsSpan(0, 17)) is { } check && check == code[17];

    /// <summary>The 18th character for the first 17, or null when one of them is not of the alphabet (no I O S V Z).</summary>
    public static char? CheckCharacter(ReadOnlySpan<char> first17)
    {
        if (first17.Length != 17) return null;

        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            var value = Alphabet.IndexOf(first17[i], StringComparison.Ordinal);
            if (value < 0) return null;
            sum += value * Weights[i];
        }
        return Alphabet[(31 - (sum % 31)) % 31];
    }
}
