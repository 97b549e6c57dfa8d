namespace OrderLedger.App.Sample;

/// <summary>收款计划 of a customer.</summary>
/// <param name="Label">As people write it.</param>
/// <param name="Plan">In the notation of the ledger.</param>
/// <param name="ShipGateBp">The share received before goods leave, in basis points.</param>
/// <param name="Method">The method these terms imply, if any.</param>
public sealed record SampleTerms(string Label, string Plan, int ShipGateBp, string? Method)
{
    internal const string BankNote = "承兑汇票";

    internal static readonly SampleOdds<SampleTerms> Odds = new(
        (new("月结30天", "100@sign/31+30", 0, null), .30),
        (new("月结60天", "100@sign/31+60", 0, null), .13),
        (new("月结90天", "100@sign/31+90", 0, null), .04),
        (new("款到发货", "100@ready", 10_000, null), .20),
        (new("定金30%，发货前付清", "30@confirm;70@ready", 10_000, null), .19),
        (new("30/40/30", "30@confirm;40@ready;30@sign+30", 7_000, null), .04),
        (new("货到付款", "100@sign", 0, null), .08),
        (new("承兑60天", "100@sign/31+60", 0, BankNote), .02));

    internal static readonly SampleOdds<string> Methods = new(
        ("银行转账", .72), (BankNote, .10), ("微信", .07), ("支付宝", .04), ("现金", .05), ("支票", .02));

    /// <summary>Goods leave before money comes.</summary>
    public bool IsOnCredit => ShipGateBp == 0;
}
