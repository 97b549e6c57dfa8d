using System.Net;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Tests.Api;

public sealed class ShipmentsApiTests
{
    [Fact]
    public async Task A_shipment_has_a_version_and_a_stale_one_is_answered_with_what_there_is()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var id = await client.PlaceAsync(await server.StockAsync());
        await client.SendAsync("POST", $"/api/v1/orders/{id}/finish-production", new { }, ("If-Match", "*"));
        var shipped = await (await client.SendAsync("POST", $"/api/v1/orders/{id}/ship", new { }, ("If-Match", "*"))).JsonAsync();
        var shipment = shipped.GetProperty("shipments")[0];
        var (address, version) = ($"/api/v1/shipments/{shipment.GetProperty("id").GetInt64()}", shipment.GetProperty("version").GetInt64());

        var read = await client.SendAsync("GET", address);
        Assert.Equal($"\"{version}\"", read.Headers.ETag?.Tag);
        var stale = await client.SendAsync("POST", $"{address}/void", new { reason = "录错" }, ("If-Match", $"\"{version + 7}\""));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(version, (await stale.JsonAsync()).GetProperty("current").GetProperty("version").GetInt64());

        var done = await client.SendAsync("POST", $"{address}/void", new { reason = "录错" }, ("If-Match", $"\"{version}\""));

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal($"\"{version + 1}\"", done.Headers.ETag?.Tag);
    }
}
