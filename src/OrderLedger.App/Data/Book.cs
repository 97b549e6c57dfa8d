using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Settings;

namespace OrderLedger.App.Data;

/// <summary>Where a book lives.</summary>
/// <param name="Directory">Folder of files: read model, keys, backups; of the book itself when it is SQLite.</param>
/// <param name="Postgres">Connection string; null: SQLite in the folder.</param>
public sealed record BookPlace(string Directory, string? Postgres)
{
    public string SqliteFile => Path.Combine(Directory, "ledger.db");
    public string ReadModelFile => Path.Combine(Directory, "readmodel.duckdb");
}

/// <summary>An open book: contexts for reading, one gate for writing.</summary>
public sealed class Book : IAsyncDisposable
{
    private readonly DbContextOptions<SqliteLedgerDb>? _sqlite;
    private readonly DbContextOptions<PostgresLedgerDb>? _postgres;
    private readonly NpgsqlDataSource? _source;
    private BookSettings? _settings;
    private long _settingsReadAt;

    public Book(BookPlace place, ILogger<Book> log)
    {
        Place = place;
        if (place.Postgres is { } postgres)
        {
            // The same few statements come again and again: the server keeps them planned.
            _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres) { MaxAutoPrepare = 100 });
            _postgres = new DbContextOptionsBuilder<PostgresLedgerDb>().UseNpgsql(_source, o => o.MaxBatchSize(1_000)).Options;
        }
        else
        {
            _sqlite = new DbContextOptionsBuilder<SqliteLedgerDb>().UseSqlite(SqliteConnectionString(place)).Options;
        }
        BlockIds = new BlockIds(ReserveIds);
        Gate = new WriteGate(this, log);
    }

    public BookPlace Place { get; }

    /// <summary>Names this open book among those of other processes.</summary>
    internal string Node { get; } = Guid.NewGuid().ToString("N");
    public bool IsPostgres => _source is not null;
    internal WriteGate Gate { get; }
    internal BlockIds BlockIds { get; }

    /// <summary>A context for reading; the caller disposes it. Never shared across tasks.</summary>
    public LedgerDb CreateDb() => _source is null ? new SqliteLedgerDb(_sqlite!) : new PostgresLedgerDb(_postgres!);

    /// <summary>A plain connection for bulk work and the read model; the caller disposes it.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        if (_source is not null) return await _source.OpenConnectionAsync(cancellation);

        var connection = new SqliteConnection(SqliteConnectionString(Place));
        await connection.OpenAsync(cancellation);
        await ConfigureAsync(connection, cancellation);
        return connection;
    }

    /// <summary>As what PostgreSQL lists the connection that hears other nodes.</summary>
    internal const string ListenerName = "OrderLedger listener";

    /// <summary>A connection out of the pool that only listens; it notices within half a minute that the server is gone.</summary>
    internal async Task<NpgsqlConnection> OpenListenerAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Place.Postgres) { Pooling = false, KeepAlive = 15, ApplicationName = ListenerName }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <summary>A plain connection that reads much once; its cache stays small, for the system's own holds the file anyway.</summary>
    internal async Task<DbConnection> OpenReaderAsync(CancellationToken cancellation)
    {
        var connection = await OpenAsync(cancellation);
        if (_source is not null) return connection;

        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA cache_size=-4096";
        await command.ExecuteNonQueryAsync(cancellation);
        return connection;
    }

    /// <summary>The settings as last committed; re-read at most every two seconds for changes of other nodes.</summary>
    public async Task<BookSettings> SettingsAsync(CancellationToken cancellation)
    {
        if (_settings is { } known && Environment.TickCount64 - _settingsReadAt < 2_000) return known;

        await using var db = CreateDb();
        return await ReadSettingsAsync(db, cancellation);
    }

    public void ForgetSettings() => _settings = null;

    public async ValueTask DisposeAsync()
    {
        await Gate.DisposeAsync();
        if (_source is not null)
        {
            await _source.DisposeAsync();
            return;
        }
        await using var any = new SqliteConnection(SqliteConnectionString(Place));
        SqliteConnection.ClearPool(any);
    }

    /// <param name="kept">The statements that stay prepared on this connection; of SQLite only.</param>
    internal LedgerDb CreateWriterDb(DbConnection connection, KeptStatements kept) => _source is null
        ? new SqliteLedgerDb(new DbContextOptionsBuilder<SqliteLedgerDb>().UseSqlite(connection).AddInterceptors(kept).Options)
        { Masters = new() }
        : new PostgresLedgerDb(new DbContextOptionsBuilder<PostgresLedgerDb>().UseNpgsql(connection).AddInterceptors(new SendFirst()).Options)
        { Masters = new() };

    internal async Task<BookSettings> SettingsAsync(LedgerDb db, CancellationToken cancellation) =>
        _settings is { } known && Environment.TickCount64 - _settingsReadAt < 2_000
            ? known : await ReadSettingsAsync(db, cancellation);

    private async Task<BookSettings> ReadSettingsAsync(LedgerDb db, CancellationToken cancellation)
    {
        var rows = await db.Settings.AsNoTracking().ToListAsync(cancellation);
        _settingsReadAt = Environment.TickCount64;
        return _settings = rows.Count == 0 ? BookSettings.Default : BookSettings.FromRows(rows);
    }

    private long ReserveIds()
    {
        using var connection = _source!.OpenConnection();
        using var command = new NpgsqlCommand(
            "INSERT INTO counters (key, value) VALUES ('id', @n) ON CONFLICT (key) DO UPDATE SET value = counters.value + @n RETURNING value",
            connection);
        command.Parameters.AddWithValue("n", (long)BlockIds.BlockSize);
        return (long)command.ExecuteScalar()!;
    }

    private static async Task ConfigureAsync(SqliteConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        // FULL: a commit has reached the disk before it is acknowledged (R2).
        // A cache of more than 16 MB costs more than it saves: SQLite walks through all of it at commits that split a page.
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string SqliteConnectionString(BookPlace place) => new SqliteConnectionStringBuilder
    {
        DataSource = place.SqliteFile, ForeignKeys = true, DefaultTimeout = 30,
    }.ToString();
}
