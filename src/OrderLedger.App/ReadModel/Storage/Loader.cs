using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using OrderLedger.App.Data;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Keeps the read model equal to the book: applies what the journal names, or rebuilds everything.</summary>
internal sealed class Loader(Book book, ModelFile file) : IAsyncDisposable
{
    /// <summary>Orders staged at once while rebuilding: a row group of the columnar file.</summary>
    private const int RebuildChunk = 61_440;

    /// <summary>Orders reloaded at once, by a list of ids.</summary>
    private const int ReloadChunk = 2_000;

    /// <summary>Beyond so many changed orders a rebuild is faster.</summary>
    private const int ReloadMax = 150_000;

    private DbConnection? _connection;
    private JournalCursor? _cursor;
    private GoodsDictionary? _goods;
    private (long Floor, string Mark) _mark;

    /// <summary>The greatest seq of the journal that the read model holds.</summary>
    public long Seq => _cursor?.Newest ?? 0;

    /// <summary>Changes whenever the model does.</summary>
    public long Revision { get; private set; }

    /// <summary>Times the model was built from nothing since this process opened it.</summary>
    public int Rebuilds { get; private set; }

    /// <summary>Brings the read model to the journal's newest line.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        try
        {
            await FollowAsync(cancellation);
        }
        catch
        {
            // A broken connection stays broken: the next question gets a new one.
            await DisposeAsync();
            _connection = null;
            throw;
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        var connection = _connection ??= await book.OpenAsync(cancellation);
        if (_cursor is null && !Resume()) await RebuildAsync(cancellation);
        if (!await IsSameBookAsync(connection, cancellation)) await RebuildAsync(cancellation);

        var batch = await _cursor!.ReadAsync(connection, cancellation);
        if (!batch.IsEmpty) await ApplyAsync(connection, batch, cancellation);
        _cursor.Applied(batch);
    }

    /// <summary>Reads the whole book anew.</summary>
    public async Task RebuildAsync(CancellationToken cancellation)
    {
        var connection = _connection ??= await book.OpenAsync(cancellation);
        Rebuilds++;
        Revision++;
        _cursor = null;
        _goods = new();
        var duck = file.Writer;
        duck.Run(Schema.Clear);
        var (floor, horizon) = await JournalCursor.StartAsync(connection, book.IsPostgres, cancellation);
        var parties = new PartyReader(connection, book.IsPostgres, duck);
        await parties.CopyCustomersAsync("id > 0", cancellation);
        await parties.CopyMoneyAsync("id > 0", cancellation);
        var reader = new BookReader(connection, book.IsPostgres, duck, _goods);
        for (var last = 0L; await NextChunkAsync(connection, last, cancellation) is { } end; last = end)
            await reader.StageAsync($"{{0}} > {last} AND {{0}} <= {end}", cancellation);
        await StoreMetaAsync(connection, floor, horizon, cancellation);
        duck.Run("CHECKPOINT");
        _cursor = new(book.IsPostgres, floor, horizon);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
    }

    private async Task ApplyAsync(DbConnection connection, JournalCursor.Batch batch, CancellationToken cancellation)
    {
        Revision++;
        var orders = await TouchedOrdersAsync(connection, batch, cancellation);
        if (orders.Count > ReloadMax)
        {
            await RebuildAsync(cancellation);
            return;
        }
        var duck = file.Writer;
        await using var transaction = await duck.BeginTransactionAsync(cancellation);
        try
        {
            var parties = new PartyReader(connection, book.IsPostgres, duck);
            foreach (var ids in batch.Of("customer").Chunk(ReloadChunk))
            {
                duck.Run($"DELETE FROM customers WHERE {Condition(ids, "customer_id")}");
                await parties.CopyCustomersAsync(Condition(ids, "id"), cancellation);
            }
            foreach (var ids in batch.Of("receipt").Chunk(ReloadChunk))
            {
                duck.Run($"DELETE FROM money WHERE {Condition(ids, "receipt_id")}");
                await parties.CopyMoneyAsync(Condition(ids, "id"), cancellation);
            }
            var reader = new BookReader(connection, book.IsPostgres, duck, _goods!);
            foreach (var ids in orders.Order().Chunk(ReloadChunk))
            {
                duck.Run($"DELETE FROM orders WHERE {Condition(ids, "order_id")}; DELETE FROM lines WHERE {Condition(ids, "order_id")}");
                await reader.StageAsync(JournalCursor.Batch.In(ids), cancellation);
            }
            var (floor, horizon) = _cursor!.After(batch);
            await StoreMetaAsync(connection, floor, horizon, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch
        {
            // What was staged, and what the dictionary learned, is of a transaction that is gone: begin from the file.
            _cursor = null;
            throw;
        }
    }

    /// <summary>Orders named themselves; those whose customer has changed (class, region and short name are of today); and those
    /// on a shipment that has changed.</summary>
    private static async Task<HashSet<long>> TouchedOrdersAsync(
        DbConnection connection, JournalCursor.Batch batch, CancellationToken cancellation)
    {
        var orders = new HashSet<long>(batch.Of("order"));
        foreach (var ids in batch.Of("customer").Chunk(ReloadChunk))
            await AddAsync($"SELECT id FROM orders WHERE {Condition(ids, "customer_id")}");
        foreach (var ids in batch.Of("shipment").Chunk(ReloadChunk))
            await AddAsync($"SELECT order_id FROM shipment_lines WHERE {Condition(ids, "shipment_id")}");
        return orders;

        async Task AddAsync(string query)
        {
            await using var command = connection.Command(query);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) orders.Add(reader.GetInt64(0));
        }
    }

    /// <summary>Goes on from what the file says; false when it has never been finished.</summary>
    private bool Resume()
    {
        var rows = file.Writer.List("SELECT floor, horizon, mark FROM meta", [],
            static r => (r.GetInt64(0), r.GetInt64(1), r.GetString(2)));
        // A model of an empty journal cannot tell which book it was of.
        if (rows is not [var (floor, horizon, mark)] || floor == 0) return false;

        _cursor = new(book.IsPostgres, floor, horizon);
        _mark = (floor, mark);
        _goods = GoodsDictionary.Load(file.Writer);
        return true;
    }

    /// <summary>A book restored from a backup, or another one, does not hold the line that was applied last.</summary>
    private async Task<bool> IsSameBookAsync(DbConnection connection, CancellationToken cancellation) =>
        await MarkAsync(connection, _mark.Floor, cancellation) == _mark.Mark;

    private async Task StoreMetaAsync(DbConnection connection, long floor, long horizon, CancellationToken cancellation)
    {
        _mark = (floor, await MarkAsync(connection, floor, cancellation));
        file.Writer.Run("DELETE FROM meta; INSERT INTO meta VALUES ($version, $floor, $horizon, $mark)",
            ("version", Schema.Version), ("floor", floor), ("horizon", horizon), ("mark", _mark.Mark));
    }

    private static async Task<string> MarkAsync(DbConnection connection, long floor, CancellationToken cancellation)
    {
        await using var command = connection.Command("""
            SELECT j.seq, j.change_set_id, j.root_id, c.at, j.rows FROM journal j JOIN change_sets c ON c.id = j.change_set_id
            WHERE j.seq = @floor
            """, ("floor", floor));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return "";
        var rows = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(reader.GetString(4))), 0, 8);
        return $"{reader.GetInt64(0)}/{reader.GetInt64(1)}/{reader.GetInt64(2)}/{reader.GetInt64(3)}/{rows}";
    }

    private static async Task<long?> NextChunkAsync(DbConnection connection, long after, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            "SELECT max(id) FROM (SELECT id FROM orders WHERE id > @after ORDER BY id LIMIT @chunk) chunk",
            ("after", after), ("chunk", RebuildChunk));
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }

    private static string Condition(IEnumerable<long> ids, string column) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, JournalCursor.Batch.In(ids), column);
}
