using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel;

public sealed partial class LedgerReadModel
{
    /// <summary>Snapshots open at once; each holds a connection for as long as somebody downloads.</summary>
    private const int SnapshotsMax = 16;
    private readonly SemaphoreSlim _snapshots = new(SnapshotsMax, SnapshotsMax);

    /// <summary>The book as it is now, for many windows of the same rows: writes go on, and it does not see them.</summary>
    /// <remarks>Between two windows it takes no place of a reader, however slowly they are fetched. Busy when too many are
    /// open.</remarks>
    public async Task<Outcome<Snapshot>> SnapshotAsync(CancellationToken cancellation)
    {
        if (!await _snapshots.WaitAsync(TimeSpan.Zero, cancellation)) return new Refusal(RefusalKind.Busy, "server.busy");
        try
        {
            var settings = await book.SettingsAsync(cancellation);
            var now = clock.GetUtcNow().UtcDateTime;
            var reading = await BeginAsync(cancellation);
            return new Snapshot(this, reading with { Settings = settings, Today = settings.ToDate(now) });
        }
        catch
        {
            _snapshots.Release();
            throw;
        }
    }

    /// <summary>One state of the read model. Windows are asked for one after the other.</summary>
    public sealed class Snapshot : IAsyncDisposable
    {
        private readonly LedgerReadModel _model;
        private readonly Reading _reading;
        private bool _isBroken;

        internal Snapshot(LedgerReadModel model, Reading reading) => (_model, _reading) = (model, reading);

        /// <summary>As <see cref="QueryAsync(LedgerQuery, Actor, CancellationToken)"/>.</summary>
        public async Task<Outcome<LedgerPage>> QueryAsync(LedgerQuery query, Actor actor, CancellationToken cancellation)
        {
            var plan = LedgerPlan.Read(query, actor);
            if (!plan.Accepted) return plan.Refusal;

            await _model._readers.WaitAsync(cancellation);
            try
            {
                _isBroken = true;
                var page = new LedgerReader(_reading, plan.Value, actor).Read(query);
                _isBroken = false;
                return page;
            }
            finally
            {
                _model._readers.Release();
            }
        }

        public async ValueTask DisposeAsync()
        {
            _model._snapshots.Release();
            // After a fault the connection is in a state nobody knows.
            if (_isBroken)
            {
                await _reading.Duck.DisposeAsync();
                return;
            }
            Storage.Sql.Run(_reading.Duck, "COMMIT");
            _reading.Origin!.Return(_reading.Duck);
        }
    }
}
