using System.Collections.Concurrent;

namespace OrderLedger.App.Import.Reading;

/// <summary>Lets one thread take a file apart while another understands its rows: of the time of reading each is about half.</summary>
internal static class ReadAhead
{
    private const int RowsMax = 256;

    /// <summary>Of a batch: rows may be huge, and what is read ahead is counted by nobody yet.</summary>
    private const int CharactersMax = 256 * 1_024;
    private const int BatchesMax = 4;

    /// <summary>The same rows in the same order, read some batches ahead; what the source throws is thrown here.</summary>
    public static IEnumerable<SheetRow> Of(IEnumerable<SheetRow> source)
    {
        using var batches = new BlockingCollection<List<SheetRow>>(BatchesMax);
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() => Fill(source, batches, stop.Token), CancellationToken.None);
        try
        {
            foreach (var batch in batches.GetConsumingEnumerable(CancellationToken.None))
            {
                foreach (var row in batch) yield return row;
            }
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            // Who stops early waits until the source is let go: its file is closed next.
            stop.Cancel();
            Task.WhenAny(reading).Wait(CancellationToken.None);
        }
    }

    private static void Fill(IEnumerable<SheetRow> source, BlockingCollection<List<SheetRow>> batches, CancellationToken stopped)
    {
        var (batch, characters) = (new List<SheetRow>(RowsMax), 0);
        try
        {
            foreach (var row in source)
            {
                batch.Add(row);
                characters += row.Cells.Sum(static cell => cell.Kind is CellKind.Text ? cell.Text.Length : 0);
                if (batch.Count < RowsMax && characters < CharactersMax) continue;
                batches.Add(batch, stopped);
                (batch, characters) = (new(RowsMax), 0);
            }
        }
        finally
        {
            // Also the rows before the one that cannot be read: the caller meets them first, as without a second thread.
            if (!stopped.IsCancellationRequested) batches.TryAdd(batch, Timeout.Infinite, stopped);
            batches.CompleteAdding();
        }
    }
}
