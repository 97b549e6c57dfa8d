using System.Data.Common;
using System.Globalization;
using OrderLedger.App.Data;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Reads the whole book into an empty read model, in two halves at once.</summary>
/// <remarks>Each half is one transaction: row groups are packed and written as they fill, and nothing passes through the log of
/// the file. The halves are contiguous, so that spans of ids stay together.</remarks>
internal sealed class Rebuild(Book book, ModelFile file, GoodsDictionary goods)
{
    /// <summary>Orders read at once; their lines are held in memory meanwhile.</summary>
    private const int Chunk = 4_096;

    /// <summary>Below so many orders a second reader is not worth its connection.</summary>
    private const int HalvesMin = 50_000;

    private long _done;
    private long _count;

    /// <summary>Orders copied so far, of how many.</summary>
    public (long Done, long Of) Progress => (Interlocked.Read(ref _done), Interlocked.Read(ref _count));

    public async Task RunAsync(DbConnection connection, CancellationToken cancellation)
    {
        file.Writer.Run(Schema.Create);
        var parties = new PartyReader(connection, book.IsPostgres, file.Writer);
        await using (var count = connection.Command("SELECT count(*) FROM orders"))
            _count = (long)(await count.ExecuteScalarAsync(cancellation))!;
        await parties.CopyCustomersAsync("id > 0", cancellation);
        await parties.CopyMoneyAsync("id > 0", cancellation);
        var middle = _count < HalvesMin ? long.MaxValue : await MiddleAsync(connection, cancellation);
        var second = middle == long.MaxValue ? Task.CompletedTask
            : Task.Run(() => CopyRangeAsync(middle, long.MaxValue, cancellation), cancellation);
        var first = Task.Run(() => CopyRangeAsync(0, middle, cancellation), cancellation);
        await Task.WhenAll(first, second);
        goods.Save(file.Writer);
    }

    /// <summary>Copies the orders after one id up to another.</summary>
    private async Task CopyRangeAsync(long after, long upTo, CancellationToken cancellation)
    {
        await using var connection = await book.OpenReaderAsync(cancellation);
        using var duck = file.Connect();
        var reader = new BookReader(connection, book.IsPostgres, goods);
        await using var transaction = await duck.BeginTransactionAsync(cancellation);
        using (var writer = new RowWriter(duck))
        {
            while (await NextChunkAsync(connection, after, upTo, cancellation) is { } end)
            {
                var copied = await reader.CopyAsync(
                    string.Create(CultureInfo.InvariantCulture, $"{{0}} > {after} AND {{0}} <= {end}"), writer, cancellation);
                Interlocked.Add(ref _done, copied);
                after = end;
            }
        }
        await transaction.CommitAsync(cancellation);
    }

    private async Task<long> MiddleAsync(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.Command("SELECT id FROM orders ORDER BY id LIMIT 1 OFFSET @half", ("half", _count / 2));
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<long?> NextChunkAsync(DbConnection connection, long after, long upTo, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            "SELECT max(id) FROM (SELECT id FROM orders WHERE id > @after AND id <= @upTo ORDER BY id LIMIT @chunk) chunk",
            ("after", after), ("upTo", upTo), ("chunk", Chunk));
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }
}
