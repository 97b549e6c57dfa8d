using System.Net;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Tests.Api;

/// <summary>S5: who may trigger what. A role that may not is refused before the order is looked at.</summary>
public sealed class EventRightsTests
{
    private static readonly Dictionary<string, Role[]> May = new(StringComparer.Ordinal)
    {
        ["confirm"] = [Role.Owner, Role.Sales],
        ["start-production"] = [Role.Owner, Role.Production],
        ["finish-production"] = [Role.Owner, Role.Production],
        ["prepare"] = [Role.Owner, Role.Warehouse],
        ["ship"] = [Role.Owner, Role.Warehouse],
        ["sign"] = [Role.Owner, Role.Warehouse],
        ["settle-shortfall"] = [Role.Owner, Role.Sales],
        ["pay"] = [Role.Owner, Role.Finance],
        ["hold"] = [Role.Owner, Role.Sales, Role.Production, Role.Warehouse, Role.Finance],
        ["resume"] = [Role.Owner, Role.Sales, Role.Production, Role.Warehouse, Role.Finance],
        ["close-rest"] = [Role.Owner, Role.Sales],
        ["cancel"] = [Role.Owner, Role.Sales],
    };

    [Fact]
    public async Task Every_event_is_refused_to_the_roles_that_may_not()
    {
        await using var server = await LedgerServer.StartAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            using var client = await server.ClientOfAsync(role);
            foreach (var (name, roles) in May)
            {
                // There is no order 1: who may is told so, who may not is not even told that.
                var answer = await client.SendAsync("POST", $"/api/v1/orders/1/{name}", new { }, ("If-Match", "*"));
                var expected = roles.Contains(role) ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden;
                Assert.True(expected == answer.StatusCode, $"{role} {name}: {answer.StatusCode}");
            }
        }
    }
}
