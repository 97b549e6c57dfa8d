using System.Text.RegularExpressions;

namespace OrderLedger.Web.Ui.Customers;

/// <summary>The derived reason of a class in the reader's words.</summary>
public static partial class ClassWords
{
    /// <summary>The rule writes <c>12m 8 × ¥412,000.00</c>: months, orders, amount. Anything else stands as it is.</summary>
    public static string Reason(string reason, Texts texts) => Written().Match(reason) is { Success: true } match
        ? texts["customer.class-reason", match.Groups["months"].Value, match.Groups["orders"].Value, match.Groups["amount"].Value]
        : reason;

    [GeneratedRegex("^(?<months>[0-9]{1,3})m (?<orders>[0-9]{1,9}) × ¥(?<amount>[0-9,.]{1,30})$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Written();
}
