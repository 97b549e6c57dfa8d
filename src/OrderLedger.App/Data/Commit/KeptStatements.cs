using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OrderLedger.App.Data.Commit;

/// <summary>Keeps the statements of the one SQLite writer prepared: EF asks the same few again and again, and SQLite would
/// parse each anew, a third of the cost of a small verb. (Npgsql prepares by itself.)</summary>
internal sealed class KeptStatements : DbCommandInterceptor, IDisposable
{
    /// <summary>Statements kept at most; a verb whose text varies must not fill the memory.</summary>
    private const int Max = 300;
    private readonly Dictionary<string, KeptCommand> _kept = new(StringComparer.Ordinal);

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (result is not SqliteCommand command) return result;
        if (!_kept.TryGetValue(command.CommandText, out var kept))
        {
            if (_kept.Count >= Max) return result;
            _kept[command.CommandText] = kept = new(command);
            kept.Take();
            return kept;
        }
        // A reader of the same text may still be open: then this one goes its own way.
        if (kept.IsTaken) return result;
        kept.Take();
        kept.Fill(command);
        command.Dispose();
        return kept;
    }

    public void Dispose()
    {
        foreach (var command in _kept.Values) command.End();
    }

    /// <summary>A command that outlives its disposal; EF disposes what it believes to be its own.</summary>
    private sealed class KeptCommand(SqliteCommand own) : DbCommand
    {
        public bool IsTaken { get; private set; }

        public override string CommandText
        {
            get => own.CommandText;
#pragma warning disable CA2100, CS8765 // The text is EF's own, and it never gives none.
            set => own.CommandText = value;
#pragma warning restore CA2100, CS8765
        }

        public override int CommandTimeout
        {
            get => own.CommandTimeout;
            set => own.CommandTimeout = value;
        }

        public override CommandType CommandType
        {
            get => own.CommandType;
            set => own.CommandType = value;
        }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource
        {
            get => own.UpdatedRowSource;
            set => own.UpdatedRowSource = value;
        }

        protected override DbConnection? DbConnection
        {
            get => own.Connection;
            set => own.Connection = (SqliteConnection?)value;
        }

        protected override DbParameterCollection DbParameterCollection => own.Parameters;

        protected override DbTransaction? DbTransaction
        {
            get => own.Transaction;
            set => own.Transaction = (SqliteTransaction?)value;
        }

        public void Take() => IsTaken = true;

        public void Fill(SqliteCommand from)
        {
            own.Transaction = from.Transaction;
            own.CommandTimeout = from.CommandTimeout;
            own.Parameters.Clear();
            foreach (SqliteParameter parameter in from.Parameters) own.Parameters.Add(parameter);
        }

        public void End() => own.Dispose();

        public override void Cancel() => own.Cancel();

        public override int ExecuteNonQuery() => own.ExecuteNonQuery();

        public override object? ExecuteScalar() => own.ExecuteScalar();

        public override void Prepare() => own.Prepare();

        protected override DbParameter CreateDbParameter() => own.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => own.ExecuteReader(behavior);

        /// <summary>Given back, not ended.</summary>
        protected override void Dispose(bool disposing)
        {
            IsTaken = false;
            base.Dispose(disposing);
        }
    }
}
