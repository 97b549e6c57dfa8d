using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Backup;

/// <summary>Puts a backup in the place of the book, after it has proved whole; also while the book is served.</summary>
public sealed class RestoreBook(Book book, BackupBook backup, TimeProvider clock)
{
    private const int AttemptsMax = 5;

    /// <param name="Saved">Where the book that stood here went; null when it was empty.</param>
    public sealed record Restored(string File, string? Saved);

    /// <param name="force">True: also over a book that is not empty, which is saved under <c>backups/</c> first.</param>
    public async Task<Outcome<Restored>> RunAsync(string file, bool force, CancellationToken cancellation)
    {
        if (await BackupFile.CheckAsync(file, cancellation) is { } refusal) return refusal;
        await book.MigrateAsync(cancellation);
        var isEmpty = await IsEmptyAsync(cancellation);
        if (!isEmpty && !force) return Refusal.NotAllowed("restore.book-not-empty");

        // An older backup is brought to this version in a copy; the file itself stays as it is.
        await using var stage = Stage.Beside(Path.Combine(book.Place.Directory, "restore"));
        await using var copy = new Book(new(stage.Directory, null), NullLogger<Book>.Instance);
        File.Copy(file, copy.Place.SqliteFile);
        await copy.MigrateAsync(cancellation);
        var saved = isEmpty ? null : await SaveAsync(cancellation);
        if (saved is { Accepted: false }) return saved.Refusal;

        await using var source = BackupFile.Open(copy.Place.SqliteFile, SqliteOpenMode.ReadWrite);
        await source.OpenAsync(cancellation);
        if (book.IsPostgres) await IntoPostgresAsync(source, cancellation);
        else await IntoSqliteAsync(source, cancellation);
        // The read model is of the book that was; the next question builds it anew.
        File.Delete(book.Place.ReadModelFile);
        book.ForgetSettings();
        SetUpToken.Delete(book.Place.Directory);
        return new Restored(Path.GetFullPath(file), saved?.Value?.File);
    }

    private async Task<bool> IsEmptyAsync(CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        return !await db.Users.AnyAsync(cancellation) && !await db.Customers.AnyAsync(cancellation)
            && !await db.Products.AnyAsync(cancellation) && !await db.Orders.AnyAsync(cancellation);
    }

    private Task<Outcome<BackupBook.Written>> SaveAsync(CancellationToken cancellation)
    {
        var folder = Path.Combine(book.Place.Directory, "backups");
        BookStart.CreateFolder(folder);
        return backup.RunAsync(
            Path.Combine(folder, $"before-restore-{clock.GetUtcNow():yyyyMMdd-HHmmss-fff}.db"), cancellation);
    }

    /// <summary>Page by page in one transaction of the live file: readers see the old book or the new one.</summary>
    private async Task IntoSqliteAsync(SqliteConnection source, CancellationToken cancellation)
    {
        await using var target = (SqliteConnection)await book.OpenAsync(cancellation);
        // The copy takes the writer's lock by itself, and asks for it only as long as this says.
        await using var patience = target.CreateCommand();
        patience.CommandText = "PRAGMA busy_timeout = 60000";
        await patience.ExecuteNonQueryAsync(cancellation);
        source.BackupDatabase(target);
    }

    private async Task IntoPostgresAsync(SqliteConnection source, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        await using var target = (NpgsqlConnection)await book.OpenAsync(cancellation);
        for (var attempt = 1; ; attempt++)
        {
            await using var transaction = await target.BeginTransactionAsync(cancellation);
            try
            {
                await new TableCopy(db.Model).ToPostgresAsync(source, target, cancellation);
                await transaction.CommitAsync(cancellation);
                return;
            }
            catch (PostgresException locked) when (locked.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < AttemptsMax)
            {
                // Somebody's save holds one table and waits for another that is locked here; one of the two gives way.
            }
        }
    }
}
