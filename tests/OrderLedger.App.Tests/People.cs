using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;

namespace OrderLedger.App.Tests;

/// <summary>One person of every role, and a second salesperson.</summary>
internal static class People
{
    public static readonly Actor Owner = new(1, "boss", Role.Owner, Via.Web);
    public static readonly Actor Lin = new(2, "林晓", Role.Sales, Via.Web);
    public static readonly Actor Zhou = new(3, "周强", Role.Sales, Via.Web);
    public static readonly Actor Workshop = new(4, "workshop", Role.Production, Via.Web);
    public static readonly Actor Warehouse = new(5, "warehouse", Role.Warehouse, Via.Web);
    public static readonly Actor Finance = new(6, "finance", Role.Finance, Via.Web);
    public static readonly Actor Viewer = new(7, "viewer", Role.Viewer, Via.Web);

    public static IReadOnlyList<Actor> OfEveryRole => [Owner, Lin, Workshop, Warehouse, Finance, Viewer];
}
