using System.Diagnostics.CodeAnalysis;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.ReadModel.Storage;
using OrderLedger.App.Settings;
using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel;

/// <summary>Answers every question about many orders: the ledger, search, counts and reports.</summary>
/// <remarks>A columnar copy of the book, fed by its journal. Each question first catches up to the journal's newest line, so a
/// reader always sees the own write. The copy is disposable: missing, older, damaged or foreign, it is rebuilt.</remarks>
public sealed partial class LedgerReadModel(Book book, TimeProvider clock, ILogger<LedgerReadModel> log) : IAsyncDisposable
{
    /// <summary>Questions answered at once; more of them would only slow each other down.</summary>
    private const int ReadersMax = 4;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _readers = new(ReadersMax, ReadersMax);
    private bool _isDisposed;
    private AnswerCache _cache = new(0);

    /// <summary>Rows that a window far down may sort at once; tests make it small.</summary>
    internal int SortAtOnce { get; init; } = 8_192;

    /// <summary>Orders read, and of how many, while the copy is built anew; otherwise null.</summary>
    public (long Done, long Of)? Building => _loader?.Building;

    /// <summary>Times this model built its copy from nothing.</summary>
    internal int Rebuilds => _loader?.Rebuilds ?? 0;

    /// <summary>A window of the ledger, with count and sums. A column that the reader may not see is refused as unknown.</summary>
    public async Task<Outcome<LedgerPage>> QueryAsync(LedgerQuery query, Actor actor, CancellationToken cancellation)
    {
        var plan = LedgerPlan.Read(query, actor);
        if (!plan.Accepted) return plan.Refusal;

        return await ReadAsync(reading => new LedgerReader(reading, plan.Value, actor).Read(query), cancellation);
    }

    /// <summary>Orders and customers that match every word; see <see cref="LedgerQuery.Q"/>.</summary>
    /// <param name="limit">Of each, at most <see cref="LedgerQuery.LimitMax"/>.</param>
    public async Task<SearchResult> SearchAsync(string text, Actor actor, int limit, CancellationToken cancellation)
    {
        var query = Search.Orders(text, actor, Math.Clamp(limit, 1, LedgerQuery.LimitMax));
        var plan = LedgerPlan.Read(query, actor).Value ?? throw new InvalidOperationException("The search asks for what it may see.");
        return await ReadAsync(reading => new SearchResult(
            plan.Words.Count == 0 ? new(plan.Columns, [], 0, null, reading.Seq)
                : new LedgerReader(reading, plan, actor).ReadFirst(query.Limit),
            Search.Customers(reading, text, actor, query.Limit)), cancellation);
    }

    /// <summary>The counts of <see cref="LedgerTabs"/>, by name.</summary>
    public Task<IReadOnlyDictionary<string, long>> CountsAsync(Actor actor, CancellationToken cancellation) =>
        ReadAsync(reading => LedgerTabs.Count(reading, actor), cancellation);

    /// <summary>How many rows stand behind each of these filters, all of which this reader may ask.</summary>
    internal Task<Dictionary<(LedgerRows Rows, string? Filter), long>> CountAsync(
        IReadOnlyList<(LedgerRows Rows, string? Filter)> asked, Actor actor, CancellationToken cancellation) =>
        ReadAsync(reading => FilterCounts.Of(reading, asked, actor), cancellation);

    /// <summary>What a column holds among the rows that match, with the number of rows that hold it.</summary>
    public async Task<Outcome<ValueList>> ValuesAsync(ValueQuery query, Actor actor, CancellationToken cancellation)
    {
        var plan = ValueLister.Plan(query, actor);
        if (!plan.Accepted) return plan.Refusal;

        return await ReadAsync(reading => new ValueLister(reading, plan.Value, query, actor).Read(), cancellation);
    }

    /// <summary>The rows that match, grouped by up to three columns, with subtotals over all of them.</summary>
    public async Task<Outcome<LedgerGroups>> GroupsAsync(GroupQuery query, Actor actor, CancellationToken cancellation)
    {
        var plan = GroupPlan.Read(query, actor);
        if (!plan.Accepted) return plan.Refusal;

        return await ReadAsync(reading => new GroupReader(reading, plan.Value, actor).Read(query), cancellation);
    }

    /// <summary>Brings the read model up to date; builds it when there is none. Called at start, and by every question.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        await InTurnAsync(CaughtUpAsync).WaitAsync(cancellation);
    }

    /// <summary>Builds the copy anew from the book.</summary>
    public async Task RebuildAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        await InTurnAsync(async stopping =>
        {
            var loader = await CaughtUpAsync(stopping);
            await loader.RebuildAsync(stopping);
            return loader;
        }).WaitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        // What still loads for somebody who left stops first.
        await _stopping.CancelAsync();
        await _gate.WaitAsync(CancellationToken.None);
        _stopping.Dispose();
        if (_loader is not null) await _loader.DisposeAsync();
        _file?.Dispose();
        _gate.Dispose();
        _readers.Dispose();
        _snapshots.Dispose();
    }

    /// <summary>Runs a question in a snapshot that holds everything committed before it was asked.</summary>
    internal async Task<T> ReadAsync<T>(Func<Reading, T> read, CancellationToken cancellation)
    {
        await _readers.WaitAsync(cancellation);
        try
        {
            return await ReadOrReplaceAsync(read, cancellation);
        }
        finally
        {
            _readers.Release();
        }
    }

    private async Task<T> ReadOrReplaceAsync<T>(Func<Reading, T> read, CancellationToken cancellation)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            Reading reading = default;
            var isWhole = false;
            try
            {
                var settings = await book.SettingsAsync(cancellation);
                var now = clock.GetUtcNow().UtcDateTime;
                reading = await BeginAsync(cancellation);
                var answer = read(reading with { Settings = settings, Today = settings.ToDate(now) });
                reading.Duck.Run("COMMIT");
                reading.Origin!.Return(reading.Duck);
                isWhole = true;
                return answer;
            }
            catch (DuckDBException fault) when (!isSecond && ModelFile.IsLost(fault))
            {
                await ReplaceAsync(reading.Origin, fault, cancellation);
            }
            finally
            {
                // After a fault the connection is in a state nobody knows.
                if (!isWhole && reading.Duck is { } duck) await duck.DisposeAsync();
            }
        }
    }

    /// <summary>Loads until the model is disposed, and then leaves the gate, which the caller has entered. Who asked may
    /// leave, and the next one finds what was loaded: a rebuild that every impatient reader began anew would never end.</summary>
    private Task<T> InTurnAsync<T>(Func<CancellationToken, Task<T>> load) => Task.Run(async () =>
    {
        try
        {
            return await load(_stopping.Token);
        }
        finally
        {
            _gate.Release();
        }
    }, CancellationToken.None);

    [SuppressMessage("Reliability", "CA2000", Justification = "The reading owns the connection; ReadAsync gives it back.")]
    private async Task<Reading> BeginAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        var begun = InTurnAsync(async stopping =>
        {
            var loader = await CaughtUpAsync(stopping);
            if (_cache.Revision != loader.Revision) _cache = new(loader.Revision);
            return new Reading(_file!.Begin(), loader.Seq, _cache, SortAtOnce, BookSettings.Default, default) { Origin = _file };
        });
        try
        {
            return await begun.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nobody will give this snapshot back.
            _ = begun.ContinueWith(static late => late.Result.Duck.Dispose(), CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>A snapshot to read from, and what is today.</summary>
    internal readonly record struct Reading(
        DuckDBConnection Duck, long Seq, AnswerCache Cache, int SortAtOnce, BookSettings Settings, DateOnly Today)
    {
        /// <summary>Where the connection goes back to.</summary>
        public ModelFile? Origin { get; init; }

        public FilterSql Sql(LedgerRows rows)
        {
            var zone = Settings.Zone;
            return new(rows, Today, day => Midnight(day, zone));
        }

        /// <summary>Where the clock jumps over midnight, the day begins an hour later.</summary>
        private static DateTime Midnight(DateOnly day, TimeZoneInfo zone)
        {
            var midnight = day.ToDateTime(TimeOnly.MinValue);
            return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, zone);
        }
    }
}
