using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;

namespace OrderLedger.Web.Cli;

/// <summary>Says how the book and its machine are, what is wrong, and what to do about it.</summary>
internal static class DoctorCommand
{
    private const long DiskBytesMin = 1L << 30;

    /// <param name="Advice">What to do; null: all is well.</param>
    private sealed record Finding(string Name, string Value, string? Advice = null);

    public static Command Create() =>
        CliBook.Command("doctor", RunAsync);

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation)
    {
        var (place, texts) = (book.Get<Book>().Place, book.Texts);
        List<Finding> findings =
        [
            new("version", typeof(DoctorCommand).Assembly.GetName().Version!.ToString(3)),
            new("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}"),
            new("folder", place.Directory),
            .. await BookAsync(book, cancellation),
            ReadModel(place),
            Disk(place, texts),
            Clock(book),
        ];
        Say.Tell(findings, all => string.Join(Environment.NewLine,
            all.Select(static f =>
                $"{(f.Advice is null ? "✓" : "!")} {f.Name,-12} {f.Value}{(f.Advice is null ? "" : $"\n  → {f.Advice}")}")));
        return findings.TrueForAll(static f => f.Advice is null) ? CommandLine.Done : CommandLine.Refused;
    }

    private static async Task<IReadOnlyList<Finding>> BookAsync(CliBook cli, CancellationToken cancellation)
    {
        await using var db = cli.Get<Book>().CreateDb();
        var began = Stopwatch.GetTimestamp();
        var orders = await db.Orders.CountAsync(cancellation);
        var users = await db.Users.CountAsync(cancellation);
        var took = Stopwatch.GetElapsedTime(began);
        var kind = cli.Get<Book>().IsPostgres ? "PostgreSQL" : "SQLite";
        return
        [
            new("database", string.Create(
                CultureInfo.InvariantCulture, $"{kind}, {orders} orders, {took.TotalMilliseconds:0} ms")),
            new("schema", (await db.Database.GetAppliedMigrationsAsync(cancellation)).LastOrDefault() ?? "-"),
            new("users", users.ToString(CultureInfo.InvariantCulture), users == 0 ? cli.Texts["cli.doctor.no-users"] : null),
        ];
    }

    private static Finding ReadModel(BookPlace place) => new("read model", File.Exists(place.ReadModelFile)
        ? string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(place.ReadModelFile).Length / 1_048_576.0:0.0} MB")
            : "-");

    private static Finding Disk(BookPlace place, Texts texts)
    {
        var free = new DriveInfo(place.Directory).AvailableFreeSpace;
        return new("disk", string.Create(CultureInfo.InvariantCulture, $"{free / 1_073_741_824.0:0.0} GB"),
            free < DiskBytesMin ? texts["cli.doctor.disk"] : null);
    }

    private static Finding Clock(CliBook book)
    {
        var now = book.Get<TimeProvider>().GetUtcNow();
        return new("clock", now.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            now.Year < 2026 ? book.Texts["cli.doctor.clock"] : null);
    }
}
