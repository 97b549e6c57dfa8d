using Microsoft.EntityFrameworkCore;
using Microsoft.Data.Sqlite;

namespace OrderLedger.App.Data;

/// <summary>Brings a book to the schema of this version.</summary>
public static class BookStart
{
    /// <summary>Creates the folder (0700), applies migrations one process at a time, and narrows the folder and its files to
    /// their owner.</summary>
    public static async Task MigrateAsync(this Book book, CancellationToken cancellation)
    {
        OwnFiles.OnlyFromNow();
        CreateFolder(book.Place.Directory);
        OwnFiles.Narrow(book.Place.Directory);
        await using var db = book.CreateDb();
        if (!book.IsPostgres) await using (await MigrationLock.TakeAsync(book.Place.Directory, cancellation)) await ApplyAsync(db, cancellation);
        else await ApplyAloneAsync(book, db, cancellation);
    }

    /// <summary>EF locks its table of migrations, but two nodes that make this table at the same moment trip over each other.</summary>
    private static async Task ApplyAloneAsync(Book book, LedgerDb db, CancellationToken cancellation)
    {
        await using var guard = await book.OpenAsync(cancellation);
        await using var command = guard.CreateCommand();
        command.CommandText = "SELECT pg_advisory_lock(hashtext('orderledger migration'))";
        await command.ExecuteNonQueryAsync(cancellation);
        try
        {
            await ApplyAsync(db, cancellation);
        }
        finally
        {
            // The connection goes back to the pool, and a lock of the session would go with it.
            command.CommandText = "SELECT pg_advisory_unlock(hashtext('orderledger migration'))";
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    public static void CreateFolder(string directory)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task ApplyAsync(LedgerDb db, CancellationToken cancellation)
    {
        if (db.Database.IsSqlite()) await DropStaleLockAsync(db, cancellation);
        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any()) await db.Database.MigrateAsync(cancellation);
    }

    /// <summary>EF leaves a lock row when a process dies while it migrates, and would wait for it for ever. We hold our own
    /// lock on the folder, so a row that is there now is of a dead process.</summary>
    private static async Task DropStaleLockAsync(LedgerDb db, CancellationToken cancellation)
    {
        try
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellation);
        }
        catch (SqliteException missing) when (missing.SqliteErrorCode == 1)
        {
            // A new book has no such table yet.
        }
    }
}

/// <summary>A lock file in the book's folder, held while migrations run; the system drops it with the process.</summary>
internal sealed class MigrationLock : IAsyncDisposable
{
    private readonly FileStream _file;

    private MigrationLock(FileStream file) => _file = file;

    public static async Task<MigrationLock> TakeAsync(string directory, CancellationToken cancellation)
    {
        for (; ; )
        {
            try
            {
                return new(new FileStream(Path.Combine(directory, "migration.lock"), FileMode.OpenOrCreate,
                    FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                await Task.Delay(50, cancellation);
            }
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
