using System.Data.Common;
using System.Globalization;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>How far the journal has been applied, without passing over a line that is still in flight.</summary>
/// <remarks>On SQLite lines are committed in the order of their seq. On PostgreSQL a seq is taken before the commit, so a lower
/// one may appear later, even from a transaction that is older than one already seen. What holds there: a line that was
/// not visible was written by a transaction at or above the snapshot's xmin. So lines are asked for by xid from that
/// horizon on, and known ones are skipped. <see cref="Floor"/> only keeps that query short: it follows far behind.</remarks>
internal sealed class JournalCursor(bool isPostgres, JournalCursor.Position from)
{
    /// <summary>A transaction that has taken a seq takes its xid within the same row; so long it surely does not need.</summary>
    private static readonly TimeSpan FloorLag = TimeSpan.FromSeconds(30);
    private readonly HashSet<long> _applied = [];
    private (long Seq, long Xmax, long At)? _candidate;

    /// <summary>Every line up to this seq is applied.</summary>
    public long Floor { get; private set; } = from.Floor;

    /// <summary>PostgreSQL: every line of a transaction below this xid is applied.</summary>
    public long Horizon { get; private set; } = from.Horizon;

    /// <summary>The greatest seq applied.</summary>
    public long Newest { get; private set; } = from.Newest;

    /// <summary>Lines not applied yet. Call <see cref="Applied"/> when they are.</summary>
    public async Task<Batch> ReadAsync(DbConnection book, CancellationToken cancellation)
    {
        await using var command = isPostgres
            ? book.Command("""
                SELECT j.seq, j.root, j.root_id, s.xmin, s.xmax FROM (SELECT
                    pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS xmin,
                    pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS xmax) s
                LEFT JOIN journal j ON j.seq > @floor AND j.xid >= @horizon ORDER BY j.seq
                """, ("floor", Floor), ("horizon", Horizon))
            : book.Command("SELECT seq, root, root_id FROM journal WHERE seq > @floor ORDER BY seq", ("floor", Floor));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var batch = new Batch();
        while (await reader.ReadAsync(cancellation))
        {
            if (isPostgres) (batch.Xmin, batch.Xmax) = (reader.GetInt64(3), reader.GetInt64(4));
            if (await reader.IsDBNullAsync(0, cancellation)) break;
            var seq = reader.GetInt64(0);
            batch.Seen.Add(seq);
            if (!_applied.Contains(seq)) batch.Add(reader.GetString(1), reader.GetInt64(2), seq);
        }
        return batch;
    }

    /// <summary>Where to go on after a restart once the batch is stored. On PostgreSQL that is where it began: lines may come
    /// twice, and applying one twice changes nothing.</summary>
    public Position After(Batch batch)
    {
        var newest = Math.Max(Newest, batch.Newest);
        return isPostgres ? new(Floor, Horizon, newest) : new(newest, 0, newest);
    }

    /// <summary>Transactions are counted upwards for ever. Where they are fewer than before, the database has been moved into
    /// another server, and horizon and lines do not speak of the same count.</summary>
    public bool IsOfAnotherServer(Batch batch) => isPostgres && batch.Xmin < Horizon;

    /// <summary>Remembers that the batch is in the read model.</summary>
    public void Applied(Batch batch)
    {
        Newest = Math.Max(Newest, batch.Newest);
        if (!isPostgres)
        {
            Floor = Newest;
            return;
        }
        Horizon = Math.Max(Horizon, batch.Xmin);
        _applied.RemoveWhere(seq => !batch.Seen.Contains(seq));
        _applied.UnionWith(batch.Seen);
        LiftFloor(batch);
    }

    /// <summary>Where a rebuild begins: what it may miss is asked for again.</summary>
    public static async Task<Position> StartAsync(DbConnection book, bool isPostgres, CancellationToken cancellation)
    {
        await using var command = book.Command(isPostgres
            ? "SELECT 0::bigint, pg_snapshot_xmin(pg_current_snapshot())::text::bigint, coalesce(max(seq), 0) FROM journal"
            : "SELECT coalesce(max(seq), 0), 0, coalesce(max(seq), 0) FROM journal");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private void LiftFloor(Batch batch)
    {
        if (_candidate is { } old && batch.Xmin > old.Xmax && Environment.TickCount64 - old.At > FloorLag.TotalMilliseconds)
        {
            Floor = Math.Max(Floor, old.Seq);
            _candidate = null;
        }
        _candidate ??= (Newest, batch.Xmax, Environment.TickCount64);
    }

    /// <summary>Where to go on.</summary>
    /// <param name="Newest">The greatest seq applied; its line tells one book from another.</param>
    public readonly record struct Position(long Floor, long Horizon, long Newest);

    /// <summary>Roots touched by lines not applied yet.</summary>
    public sealed class Batch
    {
        public HashSet<long> Seen { get; } = [];
        public Dictionary<string, HashSet<long>> Roots { get; } = new(StringComparer.Ordinal);
        public long Newest { get; private set; }
        public long Xmin { get; set; }
        public long Xmax { get; set; }
        public bool IsEmpty => Roots.Count == 0;

        public IReadOnlyCollection<long> Of(string root) => Roots.TryGetValue(root, out var ids) ? ids : [];

        internal void Add(string root, long id, long seq)
        {
            Newest = Math.Max(Newest, seq);
            if (!Roots.TryGetValue(root, out var ids)) Roots[root] = ids = [];
            ids.Add(id);
        }

        public static string In(IEnumerable<long> ids) =>
            $"{{0}} IN ({string.Join(',', ids.Select(static id => id.ToString(CultureInfo.InvariantCulture)))})";
    }
}
