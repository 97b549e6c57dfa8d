using Microsoft.AspNetCore.Http;
using OrderLedger.Domain;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Tests.Api;

/// <summary>How many sent files are in memory at once.</summary>
public sealed class FileRoomTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beyond_the_places_a_file_waits_and_all_come_through()
    {
        using var room = new FileRoom(Timeout.InfiniteTimeSpan);
        var (inside, most) = (0, 0);
        var gate = new Lock();

        var sizes = await Task.WhenAll(Enumerable.Range(1, 30).Select(i => room.WithAsync<int>(File(i), async content =>
        {
            lock (gate) most = Math.Max(most, ++inside);
            await Task.Yield();
            lock (gate) inside--;
            return content.Length;
        }, Cancellation)));

        Assert.Equal(Enumerable.Range(1, 30), sizes.Select(static size => size.Value));
        Assert.InRange(most, 1, FileRoom.Places);
    }

    [Fact]
    public async Task Who_waits_in_vain_is_asked_to_come_again_and_a_place_is_given_back_also_after_a_fault()
    {
        using var room = new FileRoom(TimeSpan.Zero);
        var hold = new TaskCompletionSource();
        var held = Enumerable.Range(0, FileRoom.Places).Select(_ => room.WithAsync<int>(File(1), async _ =>
        {
            await hold.Task;
            throw new IOException("gone");
        }, Cancellation)).ToList();

        var refused = await room.WithAsync<int>(File(1), static _ => Task.FromResult<Outcome<int>>(1), Cancellation);
        hold.SetResult();
        foreach (var one in held) await Assert.ThrowsAsync<IOException>(() => one);
        var taken = await room.WithAsync<int>(File(7), static content => Task.FromResult<Outcome<int>>(content.Length), Cancellation);

        Assert.Equal((RefusalKind.Busy, 7), (refused.Refusal?.Kind, taken.Value));
    }

    private static FormFile File(int bytes) => new(new MemoryStream(new byte[bytes]), 0, bytes, "file", "a.bin");
}
