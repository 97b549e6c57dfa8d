using System.Data.Common;
using System.Globalization;
using OrderLedger.App.Data;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Reads the whole book into an empty read model.</summary>
/// <remarks>Chunks are appended in the order of their ids, so that spans of ids and days stay together; while one is appended,
/// the next is read on another connection. What is appended stays in memory until it is packed into the file, so that is done
/// often.</remarks>
internal sealed class Rebuild(Book book, ModelFile file, GoodsDictionary goods)
{
    /// <summary>Orders read at once; their lines are held in memory meanwhile.</summary>
    private const int Chunk = 4_096;

    /// <summary>Orders between two packings: with three lines each they fill a row group of lines.</summary>
    private const int Packed = 40_960;

    private long _done;
    private long _count;
    private int _unpacked;

    /// <summary>Orders copied so far, of how many.</summary>
    public (long Done, long Of) Progress => (Interlocked.Read(ref _done), Interlocked.Read(ref _count));

    public async Task RunAsync(DbConnection connection, CancellationToken cancellation)
    {
        file.Writer.Run(Schema.Create);
        var parties = new PartyReader(connection, book.IsPostgres, file.Writer);
        await using (var count = connection.Command("SELECT count(*) FROM orders"))
            Interlocked.Exchange(ref _count, (long)(await count.ExecuteScalarAsync(cancellation))!);
        await parties.CopyCustomersAsync("id > 0", cancellation);
        await parties.CopyMoneyAsync("id > 0", cancellation);
        // The log of the file would be packed in the midst of a row group, which is then packed again.
        file.Writer.Run("SET GLOBAL checkpoint_threshold = '1GB'");
        try
        {
            await CopyOrdersAsync(connection, cancellation);
            goods.Save(file.Writer);
        }
        finally
        {
            file.Writer.Run("SET GLOBAL checkpoint_threshold = '16MB'");
        }
    }

    private async Task CopyOrdersAsync(DbConnection connection, CancellationToken cancellation)
    {
        await using var one = await book.OpenReaderAsync(cancellation);
        await using var other = await book.OpenReaderAsync(cancellation);
        BookReader[] readers = [new(one, book.IsPostgres, goods), new(other, book.IsPostgres, goods)];
        Task[] turns = [Task.CompletedTask, Task.CompletedTask];
        try
        {
            var after = 0L;
            for (var i = 0; await NextChunkAsync(connection, after, cancellation) is { } end; i ^= 1)
            {
                await turns[i];
                var (reader, before) = (readers[i], turns[i ^ 1]);
                var condition = string.Create(CultureInfo.InvariantCulture, $"{{0}} > {after} AND {{0}} <= {end}");
                turns[i] = Task.Run(() => CopyAsync(reader, condition, before, cancellation), cancellation);
                after = end;
            }
        }
        finally
        {
            // Whatever happened, nobody uses the connections any more when they are closed.
            await Task.WhenAll(turns);
        }
    }

    private async Task CopyAsync(BookReader reader, string condition, Task before, CancellationToken cancellation)
    {
        await reader.ReadPartsAsync(condition, cancellation);
        await before;
        int copied;
        using (var writer = new RowWriter(file.Writer)) copied = await reader.CopyOrdersAsync(condition, writer, cancellation);
        if ((_unpacked += copied) >= Packed)
        {
            file.Writer.Run("CHECKPOINT");
            _unpacked = 0;
        }
        Interlocked.Add(ref _done, copied);
    }

    private static async Task<long?> NextChunkAsync(DbConnection connection, long after, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            "SELECT max(id) FROM (SELECT id FROM orders WHERE id > @after ORDER BY id LIMIT @chunk) chunk",
            ("after", after), ("chunk", Chunk));
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }
}
