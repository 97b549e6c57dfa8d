using OrderLedger.App.Access;

namespace OrderLedger.App.Sample.Filling;

/// <summary>Who the sample's events are by; accounts made for these names find their own work in the book.</summary>
public static class SampleStaff
{
    public const string Production = "何文斌";
    public const string Warehouse = "罗建军";
    public const string Finance = "谢雨婷";

    /// <summary>One account of each role that takes part; the salesperson is one of eight.</summary>
    public static readonly IReadOnlyList<(string Name, Role Role)> Accounts =
    [
        (SampleNames.Salespeople[0], Role.Sales), (Production, Role.Production), (Warehouse, Role.Warehouse),
        (Finance, Role.Finance),
    ];
}
