using System.Globalization;
using System.Text.RegularExpressions;

namespace OrderLedger.Domain.Orders;

/// <summary>编号规则: tokens {date:…}, {customer}, {salesperson}, {seq:n}; all other text stands as written.</summary>
/// <param name="Pattern">Sample: <c>{date:yyyyMMdd}-{customer}-{seq:3}</c>. Exactly one {seq}.</param>
/// <param name="Scope">What the sequence counts in.</param>
/// <param name="AtConfirmation">True: numbered when confirmed, without gaps in the scope (I28). False: when created.</param>
public sealed partial record NumberRule(string Pattern, NumberScope Scope, bool AtConfirmation)
{
    /// <summary>What a new book starts with.</summary>
    public static readonly NumberRule Default = new("{date:yyyyMMdd}-{customer}-{seq:3}", NumberScope.CustomerDay, false);

    /// <summary>Shipments: 送货单号.</summary>
    public static readonly NumberRule DefaultShipment = new("SH{date:yyyyMMdd}-{seq:3}", NumberScope.Day, false);

    /// <summary>A longer one fits no counter.</summary>
    private const int SequenceDigitsMax = 18;

    public Refusal? Check()
    {
        var tokens = Token().Matches(Pattern);
        if (tokens.Count(static t => Name(t) == "seq") != 1) return Refusal.Invalid("number-rule.one-seq", Pattern);
        if (Pattern.Length > 80) return Refusal.Invalid("number-rule.too-long");
        foreach (Match token in tokens)
        {
            var (name, option) = (Name(token), token.Groups["option"].Value);
            var known = name switch
            {
                "date" => option.Length == 0 || DateFormat().IsMatch(option),
                "seq" => option.Length == 0 || option is [>= '1' and <= '9'],
                "customer" or "salesperson" => option.Length == 0,
                _ => false,
            };
            if (!known) return Refusal.Invalid("number-rule.token-unknown", token.Value);
        }
        if (Token().Replace(Pattern, "").AsSpan().ContainsAny('{', '}')) return Refusal.Invalid("number-rule.brace", Pattern);
        if (Ambiguous(tokens) is var (left, right)) return Refusal.Invalid("number-rule.ambiguous", left, right);
        // Two scopes must not write the same number: the pattern has to say what the scope separates.
        var needsCustomer = Scope is NumberScope.Customer or NumberScope.CustomerDay;
        if (needsCustomer && !Pattern.Contains("{customer}", StringComparison.Ordinal))
            return Refusal.Invalid("number-rule.scope-not-in-pattern", "{customer}");
        var needed = Scope switch
        {
            NumberScope.Day or NumberScope.CustomerDay => "yMd",
            NumberScope.Month => "yM",
            NumberScope.Year => "y",
            _ => "",
        };
        var written = string.Concat(tokens.Where(static t => Name(t) == "date")
            .Select(static t => t.Groups["option"].Value is { Length: > 0 } option ? option : "yyyyMMdd"));
        return needed.All(written.Contains) ? null : Refusal.Invalid("number-rule.scope-not-in-pattern", "{date}");
    }

    /// <summary>The counter this document draws from; tokens and scope come from the document's own date (I29).</summary>
    public string ScopeKey(DateOnly date, string customerCode) => Scope switch
    {
        NumberScope.Day => Written(date, "yyyyMMdd"),
        NumberScope.Month => Written(date, "yyyyMM"),
        NumberScope.Year => Written(date, "yyyy"),
        NumberScope.Customer => TextFolding.Key(customerCode),
        NumberScope.CustomerDay => $"{Written(date, "yyyyMMdd")}/{TextFolding.Key(customerCode)}",
        _ => "",
    };

    public string Format(DateOnly date, string customerCode, string? salesperson, long sequence) =>
        Token().Replace(Pattern, token => Name(token) switch
        {
            "date" => Written(date, token.Groups["option"].Value is { Length: > 0 } option ? option : "yyyyMMdd"),
            "customer" => customerCode,
            "salesperson" => salesperson ?? "",
            _ => sequence.ToString("D" + (token.Groups["option"].Value is { Length: > 0 } n ? n : "1"),
                CultureInfo.InvariantCulture),
        });

    /// <summary>The sequence inside a number of this rule for that document, or null when it is not of this rule (I30).</summary>
    public long? SequenceOf(string number, DateOnly date, string customerCode, string? salesperson)
    {
        var token = Token().Matches(Pattern).First(static token => Name(token) == "seq");
        // An imported number may be written in full width; its key is the same, so its sequence is too (I27).
        var written = TextFolding.HalfWidth(number).Trim();
        var (before, after) = (Around(Pattern[..token.Index]), Around(Pattern[(token.Index + token.Length)..]));
        if (written.Length <= before.Length + after.Length || written.Length > before.Length + after.Length + SequenceDigitsMax
            || !written.StartsWith(before, StringComparison.OrdinalIgnoreCase)
            || !written.EndsWith(after, StringComparison.OrdinalIgnoreCase)) return null;
        var digits = written.AsSpan(before.Length, written.Length - before.Length - after.Length);
        return digits.ContainsAnyExceptInRange('0', '9') ? null : long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

        string Around(string pattern) => TextFolding.HalfWidth(
            new NumberRule(pattern, Scope, false).Format(date, customerCode, salesperson, 0));
    }

    /// <summary>Two parts of any length that touch: A1 and 1 would read as A and 11. A date is as long as it is, and parts nothing.</summary>
    private (string Left, string Right)? Ambiguous(MatchCollection tokens)
    {
        Match? before = null;
        foreach (Match token in tokens)
        {
            if (Name(token) == "date") continue;
            if (before is not null)
            {
                var between = Token().Replace(Pattern[(before.Index + before.Length)..token.Index], "");
                if (between.All(char.IsAsciiDigit)) return (before.Value, token.Value);
            }
            before = token;
        }
        return null;
    }

    private static string Written(DateOnly date, string format) => date.ToString(format, CultureInfo.InvariantCulture);

    private static string Name(Match token) => token.Groups["name"].Value;

    [GeneratedRegex(@"\{(?<name>[a-z]+)(:(?<option>[^{}]*))?\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Token();

    [GeneratedRegex(@"^(?=.{2,})(yyyy|yy)?[-./]?(MM)?[-./]?(dd)?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex DateFormat();
}

/// <summary>Where a sequence starts anew.</summary>
public enum NumberScope
{
    Forever,
    Day,
    Month,
    Year,
    Customer,
    CustomerDay,
}
