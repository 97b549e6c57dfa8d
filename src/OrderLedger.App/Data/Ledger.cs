using System.Data;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Json;
using OrderLedger.App.Settings;
using OrderLedger.Domain;

namespace OrderLedger.App.Data;

/// <summary>The way in for every verb: one user intention, one transaction, one change set.</summary>
public sealed class Ledger(Book book, TimeProvider clock)
{
    private static readonly CompiledQuery<string, KeptAnswer> Answers = new(static () =>
        EF.CompileAsyncQuery((LedgerDb db, string key) => db.KeptAnswers.AsNoTracking().Where(a => a.Key == key)));

    /// <summary>Raised after the commit with the change set's id, in process; of other nodes see <see cref="Neighbours.Committed"/>.</summary>
    public event Action<long>? Committed;

    /// <summary>Runs a verb in the write gate. Nothing of a refused verb is written.</summary>
    /// <param name="verb">Name of the intention, such as <c>order.ship</c>.</param>
    /// <param name="run">Loads, asks the rules, changes; may run more than once. The gate saves.</param>
    /// <param name="once">Idempotency key with the hash of the request: the same key gives the same answer.</param>
    public Task<Outcome<T>> WriteAsync<T>(
        Actor actor, string verb, Func<Write, Task<Outcome<T>>> run, CancellationToken cancellation, Once? once = null)
        where T : notnull => EnqueueAsync(actor, verb, run, once, isAlone: false, cancellation);

    /// <summary>The same, alone in its transaction: for what saves in chunks and may be refused halfway.</summary>
    public Task<Outcome<T>> WriteAloneAsync<T>(
        Actor actor, string verb, Func<Write, Task<Outcome<T>>> run, CancellationToken cancellation, Once? once = null)
        where T : notnull => EnqueueAsync(actor, verb, run, once, isAlone: true, cancellation);

    /// <summary>Runs a verb without the gate and without writing, against the book as it is now: the preview of a change.</summary>
    /// <remarks>It reads one state of the book, holds no lock, and its numbers and ids are seen by nobody.</remarks>
    internal async Task<Outcome<T>> RehearseAsync<T>(
        Actor actor, string verb, Func<Write, Task<Outcome<T>>> run, CancellationToken cancellation)
        where T : notnull
    {
        var settings = await book.SettingsAsync(cancellation);
        await using var connection = await book.OpenAsync(cancellation);
        // Deferred: on SQLite a transaction that only reads keeps nobody from writing. There is no asynchronous way to ask for it.
#pragma warning disable CA1849
        await using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
#pragma warning restore CA1849
        using var kept = new KeptStatements();
        await using var db = book.CreateWriterDb(connection, kept);
        await db.Database.UseTransactionAsync(transaction, cancellation);
        db.Ids = new BatchIds(long.MaxValue / 2);
        // As on SQLite: a counter that is only read is not locked.
        var counters = new CounterSheet(transaction, isPostgres: false);
        return await run(new Write(db, counters, settings, actor, verb, Now()) { IsRehearsal = true });
    }

    private Task<Outcome<T>> EnqueueAsync<T>(Actor actor, string verb, Func<Write, Task<Outcome<T>>> run, Once? once,
        bool isAlone, CancellationToken cancellation)
        where T : notnull
    {
        var work = new Work<T>(this, actor, verb, run, once, isAlone, cancellation);
        return book.Gate.TryEnqueue(work)
            ? work.Answer
            : Task.FromResult<Outcome<T>>(new Refusal(RefusalKind.Busy, "server.busy"));
    }

    /// <summary>UTC, whole milliseconds, as it would be stored.</summary>
    internal DateTime Now()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
    }

    private sealed class Work<T>(Ledger ledger, Actor actor, string verb, Func<Write, Task<Outcome<T>>> run, Once? once,
        bool isAlone, CancellationToken cancellation) : GateWork(isAlone, cancellation)
        where T : notnull
    {
        private readonly TaskCompletionSource<Outcome<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Outcome<T>> Answer => _answer.Task;

        public override async Task<Finish> RunAsync(LedgerDb db, CounterSheet counters, BookSettings settings, bool isRepeat)
        {
            if (once is not null && await KeptAsync(db) is { } kept) return new(false, () => _answer.TrySetResult(kept));

            var write = new Write(db, counters, settings, actor, verb, ledger.Now()) { IsRepeat = isRepeat };
            var outcome = await run(write);
            if (!outcome.Accepted)
            {
                if (write.HasSaved) throw new RefusedException(outcome);
                return new(false, () => _answer.TrySetResult(outcome));
            }
            if (once is not null)
            {
                var json = JsonSerializer.Serialize(outcome.Value, LedgerJson.Options);
                write.Add(new KeptAnswer { Key = once.Key, BodyHash = once.BodyHash, At = write.Now, Json = json });
            }
            await write.SaveAsync(Cancellation);
            return new(true, () =>
            {
                try
                {
                    ledger.Committed?.Invoke(write.ChangeSet.Id);
                }
                finally
                {
                    _answer.TrySetResult(outcome);
                }
            }, write.HasWritten ? write.ChangeSet.Id : null, db.ChangeTracker.Entries<Setting>().Any());
        }

        public override void Fail(Exception fault)
        {
            if (fault is RefusedException refused) _answer.TrySetResult(refused.Outcome);
            else if (Faults.AsRefusal(fault) is { } refusal) _answer.TrySetResult(refusal);
            else _answer.TrySetException(fault);
        }

        private async Task<Outcome<T>?> KeptAsync(LedgerDb db)
        {
            await foreach (var kept in Answers.Run(db, once!.Key).WithCancellation(Cancellation))
            {
                if (kept.BodyHash != once.BodyHash) return new Refusal(RefusalKind.KeyReused, "idempotency.key-reused");
                return JsonSerializer.Deserialize<T>(kept.Json, LedgerJson.Options)!;
            }
            return null;
        }

        /// <summary>Rolls back the transaction of a work that may have saved chunks already.</summary>
        private sealed class RefusedException(Outcome<T> outcome) : Exception
        {
            public Outcome<T> Outcome { get; } = outcome;
        }
    }
}

/// <summary>An Idempotency-Key of one user with the hash of what was asked.</summary>
public sealed record Once(string Key, string BodyHash)
{
    public static Once For(Actor actor, string key, string body) => new(
        $"{actor.UserId}:{key}", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body))));
}
