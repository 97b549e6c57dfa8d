using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Orders;
using OrderLedger.App.Settings;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Gate;

public sealed class WriteGateTests : LedgerTest
{
    private const int Writers = 32;

    [Fact]
    public async Task Numbers_of_parallel_writers_are_distinct_and_without_gaps()
    {
        await CountByDayAsync();
        var customer = await Do.CustomerAsync("HS", new(CreditLimit: Money.Of(1_000_000)));
        var each = Scale.Of(BookTemplate.IsPostgres ? 40 : 80, 10_000);

        var numbers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var own = new List<string>(each);
            for (var i = 0; i < each; i++)
            {
                // Refusals between them must not tear a hole.
                if (i % 4 == writer % 4) Refused(await Do.Place(new(customer.Id, Lines: Verbs.Lines((1, 2_000_000)))),
                    RefusalKind.NotAllowed, "order.credit-exceeded");
                own.Add((await Do.OrderAsync(customer, (1, 1))).Number!);
            }
            return own;
        }, Cancellation)));

        Assert.Equal(Enumerable.Range(1, Writers * each).Select(static n => $"SO20260310-{n:D6}"),
            numbers.SelectMany(static n => n).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Numbers_of_two_nodes_on_one_book_are_distinct_and_without_gaps()
    {
        await CountByDayAsync();
        var customer = await Do.CustomerAsync("HS");
        await using var other = new Book(Book.Place, NullLogger<Book>.Instance);
        var each = Scale.Of(10, 1_000);
        PlaceOrder[] nodes = [new(Book.Ledger), new(new(other, Book.Clock))];

        var numbers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var own = new List<string>(each);
            for (var i = 0; i < each; i++)
            {
                own.Add(Accepted(await nodes[writer % 2].RunAsync(People.Owner, new(customer.Id, Lines: Verbs.Lines((1, 1))),
                    Cancellation)).Number!);
            }
            return own;
        }, Cancellation)));

        Assert.Equal(Enumerable.Range(1, Writers * each).Select(static n => $"SO20260310-{n:D6}"),
            numbers.SelectMany(static n => n).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_clock_that_passes_midnight_and_jumps_back_under_load_tears_no_hole_in_any_day()
    {
        await CountByDayAsync();
        var customer = await Do.CustomerAsync("HS");
        // 31 December, half a second to midnight in Shanghai.
        var midnight = new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero);
        DateTimeOffset[] times = [midnight.AddMilliseconds(-500), midnight.AddMilliseconds(-1), midnight, midnight.AddDays(-1),
            midnight.AddDays(40), midnight.AddMilliseconds(1)];

        var numbers = await Task.WhenAll(Enumerable.Range(0, Writers * 6).Select(i => Task.Run(async () =>
        {
            Book.Clock.Now = times[i % times.Length];
            return (await Do.OrderAsync(customer, (1, 1))).Number!;
        }, Cancellation)));

        foreach (var day in numbers.GroupBy(static n => n.Split('-')[0]))
            Assert.Equal(Enumerable.Range(1, day.Count()).Select(n => $"{day.Key}-{n:D6}"), day.Order(StringComparer.Ordinal));
        // The order of the book is the order of its journal, whatever the clocks said.
        var written = (await Book.RowsAsync("SELECT o.number FROM journal j JOIN orders o ON o.id = j.root_id "
            + "WHERE j.root = 'order' ORDER BY j.seq")).Select(static r => (string)r[0]!).ToList();
        foreach (var day in written.GroupBy(static n => n.Split('-')[0]))
            Assert.Equal(day.Order(StringComparer.Ordinal), day);
        Assert.Equal(numbers.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_work_that_throws_leaves_nothing_and_does_not_take_its_neighbours_down()
    {
        var works = Enumerable.Range(0, 40).Select(i => Book.Ledger.WriteAsync<string>(People.Owner, "test.write",
            async write =>
        {
            write.Db.Customers.Add(Customer($"C{i}"));
            await write.NextNumberAsync("test", Cancellation);
            await write.SaveAsync(Cancellation);
            return i % 5 == 3 ? throw new InvalidOperationException($"no {i}") : $"C{i}";
        }, Cancellation)).ToList();
        foreach (var (i, work) in works.Index())
        {
            if (i % 5 == 3) Assert.Equal($"no {i}", (await Assert.ThrowsAsync<InvalidOperationException>(() => work))
                .Message);
            else Assert.Equal($"C{i}", Accepted(await work));
        }

        Assert.Equal(32, await Book.CountAsync("customers"));
        Assert.Equal(32L, (await Book.RowsAsync("SELECT value FROM counters WHERE key = 'test'"))[0][0]);
        Assert.Equal(32, await Book.CountAsync("change_sets"));
    }

    [Fact]
    public async Task A_refused_work_writes_nothing_although_it_has_changed_what_it_loaded()
    {
        var customer = await Do.CustomerAsync();
        var before = (await Book.CountAsync("journal"), await Book.CountAsync("change_sets"),
            await Book.CountAsync("counters"));

        var outcome = await Book.Ledger.WriteAsync<string>(People.Owner, "test.write", async write =>
        {
            (await write.Db.Customers.FindAsync([customer.Id], Cancellation))!.Name = "改了";
            write.Db.Customers.Add(Customer("NEW"));
            return Refusal.NotAllowed("test.no");
        }, Cancellation);
        await Do.CustomerAsync("NEXT");

        Refused(outcome, RefusalKind.NotAllowed, "test.no");
        Assert.Equal((before.Item1 + 1, before.Item2 + 1, before.Item3),
            (await Book.CountAsync("journal"), await Book.CountAsync("change_sets"),
                await Book.CountAsync("counters")));
        Assert.Equal("客户HS", (await Book.ReadAsync(db => db.Customers.FindAsync([customer.Id], Cancellation)
            .AsTask()))!.Name);
    }

    [Fact]
    public async Task A_work_alone_may_save_in_chunks_and_still_be_refused_whole()
    {
        var outcome = await Book.Ledger.WriteAloneAsync<string>(People.Owner, "test.chunks", async write =>
        {
            for (var i = 0; i < 3; i++)
            {
                write.Db.Customers.Add(Customer($"C{i}"));
                await write.SaveChunkAsync(Cancellation);
            }
            return Refusal.NotAllowed("test.no");
        }, Cancellation);

        Refused(outcome, RefusalKind.NotAllowed, "test.no");
        Assert.Equal((0, 0), (await Book.CountAsync("customers"), await Book.CountAsync("change_sets")));
    }

    [Fact]
    public async Task Beyond_the_queue_a_request_is_told_that_the_book_is_busy()
    {
        using var hold = new SemaphoreSlim(0);
        var started = new TaskCompletionSource();
        var first = Book.Ledger.WriteAsync<string>(People.Owner, "test.hold", async _ =>
        {
            started.TrySetResult();
            await hold.WaitAsync(Cancellation);
            return "held";
        }, Cancellation);
        await started.Task;
        var waiting = Enumerable.Range(0, WriteGate.QueueMax).Select(_ => Book.Ledger.WriteAsync<string>(People.Owner,
            "test.wait",
            static _ => Task.FromResult<Outcome<string>>("done"), Cancellation)).ToList();

        var busy = await Book.Ledger.WriteAsync<string>(People.Owner, "test.late",
            static _ => Task.FromResult<Outcome<string>>("late"), Cancellation);
        hold.Release();

        Refused(busy, RefusalKind.Busy, "server.busy");
        Assert.Equal("held", Accepted(await first));
        Assert.All(await Task.WhenAll(waiting), static outcome => Accepted(outcome));
    }

    [Fact]
    public async Task A_request_given_up_while_it_waits_is_not_run()
    {
        using var hold = new SemaphoreSlim(0);
        using var gaveUp = new CancellationTokenSource();
        var first = Book.Ledger.WriteAsync<string>(People.Owner, "test.hold", async _ =>
        {
            await hold.WaitAsync(Cancellation);
            return "held";
        }, Cancellation);
        var second = Book.Ledger.WriteAsync<string>(People.Owner, "test.wait", static write =>
        {
            write.Db.Customers.Add(Customer("GONE"));
            return Task.FromResult<Outcome<string>>("done");
        }, gaveUp.Token);
        await gaveUp.CancelAsync();
        hold.Release();

        Accepted(await first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(0, await Book.CountAsync("customers"));
    }

    [Fact]
    public async Task A_listener_that_throws_loses_no_answer_and_writes_nothing_twice()
    {
        Book.Ledger.Committed += static _ => throw new InvalidOperationException("deaf");

        await Do.CustomerAsync("A");
        await Do.CustomerAsync("B");

        Assert.Equal(2, await Book.CountAsync("customers"));
    }

    [Fact]
    public async Task Every_commit_is_published_once_after_it_can_be_read()
    {
        var heard = new List<long>();
        Book.Ledger.Committed += heard.Add;

        await Do.CustomerAsync("A");
        Refused(await Do.SaveCustomer(new()), RefusalKind.Invalid, "customer.name-missing");
        await Do.CustomerAsync("B");

        Assert.Equal((await Book.RowsAsync("SELECT id FROM change_sets ORDER BY id")).Select(static r => (long)r[0]!),
            heard);
    }

    [Fact]
    public async Task A_fault_that_passes_by_itself_is_run_again_also_when_ef_has_wrapped_it()
    {
        Exception[] faults =
        [
            Postgres(PostgresErrorCodes.SerializationFailure), Postgres(PostgresErrorCodes.DeadlockDetected),
            new NpgsqlException("gone", new IOException("reset")),
        ];
        foreach (var fault in faults)
        {
            var runs = 0;
            var outcome = await Book.Ledger.WriteAsync<string>(People.Owner, "test.write", _ => ++runs == 1
                ? throw new InvalidOperationException("wrapped", new DbUpdateException("save", fault))
                : Task.FromResult<Outcome<string>>("done"), Cancellation);

            Assert.Equal(("done", 2), (Accepted(outcome), runs));
        }
    }

    [Fact]
    public async Task A_full_disk_and_a_lost_server_are_refusals_however_they_are_wrapped()
    {
        Refused(await FailAsync(Postgres(PostgresErrorCodes.DiskFull)), RefusalKind.NoSpace, "disk.full");
        Refused(await FailAsync(new NpgsqlException("gone", new IOException("reset"))), RefusalKind.Busy, "database.unavailable");

        Task<Outcome<string>> FailAsync(Exception fault) => Book.Ledger.WriteAsync<string>(People.Owner, "test.write",
            _ => throw new InvalidOperationException("wrapped", new DbUpdateException("save", fault)), Cancellation);
    }

    [Fact]
    public async Task One_key_on_two_nodes_is_done_once_and_both_get_the_answer()
    {
        Assert.SkipUnless(BookTemplate.IsPostgres, "Two nodes share one book on PostgreSQL only.");
        await using var other = new Book(Book.Place, NullLogger<Book>.Instance);
        var nodes = new[] { Book.Ledger, new Ledger(other, Book.Clock) };
        using var both = new Barrier(2);
        var once = new Once("1:key", "hash");

        var answers = await Task.WhenAll(nodes.Select((node, i) => Task.Run(() =>
        {
            var first = true;
            return node.WriteAsync<string>(People.Owner, "test.write", write =>
            {
                if (first) both.SignalAndWait(TimeSpan.FromSeconds(20), Cancellation);
                first = false;
                write.Db.Customers.Add(Customer($"N{i}"));
                return Task.FromResult<Outcome<string>>($"N{i}");
            }, Cancellation, once);
        }, Cancellation)));

        Assert.Equal(Accepted(answers[0]), Accepted(answers[1]));
        Assert.Equal(1, await Book.CountAsync("customers"));
    }

    private static PostgresException Postgres(string state) => new("no", "ERROR", "ERROR", state);

    private async Task CountByDayAsync() => Accepted(await new SaveSettings(Book.Ledger, Book.Book)
        .RunAsync(People.Owner,
        BookSettings.Default with { OrderNumbers = new("SO{date:yyyyMMdd}-{seq:6}", NumberScope.Day, true) },
            Cancellation));

    private static Customer Customer(string code)
    {
        var customer = new Customer { Code = code, Name = code };
        Assert.Null(customer.Check());
        return customer;
    }
}
