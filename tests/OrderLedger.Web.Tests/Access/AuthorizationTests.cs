using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.Domain;

namespace OrderLedger.Web.Tests.Access;

/// <summary>S1: every address × every role, nobody, and somebody whose account was closed.</summary>
public sealed class AuthorizationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_address_of_the_server_stands_in_the_table()
    {
        await using var server = await LedgerServer.StartAsync();
        var mapped = Mapped(server).Select(static e => $"{e.Method} {e.Route}").ToHashSet(StringComparer.Ordinal);
        var told = Doors.Table.Select(static d => $"{d.Method} {d.Route}").ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(mapped);
        Assert.Empty(mapped.Except(told));
        Assert.Empty(told.Except(mapped));
        Assert.Equal(told.Count, Doors.Table.Count);
    }

    [Fact]
    public async Task Every_role_may_what_the_table_says_and_nothing_else()
    {
        await using var server = await LedgerServer.StartAsync();
        var book = await FillAsync(server);
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            using var client = await server.ClientOfAsync(role);
            foreach (var door in Doors.Table.Where(static d => d.May != Doors.Anybody && d.Route != "/sign-out"))
            {
                var status = (int)await AskAsync(client, door, book);
                var may = door.May.Contains($"{role}"[0], StringComparison.Ordinal);
                var isRight = !may ? status == 403 : door.Answer == 0 ? status is not (401 or 403) and < 500 : status == door.Answer;
                if (!isRight) wrong.Add($"{role} {door.Method} {door.Route}: {status}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a made up token")]
    [InlineData("a revoked token")]
    [InlineData("an owner whose account was closed")]
    public async Task Without_a_sign_in_that_holds_every_door_is_shut(string who)
    {
        await using var server = await LedgerServer.StartAsync();
        var book = await FillAsync(server);
        using var client = await StrangerAsync(server, who);
        var wrong = new List<string>();
        foreach (var door in Doors.Table)
        {
            var status = await AskAsync(client, door, book);
            var isRight = door.May == Doors.Anybody ? (int)status is not (401 or 403) and < 500
                : status == (door.IsForPrograms ? HttpStatusCode.Unauthorized : HttpStatusCode.Redirect);
            if (!isRight) wrong.Add($"{door.Method} {door.Route}: {(int)status}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>What the server answers to, but files.</summary>
    private static IEnumerable<(string Method, string Route)> Mapped(LedgerServer server) =>
        server.Get<IEnumerable<EndpointDataSource>>().SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(static e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.RoutePattern.RawText != "{**path:file}")
            .SelectMany(static e => MethodsOf(e).Select(method => (method, "/" + e.RoutePattern.RawText!.TrimStart('/'))));

    /// <summary>A page also takes the post of its own form; who may see it is asked in the same place.</summary>
    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
        return methods.Contains("GET") ? methods.Where(static m => m != "POST") : methods;
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, Doors.Door door, Dictionary<string, string> book)
    {
        var address = door.Address ?? string.Join('/', door.Route.Split('/')
            .Select(static part => part.StartsWith('{') ? "1" : part));
        foreach (var (name, value) in book) address = address.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new(door.Method), address);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (door.Route == "/api/v1/imports/" || door is { Method: "POST", Route: "/api/v1/orders/{id:long}/attachments" }) request.Content = Workbook();
        else if (door is { IsForPrograms: true, Method: not "GET" }) request.Content = new StringContent("{}", null, "application/json");
        else if (door.Method == "POST") request.Content = new FormUrlEncodedContent([]);
        // The stream of news never ends, so no body is waited for.
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        return answer.StatusCode;
    }

    private static MultipartFormDataContent Workbook() => new()
    {
        { new ByteArrayContent("订单编号,客户名称,产品名称,数量,单价\nA-1,海晟贸易,法兰,10,3.5\n"u8.ToArray()), "file", "orders.csv" },
    };

    /// <summary>One of everything, all of it the salesperson's own.</summary>
    private static async Task<Dictionary<string, string>> FillAsync(LedgerServer server)
    {
        var stock = await server.StockAsync($"{Role.Sales}");
        var order = (await server.Get<PlaceOrder>().RunAsync(Actor.LocalOwner, new(stock.Customer, Salesperson: $"{Role.Sales}",
            Lines: [new(stock.Product, Quantity: Quantity.Of(1))]), Cancellation)).Value!;
        var receipt = (await server.Get<App.Payments.RecordReceipt>().RunAsync(Actor.LocalOwner,
            new(Money.Of(1), "现金", stock.Customer), Cancellation)).Value!;
        return new()
        {
            ["customer"] = $"{stock.Customer}", ["product"] = $"{stock.Product}", ["order"] = $"{order.Id}",
            ["number"] = order.Number!, ["receipt"] = $"{receipt.Id}",
        };
    }

    private static async Task<HttpClient> StrangerAsync(LedgerServer server, string who)
    {
        if (who == "nobody") return server.Client();
        if (who == "a made up token") return server.Client(Secrets.New());
        await server.Get<AddUser>().RunAsync(Actor.LocalOwner, new("合伙人", Role.Owner), Cancellation);
        await server.Get<AddUser>().RunAsync(Actor.LocalOwner, new("老板", Role.Owner), Cancellation);
        var token = (await server.Get<CreateToken>().RunAsync(Actor.LocalOwner, "合伙人", "test", Cancellation)).Value!;
        var client = server.Client(token.Token);
        // It has been in, so that what is remembered of it must be forgotten.
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("GET", "/api/v1/ledger")).StatusCode);
        var done = who == "a revoked token"
            ? await server.Get<RevokeToken>().RunAsync(Actor.LocalOwner, "合伙人", token.Id, Cancellation)
            : await server.Get<DisableUser>().RunAsync(Actor.LocalOwner, "合伙人", isDisabled: true, Cancellation);
        Assert.True(done.Accepted);
        return client;
    }
}
