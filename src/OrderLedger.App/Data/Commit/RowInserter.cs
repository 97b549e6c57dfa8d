using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace OrderLedger.App.Data.Commit;

/// <summary>Writes new rows, such as those of a placed order, with statements that stay prepared.</summary>
/// <remarks>EF would sort, batch and prepare anew what is the same few statements each time: a third of the cost of an order.
/// Columns, types and conversions are the model's own.</remarks>
internal static class RowInserter
{
    private static readonly ConditionalWeakTable<IEntityType, Plan> Plans = [];

    /// <summary>True when the changes were rows to insert and are inserted; false when EF has to write them.</summary>
    public static async Task<bool> TryInsertAsync(LedgerDb db, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null) return false;
        var rows = new List<object>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State == EntityState.Unchanged) continue;
            if (entry.State != EntityState.Added) return false;
            rows.Add(entry.Entity);
        }
        await InsertAsync(db, rows, isUrgent: true, cancellation);
        return true;
    }

    /// <summary>Inserts the rows, whose ids and references are set, inside the context's transaction.</summary>
    /// <param name="isUrgent">False: on PostgreSQL the rows may wait for those of the next works, and go with them in one message
    /// before anything is asked.</param>
    public static Task InsertAsync(LedgerDb db, IReadOnlyList<object> rows, bool isUrgent, CancellationToken cancellation)
    {
        if (db is not PostgresLedgerDb) return OneByOneAsync(Transaction(db), InOrder(db, rows), cancellation);
        db.Unsent.AddRange(rows);
        return isUrgent ? SendAsync(db, cancellation) : Task.CompletedTask;
    }

    /// <summary>Sends what waits.</summary>
    public static async Task SendAsync(LedgerDb db, CancellationToken cancellation)
    {
        if (db.Unsent.Count == 0) return;
        object[] rows = [.. db.Unsent];
        db.Unsent.Clear();
        await BatchAsync(Transaction(db), InOrder(db, rows), cancellation);
    }

    private static DbTransaction Transaction(LedgerDb db) => db.Database.CurrentTransaction!.GetDbTransaction();

    /// <summary>What others refer to comes first.</summary>
    private static IEnumerable<(Plan Plan, object Row)> InOrder(LedgerDb db, IReadOnlyList<object> rows) =>
        rows.Select(row => (Plan: PlanOf(db.Model, row), Row: row)).OrderBy(static row => row.Plan.Rank);

    /// <summary>SQLite: each statement is prepared once per connection.</summary>
    private static async Task OneByOneAsync(
        DbTransaction transaction, IEnumerable<(Plan Plan, object Row)> rows, CancellationToken cancellation)
    {
        foreach (var (plan, row) in rows)
        {
            var command = Prepared.Command(transaction, plan.Sql);
            plan.Fill(command, command.Parameters, row);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>PostgreSQL: all rows travel together.</summary>
    private static async Task BatchAsync(
        DbTransaction transaction, IEnumerable<(Plan Plan, object Row)> rows, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await using var batch = connection.CreateBatch();
        await using var maker = connection.CreateCommand();
        batch.Transaction = transaction;
        foreach (var (plan, row) in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = plan.Sql;
            plan.Fill(maker, command.Parameters, row);
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static Plan PlanOf(IModel model, object row) =>
        Plans.GetValue(model.FindEntityType(row.GetType())!, static type => new(type));

    private sealed class Plan
    {
        private readonly (IProperty Property, RelationalTypeMapping Mapping, string Name)[] _columns;

        public Plan(IEntityType type)
        {
            var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
            // The sequence of the journal is the database's own.
            _columns = [.. type.GetProperties()
                .Where(static p => p.ValueGenerated == ValueGenerated.Never || p.GetValueGeneratorFactory() is not null)
                .Select(static (p, i) => (p, p.GetRelationalTypeMapping(), $"@p{i}"))];
            Sql = $"INSERT INTO \"{table.Name}\" ("
                + string.Join(", ", _columns.Select(c => $"\"{c.Property.GetColumnName(table)}\"")) + ") VALUES ("
                + string.Join(", ", _columns.Select(static c => c.Name)) + ")";
            Rank = RankOf(type);
        }

        public string Sql { get; }

        public int Rank { get; }

        /// <summary>Sets the parameters; makes them when they are not there yet.</summary>
        public void Fill(DbCommand maker, DbParameterCollection parameters, object row)
        {
            var isNew = parameters.Count == 0;
            for (var i = 0; i < _columns.Length; i++)
            {
                var (property, mapping, name) = _columns[i];
                var value = property.GetGetter().GetClrValue(row);
                if (isNew) parameters.Add(mapping.CreateParameter(maker, name, value, property.IsNullable));
                else parameters[i].Value = Stored(mapping, value);
            }
        }

        private static object Stored(RelationalTypeMapping mapping, object? value) => value switch
        {
            null => DBNull.Value,
            _ when mapping.Converter is { } converter => converter.ConvertToProvider(value) ?? DBNull.Value,
            _ => value,
        };

        private static int RankOf(IEntityType type) => type.GetForeignKeys()
            .Where(key => key.PrincipalEntityType != type)
            .Select(static key => RankOf(key.PrincipalEntityType) + 1).DefaultIfEmpty(0).Max();
    }
}
