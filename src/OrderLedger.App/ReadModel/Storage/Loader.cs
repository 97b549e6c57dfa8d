using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Keeps the read model equal to the book: applies what the journal names, or rebuilds everything.</summary>
internal sealed class Loader(Book book, ModelFile file) : IAsyncDisposable
{
    /// <summary>Orders reloaded at once, by a list of ids.</summary>
    private const int ReloadChunk = 2_000;

    /// <summary>Beyond so many changed orders a rebuild is faster.</summary>
    private const int ReloadMax = 150_000;

    private DbConnection? _connection;
    private JournalCursor? _cursor;
    private GoodsDictionary? _goods;
    private volatile Rebuild? _rebuild;
    private long _newestOrder;
    private (long Seq, string Mark) _mark;

    /// <summary>The greatest seq of the journal that the read model holds.</summary>
    public long Seq => _cursor?.Newest ?? 0;

    /// <summary>Changes whenever the model does.</summary>
    public long Revision { get; private set; }

    /// <summary>Times the model was built from nothing since this process opened it.</summary>
    public int Rebuilds { get; private set; }

    /// <summary>Orders copied, and of how many, while the model is built from nothing; otherwise null.</summary>
    public (long Done, long Of)? Building => _rebuild?.Progress;

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
        var connection = _connection ??= await book.OpenReaderAsync(cancellation);
        if (_cursor is null && !Resume()) await RebuildAsync(cancellation);
        if (!await IsSameBookAsync(connection, cancellation)) await RebuildAsync(cancellation);

        var batch = await _cursor!.ReadAsync(connection, cancellation);
        if (_cursor.IsOfAnotherServer(batch))
        {
            await RebuildAsync(cancellation);
            batch = await _cursor.ReadAsync(connection, cancellation);
        }
        if (!batch.IsEmpty) await ApplyAsync(connection, batch, cancellation);
        _cursor.Applied(batch);
    }

    /// <summary>Reads the whole book anew.</summary>
    public async Task RebuildAsync(CancellationToken cancellation)
    {
        var connection = _connection ??= await book.OpenReaderAsync(cancellation);
        Rebuilds++;
        Revision++;
        _cursor = null;
        _goods = new();
        _rebuild = new(book, file, _goods);
        try
        {
            var start = await JournalCursor.StartAsync(connection, book.IsPostgres, cancellation);
            await _rebuild.RunAsync(connection, cancellation);
            file.Writer.Run(Schema.CreateIndexes);
            await StoreMetaAsync(connection, start, cancellation);
            file.Writer.Run("CHECKPOINT");
            _newestOrder = NewestOrder();
            _cursor = new(book.IsPostgres, start);
        }
        finally
        {
            _rebuild = null;
        }
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
            await CopyOrdersAsync(connection, orders, cancellation);
            await StoreMetaAsync(connection, _cursor!.After(batch), cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch
        {
            // What was staged, and what the dictionary learned, is of a transaction that is gone: begin from the file.
            (_cursor, _goods) = (null, null);
            throw;
        }
    }

    private async Task CopyOrdersAsync(DbConnection connection, HashSet<long> orders, CancellationToken cancellation)
    {
        var duck = file.Writer;
        var reader = new BookReader(connection, book.IsPostgres, _goods!);
        foreach (var ids in orders.Order().Chunk(ReloadChunk))
        {
            // What is newer than every order of the model is not in it.
            var known = ids.TakeWhile(id => id <= _newestOrder).ToList();
            if (known.Count > 0)
            {
                var condition = $"order_id BETWEEN {known[0]} AND {known[^1]} AND {Condition(known, "order_id")}";
                duck.Run($"DELETE FROM orders WHERE {condition}; DELETE FROM lines WHERE {condition}");
            }
            using (var writer = new RowWriter(duck, isStaged: false)) await reader.CopyAsync(JournalCursor.Batch.In(ids), writer, cancellation);
            _newestOrder = Math.Max(_newestOrder, ids[^1]);
        }
        _goods!.Save(duck);
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
        var rows = file.Writer.List("SELECT floor, horizon, newest, mark FROM meta", [],
            static r => (At: new JournalCursor.Position(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), Mark: r.GetString(3)));
        // A model of an empty journal cannot tell which book it was of.
        if (rows is not [var (at, mark)] || at.Newest == 0) return false;

        _cursor = new(book.IsPostgres, at);
        _mark = (at.Newest, mark);
        _goods ??= GoodsDictionary.Load(file.Writer);
        _newestOrder = NewestOrder();
        return true;
    }

    private long NewestOrder() =>
        file.Writer.List("SELECT coalesce(max(order_id), 0) FROM orders", [], static r => r.GetInt64(0))[0];

    /// <summary>A book restored from a backup, or another one, does not hold the line that was applied last.</summary>
    private async Task<bool> IsSameBookAsync(DbConnection connection, CancellationToken cancellation) =>
        await MarkAsync(connection, _mark.Seq, cancellation) == _mark.Mark;

    private async Task StoreMetaAsync(DbConnection connection, JournalCursor.Position at, CancellationToken cancellation)
    {
        _mark = (at.Newest, await MarkAsync(connection, at.Newest, cancellation));
        file.Writer.Run("UPDATE meta SET floor = $floor, horizon = $horizon, newest = $newest, mark = $mark",
            ("floor", at.Floor), ("horizon", at.Horizon), ("newest", at.Newest), ("mark", _mark.Mark));
    }

    private static async Task<string> MarkAsync(DbConnection connection, long seq, CancellationToken cancellation)
    {
        // Before the first line every book looks alike: there the count of restores tells them apart.
        await using var command = connection.Command("""
            SELECT r.value, j.seq, j.change_set_id, j.root_id, c.at, j.rows FROM (SELECT 1) one
            LEFT JOIN counters r ON r.key = @restores
            LEFT JOIN journal j ON j.seq = @seq LEFT JOIN change_sets c ON c.id = j.change_set_id
            """, ("seq", seq), ("restores", CounterSheet.RestoresKey));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var restores = await reader.IsDBNullAsync(0, cancellation) ? 0 : reader.GetInt64(0);
        if (await reader.IsDBNullAsync(1, cancellation)) return $"{restores}/";
        var rows = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(reader.GetString(5))), 0, 8);
        return $"{restores}/{reader.GetInt64(1)}/{reader.GetInt64(2)}/{reader.GetInt64(3)}/{reader.GetInt64(4)}/{rows}";
    }

    private static string Condition(IEnumerable<long> ids, string column) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, JournalCursor.Batch.In(ids), column);
}
