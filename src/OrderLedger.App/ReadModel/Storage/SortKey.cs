using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>The first letters of a text's pinyin, packed into a number that sorts as the text does.</summary>
/// <remarks>Six bits a letter. Texts that share the whole prefix are told apart by the text itself.</remarks>
internal static class SortKey
{
    /// <summary>Ten letters.</summary>
    public static long? Long(string? text) => text is null ? null : Pack(text, 10);

    /// <summary>Five letters, for columns of few values.</summary>
    public static int? Int(string? text) => text is null ? null : (int)Pack(text, 5);

    private static long Pack(string text, int letters)
    {
        var spoken = Pinyin.Of(text.Length > letters ? text[..letters] : text);
        var key = 0L;
        for (var i = 0; i < letters; i++) key = (key << 6) | (i < spoken.Length ? Rank(spoken[i]) : 0L);
        return key;
    }

    private static long Rank(char c) => c switch
    {
        >= '0' and <= '9' => 2 + (c - '0'),
        >= 'a' and <= 'z' => 12 + (c - 'a'),
        < (char)128 => 1,
        _ => 38,
    };
}
