using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Backup;

/// <summary>A backup is one SQLite file of the same model, whichever database the book lives in.</summary>
internal static class BackupFile
{
    /// <summary>Null when the file is whole, of this product, and not of a later version.</summary>
    public static async Task<Refusal?> CheckAsync(string file, CancellationToken cancellation)
    {
        if (!File.Exists(file)) return Refusal.NotFound("backup.not-found", file);
        if (!await BackupSeal.HoldsAsync(file, cancellation)) return Refusal.Invalid("backup.damaged", file);
        try
        {
            await using var connection = Open(file, SqliteOpenMode.ReadOnly);
            await connection.OpenAsync(cancellation);
            if (await FirstAsync(connection, "PRAGMA integrity_check(1)", cancellation) != "ok"
                || await FirstAsync(connection, "PRAGMA foreign_key_check", cancellation) is not null)
                return Refusal.Invalid("backup.damaged", file);
            return await OfThisVersionAsync(connection, file, cancellation);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is 11 or 26)
        {
            return Refusal.Invalid("backup.damaged", file);
        }
    }

    public static SqliteConnection Open(string file, SqliteOpenMode mode) => new(new SqliteConnectionStringBuilder
    {
        DataSource = file, Mode = mode, Pooling = false, ForeignKeys = true, DefaultTimeout = 30,
    }.ToString());

    private static async Task<Refusal?> OfThisVersionAsync(
        SqliteConnection connection, string file, CancellationToken cancellation)
    {
        const string Table = "SELECT name FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if (await FirstAsync(connection, Table, cancellation) is null) return Refusal.Invalid("backup.foreign", file);

        await using var db = new SqliteLedgerDb(new DbContextOptionsBuilder<SqliteLedgerDb>().UseSqlite(connection).Options);
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellation)).ToList();
        if (applied.Count == 0) return Refusal.Invalid("backup.foreign", file);
        return applied.TrueForAll(known.Contains) ? null : Refusal.NotAllowed("backup.newer", file);
    }

    private static async Task<string?> FirstAsync(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The three texts stand above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToString(
            await command.ExecuteScalarAsync(cancellation),
            System.Globalization.CultureInfo.InvariantCulture) is { Length: > 0 } text
            ? text : null;
    }
}
