using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.Data;
using OrderLedger.App.Orders;
using OrderLedger.App.ReadModel;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Reliability;

/// <summary>This executable as another process that can be killed: it writes to a book and prints what was
/// acknowledged.</summary>
internal static class Child
{
    private const string JobVariable = "ORDERLEDGER_TEST_CHILD";
    private const string FolderVariable = "ORDERLEDGER_TEST_CHILD_FOLDER";
    private const string PostgresVariable = "ORDERLEDGER_TEST_CHILD_POSTGRES";

    /// <summary>What this process was started for; null: to run tests.</summary>
    public static string? Job => Environment.GetEnvironmentVariable(JobVariable) is { Length: > 0 } job ? job : null;

    /// <summary>Job of a child: migrate the book.</summary>
    public const string Migrate = "migrate";

    /// <summary>A child that writes with so many writers, each so many orders; 0: until it is killed.</summary>
    public static string Write(int writers, int orders) => $"write {writers} {orders}";

    /// <summary>Job of a child: write while a read model follows and is built anew again and again, until it is killed.</summary>
    public const string Follow = "follow";

    /// <param name="under">A program to run it under, with its arguments.</param>
    public static Process Start(BookPlace place, string job, params string[] under)
    {
        var self = Environment.ProcessPath!;
        string[] command = Path.GetFileNameWithoutExtension(self) == "dotnet"
            ? [.. under, self, Assembly.GetExecutingAssembly().Location] : [.. under, self];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false
        };
        start.Environment[JobVariable] = job;
        start.Environment[FolderVariable] = place.Directory;
        start.Environment[PostgresVariable] = place.Postgres;
        return Process.Start(start)!;
    }

    /// <summary>Runs the job; 0 when it is done.</summary>
    public static async Task<int> RunAsync(string asked)
    {
        var job = asked.Split(' ');
        var postgres = Environment.GetEnvironmentVariable(PostgresVariable);
        await using var book = new Book(new(Environment.GetEnvironmentVariable(FolderVariable)!,
            string.IsNullOrEmpty(postgres) ? null : postgres), NullLogger<Book>.Instance);
        await book.MigrateAsync(CancellationToken.None);
        if (job[0] == Migrate) return 0;

        var place = new PlaceOrder(new(book, TimeProvider.System));
        if (job[0] == Follow) return await FollowAsync(book, place);

        var orders = int.Parse(job[2]);
        await Task.WhenAll(Enumerable.Range(0, int.Parse(job[1])).Select(async _ =>
        {
            for (var i = 0; orders == 0 || i < orders; i++)
            {
                var outcome = await PlaceAsync(place);
                lock (place) Console.WriteLine(outcome.Value?.Number ?? outcome.Refusal!.Code);
            }
        }));
        return 0;
    }

    private static async Task<int> FollowAsync(Book book, PlaceOrder place)
    {
        await using var model = new LedgerReadModel(book, TimeProvider.System, NullLogger<LedgerReadModel>.Instance);
        for (var i = 1; ; i++)
        {
            await Task.WhenAll(PlaceAsync(place), PlaceAsync(place));
            await model.CatchUpAsync(CancellationToken.None);
            if (i % 5 == 0) await model.RebuildAsync(CancellationToken.None);
            if (i == 3) Console.WriteLine(i);
        }
    }

    private static Task<Outcome<OrderView>> PlaceAsync(PlaceOrder place) =>
        place.RunAsync(People.Owner, new(Customer: "KILL", OrderDate: new(2026, 3, 10),
            Lines:
            [new(Product: "货", Quantity: Quantity.Of(1), Amount: Money.Of(1)),
                new(Product: "物", Quantity: Quantity.Of(2), Amount: Money.Of(3))]), CancellationToken.None);
}
