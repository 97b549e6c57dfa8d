using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.Access;
using OrderLedger.App.Data;

namespace OrderLedger.App.Tests.Reliability;

public sealed class MigrationTests
{
    [Fact]
    public async Task A_kill_while_migrating_is_recovered_by_the_next_start()
    {
        var place = await BookTemplate.EmptyAsync();
        BookStart.CreateFolder(place.Directory);
        for (var round = 0; round < 6; round++)
        {
            using var child = Child.Start(place, Child.Migrate);
            // From the first sign of the migration on, a little later each time; at last it may well have ended.
            while (!child.HasExited && !await HasBegunAsync(place)) await Task.Delay(2, TestContext.Current.CancellationToken);
            await Task.Delay(round * 25, TestContext.Current.CancellationToken);
            child.Kill();
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        await MigratedAsync(place);
    }

    [Fact]
    public async Task A_lock_that_a_dead_process_left_behind_is_dropped()
    {
        Assert.SkipWhen(BookTemplate.IsPostgres, "PostgreSQL drops the lock of a dead session by itself.");
        var place = await BookTemplate.EmptyAsync();
        BookStart.CreateFolder(place.Directory);
        await using (var dead = new Book(place, NullLogger<Book>.Instance))
        await using (var connection = await dead.OpenAsync(TestContext.Current.CancellationToken))
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00');
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        await MigratedAsync(place);
    }

    [Fact]
    public async Task Two_that_start_at_once_migrate_once()
    {
        var place = await BookTemplate.EmptyAsync();
        BookStart.CreateFolder(place.Directory);
        using var first = Child.Start(place, Child.Migrate);
        using var second = Child.Start(place, Child.Migrate);
        await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        await second.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        await MigratedAsync(place);
    }

    [Fact]
    public async Task A_book_of_an_older_version_keeps_what_it_holds()
    {
        var place = await BookTemplate.EmptyAsync();
        BookStart.CreateFolder(place.Directory);
        await using (var older = new Book(place, NullLogger<Book>.Instance))
        await using (var db = older.CreateDb())
        {
            await db.GetService<IMigrator>().MigrateAsync("AssumedTimes", TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO users (id, version, name, name_key, role, is_disabled, stamp, failed_sign_ins)
                    VALUES (7, 1, '林晓', '林晓', 1, {false}, 'alt', 0)
                """, TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO api_tokens (id, user_id, name, hash, created_at, is_revoked)
                    VALUES (9, 7, 'ERP', 'abc', 0, {false})
                """, TestContext.Current.CancellationToken);
        }

        await using (var book = new Book(place, NullLogger<Book>.Instance))
        {
            await book.MigrateAsync(TestContext.Current.CancellationToken);
            await using var db = book.CreateDb();
            var user = await db.Users.Include(static u => u.Tokens).SingleAsync(TestContext.Current.CancellationToken);
            Assert.Equal(("林晓", Role.Sales, "ERP"), (user.Name, user.Role, Assert.Single(user.Tokens).Name));
            Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
        }
        await BookTemplate.DropAsync(place);
    }

    private static async Task<bool> HasBegunAsync(BookPlace place)
    {
        if (!BookTemplate.IsPostgres) return File.Exists(place.SqliteFile);
        await using var connection = new Npgsql.NpgsqlConnection(place.Postgres);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        return (bool)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task MigratedAsync(BookPlace place)
    {
        await using var book = new Book(place, NullLogger<Book>.Instance);
        await book.MigrateAsync(TestContext.Current.CancellationToken);
        await using (var db = book.CreateDb()) Assert.Empty(await db.Customers.ToListAsync(
            TestContext.Current.CancellationToken));
        await book.DisposeAsync();
        await BookTemplate.DropAsync(place);
    }
}
