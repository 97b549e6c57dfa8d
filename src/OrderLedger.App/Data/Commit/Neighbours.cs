using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrderLedger.App.Data.Commit;

/// <summary>What the nodes of one PostgreSQL book tell each other by NOTIFY: what was committed, and what is said in passing. A node does
/// not hear itself. On SQLite there are no neighbours, and nothing is sent.</summary>
/// <remarks>Told inside the transaction, a commit is heard when it is committed and never otherwise. What is missed while the listener's
/// connection is down is looked up when it is back.</remarks>
public sealed partial class Neighbours(Book book, TimeProvider clock, ILogger<Neighbours> log)
{
    private const string Channel = "orderledger";
    private const string Commits = "c";
    private const string CommitsOfSettings = "s";
    private const string Words = "w";

    /// <summary>PostgreSQL takes less than 8,000 bytes; a character has at most four.</summary>
    /// <remarks>A batch of <see cref="WriteGate.BatchMax"/> ids stays below 1,000 bytes.</remarks>
    private const int WordsMax = 1_900;

    /// <summary>Change sets looked up after a gap at most, the newest: a page that missed more is read anew anyway.</summary>
    private const int MissedMax = 1_000;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the listener asks, at most, how far the book is; what it heard before that has surely reached it.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    /// <summary>Raised with the id of a change set that another node has committed; after a gap it may come twice.</summary>
    public event Action<long>? Committed;

    /// <summary>Raised with what another node said; nothing of it is kept, and what is said during a gap is lost.</summary>
    public event Action<string>? Said;

    /// <summary>Says something to the other nodes; not heard where nobody listens.</summary>
    /// <param name="words">At most 1,900 characters.</param>
    public async Task SayAsync(string words, CancellationToken cancellation)
    {
        if (!book.IsPostgres) return;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(words.Length, WordsMax, nameof(words));
        await using var connection = await book.OpenAsync(cancellation);
        await NotifyAsync(book.Node, connection, null, Words, words, cancellation);
    }

    /// <summary>Listens until stopped, whatever happens to the connection.</summary>
    public async Task ListenAsync(CancellationToken stop)
    {
        if (!book.IsPostgres) return;
        long? horizon = null;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await book.OpenListenerAsync(stop);
                connection.Notification += (_, heard) => Hear(heard.Payload);
                await using (var command = new NpgsqlCommand($"LISTEN {Channel}", connection)) await command.ExecuteNonQueryAsync(stop);
                var next = await HorizonAsync(connection, stop);
                if (horizon is { } since) await TellMissedAsync(since, stop);
                horizon = next;
                for (var asked = clock.GetTimestamp(); ;)
                {
                    await connection.WaitAsync(Period, stop);
                    if (clock.GetElapsedTime(asked) < Period) continue;
                    (horizon, next, asked) = (next, await HorizonAsync(connection, stop), clock.GetTimestamp());
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            // Questions through the pool come back wrapped, when the database was restarted and its connections are broken.
            catch (Exception fault) when (fault is DbException or IOException or TimeoutException or OperationCanceledException || Faults.IsUnavailable(fault))
            {
                LogLost(log, fault.GetType().Name);
                await Task.Delay(RetryAfter, stop).ContinueWith(static _ => { }, CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Within the transaction that writes them.</summary>
    internal static Task TellAsync(Book book, DbTransaction transaction, IReadOnlyCollection<long> changeSets, bool ofSettings,
        CancellationToken cancellation) => NotifyAsync(book.Node, transaction.Connection!, transaction,
        ofSettings ? CommitsOfSettings : Commits,
        string.Join(',', changeSets.Select(static id => id.ToString(CultureInfo.InvariantCulture))), cancellation);

    private static async Task NotifyAsync(string node, DbConnection connection, DbTransaction? transaction, string kind, string text,
        CancellationToken cancellation)
    {
        await using var command = (NpgsqlCommand)connection.CreateCommand();
        command.Transaction = (NpgsqlTransaction?)transaction;
        command.CommandText = "SELECT pg_notify($1, $2)";
        command.Parameters.Add(new NpgsqlParameter { Value = Channel });
        command.Parameters.Add(new NpgsqlParameter { Value = $"{node} {kind} {text}" });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary><c>NODE KIND TEXT</c>; what reads otherwise is of a later version, or of somebody else.</summary>
    private void Hear(string payload)
    {
        if (payload.Split(' ', 3) is not [var node, var kind, var text] || node == book.Node) return;
        if (kind == Words)
        {
            Said?.Invoke(text);
            return;
        }
        if (kind is not (Commits or CommitsOfSettings)) return;
        if (kind == CommitsOfSettings) book.ForgetSettings();
        foreach (var part in text.Split(','))
        {
            if (long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) Committed?.Invoke(id);
        }
    }

    /// <summary>Every transaction below it has ended. A change set has its time and its id when it is begun, and an import can take
    /// long; so only this tells what may still come.</summary>
    private static async Task<long> HorizonAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint", connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task TellMissedAsync(long horizon, CancellationToken cancellation)
    {
        book.ForgetSettings();
        await using var connection = await book.OpenAsync(cancellation);
        await using var command = (NpgsqlCommand)connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT change_set_id FROM journal WHERE xid >= $1 ORDER BY change_set_id DESC LIMIT $2";
        command.Parameters.Add(new NpgsqlParameter { Value = horizon });
        command.Parameters.Add(new NpgsqlParameter { Value = MissedMax });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) Committed?.Invoke(reader.GetInt64(0));
    }

    [LoggerMessage(LogLevel.Warning, "The connection that listens to other nodes is lost and will be opened again: {Fault}")]
    private static partial void LogLost(ILogger log, string fault);
}
