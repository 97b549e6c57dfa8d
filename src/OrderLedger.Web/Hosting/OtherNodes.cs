using System.Text.Json;
using System.Threading.Channels;
using OrderLedger.App.Data.Commit;

namespace OrderLedger.Web.Hosting;

/// <summary>Listens to the other nodes of the book, and tells them who looks at which order. On SQLite there are none.</summary>
internal sealed partial class OtherNodes(Neighbours neighbours, Presence presence, ILogger<OtherNodes> log) : BackgroundService
{
    /// <summary>Looks that wait to be told; older ones give way, for every look is repeated.</summary>
    private readonly Channel<Presence.Seen> _looks = Channel.CreateBounded<Presence.Seen>(
        new BoundedChannelOptions(1_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        neighbours.Said += Hear;
        presence.Told += Note;
        try
        {
            await Task.WhenAll(neighbours.ListenAsync(stoppingToken), TellAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            neighbours.Said -= Hear;
            presence.Told -= Note;
        }
    }

    private void Note(Presence.Seen seen) => _looks.Writer.TryWrite(seen);

    private async Task TellAsync(CancellationToken stopping)
    {
        await foreach (var seen in _looks.Reader.ReadAllAsync(stopping))
        {
#pragma warning disable CA1031 // A look that could not be told is repeated; it must not end the host.
            try
            {
                await neighbours.SayAsync(JsonSerializer.Serialize(seen), stopping);
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                LogUntold(log, fault.GetType().Name);
            }
#pragma warning restore CA1031
        }
    }

    private void Hear(string words)
    {
        try
        {
            if (JsonSerializer.Deserialize<Presence.Seen>(words) is { } seen) presence.Take(seen);
        }
        catch (JsonException fault)
        {
            LogUnread(log, fault.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "The other nodes were not told who looks at an order: {Fault}")]
    private static partial void LogUntold(ILogger log, string fault);

    [LoggerMessage(LogLevel.Information, "What another node said was not understood: {Fault}")]
    private static partial void LogUnread(ILogger log, string fault);
}
