using System.Text.Json;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Tests.Api;

/// <summary>The stream of what others have just done.</summary>
public sealed class LiveEventsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listener_hears_which_order_was_touched_and_no_field_of_it()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var stock = await server.StockAsync();
        using var stream = await ListenAsync(client);

        var order = await client.PlaceAsync(stock);

        var news = await NextAsync(stream);
        Assert.Contains($"order/{order}", news.GetProperty("touched").EnumerateArray().Select(static t => t.GetString()));
        Assert.Empty(news.EnumerateObject().Select(static p => p.Name).Except(["changeSet", "touched", "at", "isHello"]));
    }

    [Fact]
    public async Task A_salesperson_hears_of_the_own_orders_only()
    {
        await using var server = await LedgerServer.StartAsync();
        using var owner = await server.ClientOfAsync(Role.Owner);
        using var sales = await server.ClientOfAsync(Role.Sales, "陈宇");
        var (others, own) = (await server.StockAsync("王磊"), await server.StockAsync("陈宇"));
        using var stream = await ListenAsync(sales);

        await owner.PlaceAsync(others);
        var mine = await owner.PlaceAsync(own);

        var touched = (await NextAsync(stream)).GetProperty("touched").EnumerateArray().Select(static t => t.GetString());
        Assert.Equal([$"order/{mine}"], touched);
    }

    private static async Task<StreamReader> ListenAsync(HttpClient client)
    {
        var answer = await client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        answer.EnsureSuccessStatusCode();
        return new(await answer.Content.ReadAsStreamAsync(Cancellation));
    }

    private static async Task<JsonElement> NextAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync(Cancellation).AsTask().WaitAsync(Long, Cancellation) is { } line)
        {
            // The first word and every beat touch nothing.
            if (line.StartsWith("data: ", StringComparison.Ordinal) && JsonDocument.Parse(line[6..]).RootElement is var news
                && news.GetProperty("touched").GetArrayLength() > 0) return news;
        }
        throw new InvalidOperationException("The stream ended.");
    }
}
