using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.Data;
using OrderLedger.App.Verify;

namespace OrderLedger.App.Tests.Reliability;

public sealed class KillTests
{
    private const int Writers = 32;
    private static readonly int Rounds = Scale.Of(BookTemplate.IsPostgres ? 8 : 20, 200);

    [Fact]
    public async Task Killed_at_any_moment_no_acknowledged_order_is_lost_and_no_number_skipped()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var book = await LedgerOnDisk.CreateAsync();
        Assert.NotNull(await new Verbs(book).CustomerAsync("KILL"));
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            using var child = Child.Start(book.Place, Child.Write(Writers, 0));
            for (var i = 0; i < 20 + (round % 20 * 5); i++)
            {
                var number = await child.StandardOutput.ReadLineAsync(cancellation);
                Assert.StartsWith("20260310-KILL-", number, StringComparison.Ordinal);
                Assert.True(acknowledged.Add(number!), $"{number} was given twice");
            }
            child.Kill();
            var rest = (await child.StandardOutput.ReadToEndAsync(cancellation)).Split('\n');
            // The last piece may have been cut off.
            foreach (var number in rest[..^1]) Assert.True(acknowledged.Add(number!), $"{number} was given twice");
            await child.WaitForExitAsync(cancellation);

            var stored = (await book.RowsAsync("SELECT number FROM orders ORDER BY id"))
                .Select(static r => (string)r[0]!).ToList();
            Assert.Empty(acknowledged.Except(stored, StringComparer.Ordinal));
            Assert.Equal(Enumerable.Range(1, stored.Count).Select(static n => $"20260310-KILL-{n:D3}"), stored);
            Assert.Equal(2L * stored.Count, await book.CountAsync("order_lines"));
        }
        Assert.Empty((await new BookVerifier(book.Book).RunAsync(null, cancellation)).Violations);
        Assert.Empty(await Invariants.BrokenAsync(book));
    }
}

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
