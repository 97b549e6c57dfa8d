using System.Data.Common;
using System.Globalization;
using OrderLedger.App.Data;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Reads the whole book into an empty read model.</summary>
/// <remarks>Chunks are appended in the order of their ids, so that spans of ids and days stay together; while one is appended,
/// the next is read on another connection. They are gathered beside the model and moved into it many at a time, for the engine
/// packs rows that come together several times quicker.</remarks>
internal sealed class Rebuild(Book book, ModelFile file, GoodsDictionary goods)
{
    /// <summary>Orders read at once; their lines are held in memory meanwhile.</summary>
    private const int Chunk = 4_096;

    /// <summary>Orders that are gathered before they are moved into the model; some fifty megabytes with their lines.</summary>
    private const int Staged = 61_440;

    private long _done;
    private long _count;
    private int _staged;

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
        // Its log would be packed whenever it is full, in the midst of a group of rows, which is then packed again.
        file.Writer.Run($"SET GLOBAL checkpoint_threshold = '1GB'; {Schema.CreateStaged}");
        try
        {
            await CopyOrdersAsync(connection, cancellation);
            Move();
        }
        finally
        {
            file.Writer.Run($"SET GLOBAL checkpoint_threshold = '16MB'; {Schema.DropStaged}");
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
        using (var writer = new RowWriter(file.Writer, isStaged: true)) copied = await reader.CopyOrdersAsync(condition, writer, cancellation);
        if ((_staged += copied) >= Staged) Move();
        Interlocked.Add(ref _done, copied);
    }

    private void Move()
    {
        goods.Save(file.Writer);
        file.Writer.Run($"{Schema.MoveStaged}; CHECKPOINT");
        _staged = 0;
    }

    private static async Task<long?> NextChunkAsync(DbConnection connection, long after, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            "SELECT max(id) FROM (SELECT id FROM orders WHERE id > @after ORDER BY id LIMIT @chunk) chunk",
            ("after", after), ("chunk", Chunk));
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }
}
