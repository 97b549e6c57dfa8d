using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrderLedger.App.Data;
using OrderLedger.App.Tests;

[assembly: AssemblyFixture(typeof(BookTemplate))]

namespace OrderLedger.App.Tests;

/// <summary>A migrated, empty book that every test copies: SQLite in a temporary folder, or PostgreSQL
/// databases of our own when ORDERLEDGER_TEST_POSTGRES names a server.</summary>
public sealed class BookTemplate : IAsyncDisposable
{
    public const string ServerVariable = "ORDERLEDGER_TEST_POSTGRES";

    private static readonly string? Server =
        Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } server ? server : null;
    private static readonly string Name = $"orderledger_test_{Environment.ProcessId}";
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), Name);
    private static readonly Lazy<Task> Made = new(MakeAsync);
    private static readonly SemaphoreSlim Copying = new(1);
    private static int _copies;

    public static bool IsPostgres => Server is not null;

    /// <summary>A new book like the template.</summary>
    public static async Task<BookPlace> CopyAsync()
    {
        await Made.Value;
        var copy = Interlocked.Increment(ref _copies);
        var folder = Path.Combine(Folder, $"{copy}");
        BookStart.CreateFolder(folder);
        if (Server is null)
        {
            File.Copy(Template.SqliteFile, Path.Combine(folder, Path.GetFileName(Template.SqliteFile)));
            return new(folder, null);
        }
        // PostgreSQL copies a template for one caller at a time.
        await Copying.WaitAsync(CancellationToken.None);
        try
        {
            await AdministerAsync($"CREATE DATABASE {Name}_{copy} TEMPLATE {Name}");
        }
        finally
        {
            Copying.Release();
        }
        return new(folder, ConnectionTo($"{Name}_{copy}"));
    }

    /// <summary>A place with nothing in it yet, not even a schema.</summary>
    public static async Task<BookPlace> EmptyAsync()
    {
        var copy = Interlocked.Increment(ref _copies);
        if (Server is not null) await AdministerAsync($"CREATE DATABASE {Name}_{copy}");
        return new(Path.Combine(Folder, $"{copy}"), Server is null ? null : ConnectionTo($"{Name}_{copy}"));
    }

    public static async Task DropAsync(BookPlace place)
    {
        if (place.Postgres is { } postgres)
            await AdministerAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(postgres).Database} WITH (FORCE)");
        if (Directory.Exists(place.Directory)) Directory.Delete(place.Directory, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (Made.IsValueCreated) await DropAsync(Template);
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private static BookPlace Template =>
        new(Path.Combine(Folder, "template"), Server is null ? null : ConnectionTo(Name));

    private static async Task MakeAsync()
    {
        if (Server is not null) await AdministerAsync($"CREATE DATABASE {Name}");
        await using (var book = new Book(Template, NullLogger<Book>.Instance))
            await book.MigrateAsync(CancellationToken.None);
        if (Server is null) return;
        await using var pooled = new NpgsqlConnection(ConnectionTo(Name));
        NpgsqlConnection.ClearPool(pooled);
    }

    private static async Task AdministerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 20 }.ToString();
}
