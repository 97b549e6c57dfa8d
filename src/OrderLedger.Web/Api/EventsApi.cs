using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using OrderLedger.App.Access;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>One stream of server-sent events per browser.</summary>
internal static class EventsApi
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(4);

    /// <summary>Shorter than the patience of proxies with a connection on which nothing moves, commonly a minute.</summary>
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(20);

    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("/events", Listen).WithTags("history").WithName("listenToEvents");

    private static ServerSentEventsResult<LiveEvents.News> Listen(HttpContext http, LiveEvents live, Sessions sessions) =>
        TypedResults.ServerSentEvents(WhileAllowedAsync(http, live, sessions, http.RequestAborted));

    /// <summary>Ends when the session ends or its rights change (S15), not only when the browser leaves.</summary>
    private static async IAsyncEnumerable<SseItem<LiveEvents.News>> WhileAllowedAsync(HttpContext http, LiveEvents live,
        Sessions sessions, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // The browser shall know at once that it is connected, not only at the first news.
        await http.Response.Body.FlushAsync(cancellation);
        var actor = http.Actor();
        var watch = WatchAsync(http, actor, sessions, stop);
        await using var news = live.ListenAsync(actor, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = NextAsync(news).AsTask();
        try
        {
            var beat = Task.Delay(BeatEvery, stop.Token);
            while (true)
            {
                if (await Task.WhenAny(next, beat) == next)
                {
                    if (!await next) break;
                    yield return new(news.Current, news.Current.IsHello ? "hello" : null);
                    next = NextAsync(news).AsTask();
                }
                else
                {
                    if (stop.IsCancellationRequested) break;
                    beat = Task.Delay(BeatEvery, stop.Token);
                    yield return new(new(0, [], 0), "beat");
                }
            }
        }
        finally
        {
            // Nothing may still be asked of the news when they are put away: also when the browser is gone while it is written to.
            await stop.CancelAsync();
            await next;
            await watch;
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<LiveEvents.News> news)
    {
        try
        {
            return await news.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task WatchAsync(HttpContext http, Actor actor, Sessions sessions, CancellationTokenSource stop)
    {
        try
        {
            while (await Credentials.ActorAsync(http, sessions, stop.Token) == actor) await Task.Delay(CheckEvery, stop.Token);
            await stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The browser left first.
        }
#pragma warning disable CA1031 // Whatever kept the rights from being read: without them nobody listens on. The browser comes back and is asked.
        catch (Exception)
        {
            await stop.CancelAsync();
        }
#pragma warning restore CA1031
    }
}
