using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Filters;

/// <summary>One word of a filter.</summary>
/// <param name="At">Position in the text, from 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At)
{
    public bool IsWord(params ReadOnlySpan<string> words)
    {
        if (Kind != TokenKind.Bare) return false;
        foreach (var word in words)
        {
            if (string.Equals(Text, word, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}

internal enum TokenKind
{
    Bare,
    Quoted,
    Operator,
    Open,
    Close,
    Comma,
    End,
}

/// <summary>Splits a filter into words. Full-width signs are read as their half-width twins.</summary>
internal static class FilterLexer
{
    public static Outcome<List<Token>> Read(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            var sign = Fold(text[at]);
            if (char.IsWhiteSpace(sign)) at++;
            else if (sign == '(') tokens.Add(new(TokenKind.Open, "(", ++at));
            else if (sign == ')') tokens.Add(new(TokenKind.Close, ")", ++at));
            else if (sign is ',' or '、') tokens.Add(new(TokenKind.Comma, ",", ++at));
            else if (Operator(text, at) is { } found)
            {
                tokens.Add(new(TokenKind.Operator, found.Name, at + 1));
                at += found.Length;
            }
            else if (Closing(sign) is { } closing)
            {
                if (Quoted(text, at, closing) is not { } quoted) return Refusal.Invalid("filter.quote-open", $"{at + 1}");
                tokens.Add(new(TokenKind.Quoted, quoted.Text, at + 1));
                at = quoted.End;
            }
            else
            {
                var start = at;
                while (at < text.Length && IsBare(text, at)) at++;
                tokens.Add(new(TokenKind.Bare, TextFolding.HalfWidth(text[start..at]), start + 1));
            }
        }
        tokens.Add(new(TokenKind.End, "", text.Length + 1));
        return tokens;
    }

    /// <summary>Whether the text needs no quotes to be read as one word again.</summary>
    public static bool IsBare(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsBare(text, at) || Fold(text[at]) != text[at]) return false;
        }
        return text.Length > 0;
    }

    private static bool IsBare(string text, int at)
    {
        var sign = Fold(text[at]);
        return !char.IsWhiteSpace(sign) && sign is not ('(' or ')' or ',' or '、') && Operator(text, at) is null && Closing(sign) is null;
    }

    private static (string Name, int Length)? Operator(string text, int at)
    {
        var next = at + 1 < text.Length ? Fold(text[at + 1]) : ' ';
        return (Fold(text[at]), next) switch
        {
            ('!', '=') or ('<', '>') => ("!=", 2),
            ('<', '=') => ("<=", 2),
            ('>', '=') => (">=", 2),
            ('=', '=') => ("=", 2),
            ('=', _) => ("=", 1),
            ('<', _) => ("<", 1),
            ('>', _) => (">", 1),
            ('~', _) => ("~", 1),
            ('≠', _) => ("!=", 1),
            ('≤', _) => ("<=", 1),
            ('≥', _) => (">=", 1),
            _ => null,
        };
    }

    /// <summary>The sign that ends what this one begins. Inside, the end sign is written twice.</summary>
    private static char? Closing(char sign) => sign switch
    {
        '"' or '\'' => sign,
        '“' => '”',
        '‘' => '’',
        _ => null,
    };

    private static (string Text, int End)? Quoted(string text, int at, char closing)
    {
        var read = new System.Text.StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != closing) read.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == closing) read.Append(text[at++]);
            else return (read.ToString(), at + 1);
        }
        return null;
    }

    private static char Fold(char sign) => sign switch
    {
        '\u3000' => ' ',
        >= '\uFF01' and <= '\uFF5E' => (char)(sign - 0xFEE0),
        _ => sign,
    };
}
