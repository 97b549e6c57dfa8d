using System.Data;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace OrderLedger.App.Data.Commit;

/// <summary>The one writer of a node: first in, first out; waiting requests share one transaction and one fsync.</summary>
/// <remarks>A refused work writes nothing. When a save of the batch throws, the batch is rolled back and its works run again,
/// each in a transaction of its own, so that a failure never takes its neighbours down.</remarks>
internal sealed partial class WriteGate : IAsyncDisposable
{
    /// <summary>Works that may wait; beyond it a request is answered Busy at once, so that memory stays bounded.</summary>
    public const int QueueMax = 1_024;

    /// <summary>Works in one transaction at most: about 20 ms of work, the bound of the waiting time.</summary>
    public const int BatchMax = 48;
    private const int AttemptsMax = 8;

    private readonly Book _book;
    private readonly ILogger _log;
    private readonly Channel<GateWork> _queue = Channel.CreateBounded<GateWork>(
        new BoundedChannelOptions(QueueMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly Task _loop;
    private readonly CancellationTokenSource _stop = new();
    private Writer? _writer;

    public WriteGate(Book book, ILogger log)
    {
        (_book, _log) = (book, log);
        _loop = Task.Factory.StartNew(LoopAsync, CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
    }

    /// <summary>False when too many wait already.</summary>
    public bool TryEnqueue(GateWork work) => _queue.Writer.TryWrite(work);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        if (_writer is not null) await _writer.DisposeAsync();
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        var batch = new List<GateWork>(BatchMax);
        while (await _queue.Reader.WaitToReadAsync(_stop.Token))
        {
            while (batch.Count < BatchMax && (batch.Count == 0 || !batch[^1].IsAlone) && _queue.Reader.TryPeek(out var next))
            {
                if (next.IsAlone && batch.Count > 0) break;
                if (_queue.Reader.TryRead(out var work) && !work.Cancellation.IsCancellationRequested) batch.Add(work);
                else work?.Fail(new OperationCanceledException(work.Cancellation));
            }
            if (batch.Count > 0) await RunAsync(batch);
            batch.Clear();
        }
    }

    private async Task RunAsync(List<GateWork> batch)
    {
        if (await TryBatchAsync(batch) is not { } fault) return;
        // Whether a commit that broke off has reached the disk nobody knows: to run it again could write it twice.
        if (batch.Count == 1 || fault is UnsureException)
        {
            foreach (var work in batch) work.Fail(fault is UnsureException { InnerException: { } inner } ? inner : fault);
            return;
        }
        foreach (var work in batch)
        {
            if (await TryBatchAsync([work]) is { } own) work.Fail(own is UnsureException { InnerException: { } cause } ? cause : own);
        }
    }

    /// <summary>Null when all works have their answer; else the fault that stopped the batch, with nothing written.</summary>
#pragma warning disable CA1031 // Whatever a work throws must reach its own caller, not end the gate.
    private async Task<Exception?> TryBatchAsync(IReadOnlyList<GateWork> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Complete(await OneTransactionAsync(batch, isRepeat: attempt > 1));
                return null;
            }
            catch (Exception fault) when (attempt < AttemptsMax
                && (Faults.IsTransient(fault) || (attempt == 1 && Faults.IsTakenNumber(fault)) || fault is StaleException))
            {
                LogRetry(_log, attempt, fault.GetType().Name);
                await Task.Delay(5 * attempt, _stop.Token);
            }
            catch (Exception fault)
            {
                return fault;
            }
        }
    }
    /// <summary>Answers what is committed. A listener that throws must not make the batch run again.</summary>
    private void Complete(List<Action> done)
    {
        foreach (var complete in done)
        {
            try
            {
                complete();
            }
            catch (Exception fault)
            {
                LogListener(_log, fault);
            }
        }
    }

#pragma warning restore CA1031

    private async Task<List<Action>> OneTransactionAsync(IReadOnlyList<GateWork> batch, bool isRepeat)
    {
        var writer = _writer ??= await WriterAsync();
        try
        {
            // BEGIN IMMEDIATE on SQLite: what a verb reads stays true until it has written.
            await using var transaction = await writer.Connection.BeginTransactionAsync(
                _book.IsPostgres ? IsolationLevel.ReadCommitted : IsolationLevel.Serializable, _stop.Token);
            await writer.Db.Database.UseTransactionAsync(transaction, _stop.Token);
            var counters = new CounterSheet(transaction, _book.IsPostgres);
            var masters = writer.Db.Masters!;
            await masters.BeginAsync(transaction, _book.IsPostgres, _stop.Token);
            var done = await RunWorksAsync(batch, writer.Db, transaction, counters, isRepeat);
            if (!await masters.AreTrueAsync(transaction, _book.IsPostgres, _stop.Token)) throw new StaleException();
            try
            {
                await transaction.CommitAsync(_stop.Token);
            }
            catch (Exception fault) when (!Faults.IsRolledBack(fault))
            {
                throw new UnsureException(fault);
            }
            return done;
        }
        catch
        {
            // Whatever state the connection is in, the next batch begins with a fresh one.
            _writer = null;
            await writer.DisposeAsync();
            throw;
        }
    }

    private async Task<List<Action>> RunWorksAsync(
        IReadOnlyList<GateWork> batch, LedgerDb db, DbTransaction transaction, CounterSheet counters, bool isRepeat)
    {
        var ids = await IdsAsync(counters);
        var settings = await _book.SettingsAsync(db, _stop.Token);
        var done = new List<Action>(batch.Count);
        var (written, ofSettings) = (new List<long>(batch.Count), false);
        foreach (var work in batch)
        {
            db.Ids = ids;
            var finish = await work.RunAsync(db, counters, settings, isRepeat);
            counters.End(finish.Accepted);
            done.Add(finish.Complete);
            if (finish.ChangeSet is { } changeSet) written.Add(changeSet);
            ofSettings |= finish.OfSettings;
            db.ChangeTracker.Clear();
            db.ChangeSet = null;
        }
        await RowInserter.SendAsync(db, _stop.Token);
        if (ids is BatchIds own) await counters.LiftAsync(CounterSheet.IdKey, own.Last, _stop.Token);
        await counters.WriteAsync(_stop.Token);
        if (_book.IsPostgres && written.Count > 0) await Neighbours.TellAsync(_book, transaction, written, ofSettings, _stop.Token);
        return done;
    }

    private async Task<Writer> WriterAsync()
    {
        var connection = await _book.OpenAsync(_stop.Token);
        return new(connection, _book);
    }

    private async Task<IIdSource> IdsAsync(CounterSheet counters) => _book.IsPostgres
        ? _book.BlockIds
        : new BatchIds(await counters.CurrentAsync(CounterSheet.IdKey, _stop.Token));

    /// <summary>The commit itself failed.</summary>
    private sealed class UnsureException(Exception fault) : Exception("The commit broke off.", fault);

    /// <summary>Another node changed a customer or a product while this batch relied on it.</summary>
    private sealed class StaleException : Exception;

    /// <summary>The gate's own connection and context, kept from batch to batch.</summary>
    private sealed class Writer : IAsyncDisposable
    {
        private readonly KeptStatements _kept = new();

        public Writer(DbConnection connection, Book book)
        {
            Connection = connection;
            Db = book.CreateWriterDb(connection, _kept);
            // A save that throws ends the whole batch, so that EF need not guard each save by a savepoint.
            Db.Database.AutoSavepointsEnabled = false;
        }

        public DbConnection Connection { get; }

        public LedgerDb Db { get; }

        public async ValueTask DisposeAsync()
        {
            await Db.DisposeAsync();
            _kept.Dispose();
            await Connection.DisposeAsync();
        }
    }

    [LoggerMessage(LogLevel.Information, "A batch is run again, attempt {Attempt}: {Fault}")]
    private static partial void LogRetry(ILogger log, int attempt, string fault);

    [LoggerMessage(LogLevel.Error, "A listener of commits failed")]
    private static partial void LogListener(ILogger log, Exception fault);
}
