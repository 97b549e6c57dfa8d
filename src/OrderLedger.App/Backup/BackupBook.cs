using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Backup;

/// <summary>Writes the book as of one instant into one file, while others work in it.</summary>
public sealed class BackupBook(Book book)
{
    /// <param name="Bytes">Size of the file.</param>
    public sealed record Written(string File, long Bytes);

    /// <param name="file">Must not exist: a backup never overwrites another.</param>
    public async Task<Outcome<Written>> RunAsync(string file, CancellationToken cancellation)
    {
        var target = Path.GetFullPath(file);
        if (File.Exists(target)) return Refusal.NotAllowed("backup.exists", target);
        var folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder)) return Refusal.NotFound("backup.no-folder", folder);

        // Under another name until it is whole: half a backup must not look like one.
        await using var stage = Stage.Beside(target);
        var part = new BookPlace(stage.Directory, null).SqliteFile;
        if (book.IsPostgres) await FromPostgresAsync(stage.Directory, cancellation);
        else await FromSqliteAsync(part, cancellation);
        if (await BackupFile.CheckAsync(part, cancellation) is { } refusal) return refusal;
        await BackupSeal.SetAsync(part, cancellation);

        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(part, target, overwrite: false);
        return new Written(target, new FileInfo(target).Length);
    }

    /// <summary>VACUUM INTO reads one snapshot and writes it without gaps; copying the live file would give a broken
    /// one.</summary>
    private async Task FromSqliteAsync(string part, CancellationToken cancellation)
    {
        await using var connection = BackupFile.Open(book.Place.SqliteFile, SqliteOpenMode.ReadWrite);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $file";
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("$file", part);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task FromPostgresAsync(string directory, CancellationToken cancellation)
    {
        await using var copy = new Book(new(directory, null), NullLogger<Book>.Instance);
        await copy.MigrateAsync(cancellation);
        await using var source = (NpgsqlConnection)await book.OpenAsync(cancellation);
        await using var snapshot = await source.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using var target = BackupFile.Open(copy.Place.SqliteFile, SqliteOpenMode.ReadWrite);
        await target.OpenAsync(cancellation);
        await using var db = copy.CreateDb();
        await new TableCopy(db.Model).ToSqliteAsync(source, target, cancellation);
    }
}
