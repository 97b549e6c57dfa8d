using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Filters;

/// <summary>Reads a filter such as <c>status in (生产中,待发货) and orderDate &gt;= 2026-10-01 and customer ~ 海晟</c>.</summary>
/// <remarks>
/// or ← and { or and } · and ← not { and not } · not ← not not | ( or ) | condition · condition ← column = != &lt; &lt;= &gt; &gt;= ~
/// value | column [not] in (value, …) | column is [not] empty | column of yes and no. In Chinese: 且 并且 或 非 不 属于 为空 不为空.
/// </remarks>
public sealed class FilterParser
{
    /// <summary>Characters of a filter at most.</summary>
    public const int LengthMax = 4_000;

    /// <summary>Parentheses and negations inside each other at most.</summary>
    public const int DepthMax = 32;

    /// <summary>Conditions and listed values at most.</summary>
    public const int TermsMax = 500;

    private readonly List<Token> _tokens;
    private readonly Actor _actor;
    private readonly LedgerRows _rows;
    private int _at;
    private int _depth;
    private int _terms;
    private Refusal? _refusal;

    private FilterParser(List<Token> tokens, Actor actor, LedgerRows rows) => (_tokens, _actor, _rows) = (tokens, actor, rows);

    private Token Next => _tokens[_at];

    /// <summary>Null for an empty text. Refused with the position, from 1, and what was expected there.</summary>
    public static Refusal? Read(string? text, Actor actor, LedgerRows rows, out FilterNode? filter)
    {
        filter = null;
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Length > LengthMax) return Refusal.Invalid("filter.too-long", $"{LengthMax}");

        var tokens = FilterLexer.Read(text);
        if (!tokens.Accepted) return tokens.Refusal;
        var parser = new FilterParser(tokens.Value, actor, rows);
        filter = parser.Or();
        if (parser._refusal is null && parser.Next.Kind != TokenKind.End) parser.Expected("and, or");
        return parser._refusal;
    }

    private FilterNode? Or()
    {
        var left = And();
        while (left is not null && Take("or", "或", "或者"))
        {
            if (And() is not { } right) return null;
            left = new OrNode(left, right);
        }
        return left;
    }

    private FilterNode? And()
    {
        var left = Not();
        while (left is not null && Take("and", "且", "并且", "和"))
        {
            if (Not() is not { } right) return null;
            left = new AndNode(left, right);
        }
        return left;
    }

    private FilterNode? Not()
    {
        if (++_depth > DepthMax) return Refused(Refusal.Invalid("filter.too-deep", $"{Next.At}", $"{DepthMax}"));
        var node = Take("not", "非", "不") ? Not() is { } inner ? new NotNode(inner) : null
            : Next.Kind == TokenKind.Open ? Group() : Condition();
        _depth--;
        return node;
    }

    private FilterNode? Group()
    {
        _at++;
        if (Or() is not { } inner) return null;
        if (Next.Kind != TokenKind.Close) return Expected("and, or, )");
        _at++;
        return inner;
    }

    private FilterNode? Condition()
    {
        if (++_terms > TermsMax) return Refused(Refusal.Invalid("filter.too-many", $"{Next.At}", $"{TermsMax}"));
        var name = Next;
        if (name.Kind != TokenKind.Bare) return Expected("column");
        if (LedgerColumns.Find(name.Text, _actor) is not { } column || (_rows == LedgerRows.Lines && column.LineSql is null))
            return Refused(Refusal.Invalid("filter.unknown-field", $"{name.At}", name.Text));
        _at++;
        if (Take("is", "是")) return Emptiness(column, Take("not", "不"), "empty, not empty");
        if (Next.IsWord("为空", "不为空")) return Emptiness(column, Next.IsWord("不为空"), "为空, 不为空");
        if (Next.IsWord("not") && _tokens[_at + 1].IsWord("in"))
        {
            _at++;
            return Listed(column) is { } listed ? new NotNode(listed) : null;
        }
        if (Next.IsWord("in", "属于")) return Listed(column);
        if (Next.Kind == TokenKind.Operator) return Compared(column);
        return column.Kind == ColumnKind.YesNo
            ? new CompareNode(column, Comparison.Equal, new YesNoValue(true)) : Expected("= != < <= > >= ~, in, is empty");
    }

    private FilterNode? Emptiness(LedgerColumn column, bool isNegated, string expected)
    {
        if (!Next.IsWord("empty", "空", "为空", "不为空", "null")) return Expected(expected);
        _at++;
        return new EmptyNode(column, isNegated);
    }

    private FilterNode? Listed(LedgerColumn column)
    {
        _at++;
        if (Next.Kind != TokenKind.Open) return Expected("(");
        var values = new List<FilterValue>();
        do
        {
            _at++;
            if (++_terms > TermsMax) return Refused(Refusal.Invalid("filter.too-many", $"{Next.At}", $"{TermsMax}"));
            if (Value(column) is not { } value) return null;
            values.Add(value);
        }
        while (Next.Kind == TokenKind.Comma);
        if (Next.Kind != TokenKind.Close) return Expected(", )");
        _at++;
        return new InNode(column, values);
    }

    private FilterNode? Compared(LedgerColumn column)
    {
        var sign = _tokens[_at++];
        var comparison = sign.Text switch
        {
            "=" => Comparison.Equal,
            "!=" => Comparison.NotEqual,
            "<" => Comparison.Less,
            "<=" => Comparison.LessOrEqual,
            ">" => Comparison.Greater,
            ">=" => Comparison.GreaterOrEqual,
            _ => Comparison.Contains,
        };
        var isText = column.Kind == ColumnKind.Text;
        var mayBe = comparison is Comparison.Equal or Comparison.NotEqual
            || (comparison == Comparison.Contains ? isText : !isText && column.Kind != ColumnKind.YesNo);
        if (!mayBe)
            return Refused(Refusal.Invalid("filter.operator", $"{sign.At}", sign.Text, column.Name, isText ? "= != ~" : "= != < <= > >="));
        return Value(column) is { } value ? new CompareNode(column, comparison, value) : null;
    }

    private FilterValue? Value(LedgerColumn column)
    {
        var token = Next;
        if (token.Kind is not (TokenKind.Bare or TokenKind.Quoted))
        {
            Expected("value");
            return null;
        }
        if (FilterValues.Read(column, token.Text) is not { } value)
        {
            Refused(Refusal.Invalid("filter.value", $"{token.At}", token.Text, column.Name, FilterValues.Expected(column)));
            return null;
        }
        _at++;
        return value;
    }

    private bool Take(params ReadOnlySpan<string> words)
    {
        if (!Next.IsWord(words)) return false;
        _at++;
        return true;
    }

    private FilterNode? Expected(string expected) =>
        Refused(Refusal.Invalid("filter.expected", $"{Next.At}", expected, Next.Kind == TokenKind.End ? "∎" : Next.Text));

    private FilterNode? Refused(Refusal refusal)
    {
        _refusal ??= refusal.At("Filter");
        return null;
    }
}
