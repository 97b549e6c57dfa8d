using System.Collections.Concurrent;
using System.Net;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Verify;
using OrderLedger.Domain;

namespace OrderLedger.Web.Tests.Reliability;

/// <summary>R16: more clients than the book can serve. How fast it stays is measured in bench/; here, that it stays right.</summary>
public sealed class OverloadTests
{
    private const int Clients = 1_200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_queue_answers_503_with_a_time_to_come_back_and_reading_goes_on()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var stock = await server.StockAsync();
        var id = await client.PlaceAsync(stock);
        using var hold = new SemaphoreSlim(0);
        var ledger = server.Get<Ledger>();
        var started = new TaskCompletionSource();
        var held = new List<Task<Outcome<bool>>> { HoldAsync() };
        // Once the gate works at the first, whatever else is sent has to queue.
        await started.Task;
        while (!held[^1].IsCompleted) held.Add(HoldAsync());
        HttpResponseMessage[] refused;
        HttpResponseMessage ready, read, page;
        try
        {
            refused = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => OrderAsync(client, stock)));
            ready = await client.SendAsync("GET", "/readyz");
            read = await client.SendAsync("GET", $"/api/v1/orders/{id}");
            page = await client.SendAsync("GET", "/");
        }
        finally
        {
            hold.Release();
        }

        Assert.All(refused, static answer =>
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        });
        Assert.Equal("server.busy", (await refused[0].JsonAsync()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (read.StatusCode, page.StatusCode));
        var outcomes = await Task.WhenAll(held);
        Assert.All(outcomes[..^1], static outcome => Assert.True(outcome.Accepted));
        Assert.Equal("server.busy", outcomes[^1].Refusal?.Code);
        Assert.Equal(HttpStatusCode.Created, (await OrderAsync(client, stock)).StatusCode);
        Assert.Equal(2, await CountAsync(client));

        Task<Outcome<bool>> HoldAsync() => ledger.WriteAsync<bool>(Actor.LocalOwner, "test.hold", async _ =>
        {
            started.TrySetResult();
            await hold.WaitAsync(Cancellation);
            hold.Release();
            return true;
        }, Cancellation);
    }

    [Fact]
    public async Task Of_far_too_many_clients_each_is_served_or_sent_away_and_none_is_lost()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var stock = await server.StockAsync();
        var numbers = new ConcurrentBag<string>();
        var odd = new ConcurrentBag<string>();
        var sentAway = 0;
        // More than fit into the queue, all at once.
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            using var answer = await OrderAsync(client, stock);
            if (answer.StatusCode == HttpStatusCode.Created)
                numbers.Add((await answer.JsonAsync()).GetProperty("number").GetString()!);
            else if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null)
                Interlocked.Increment(ref sentAway);
            else odd.Add($"{answer.StatusCode}");
        }));

        Assert.Empty(odd);
        Assert.Equal(Clients, numbers.Count + sentAway);
        Assert.Equal(numbers.Count, numbers.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(numbers.Count, await CountAsync(client));
        Assert.Equal(numbers.Count, numbers.Max(static n => int.Parse(n.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Empty((await server.Get<BookVerifier>().RunAsync(null, Cancellation)).Violations);
    }

    private static Task<HttpResponseMessage> OrderAsync(HttpClient client, (long Customer, long Product) stock) =>
        client.SendAsync("POST", "/api/v1/orders", new
        {
            customerId = stock.Customer, orderDate = "2026-11-02", lines = new[] { new { productId = stock.Product, quantity = 10 } },
        });

    private static async Task<int> CountAsync(HttpClient client) =>
        (await (await client.SendAsync("GET", "/api/v1/ledger?limit=1")).JsonAsync()).GetProperty("count").GetInt32();
}
