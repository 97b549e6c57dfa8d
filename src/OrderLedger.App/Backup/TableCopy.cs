using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;
using OrderLedger.App.Data.Commit;

namespace OrderLedger.App.Backup;

/// <summary>Copies every row of the model between the two databases, as stored: identifiers, versions and journal
/// included.</summary>
[SuppressMessage("Security", "CA2100", Justification = "Names of tables and columns come from the model.")]
internal sealed class TableCopy(IModel model)
{
    private sealed record Column(string Name, Type Stored);

    private sealed record Table(string Name, IReadOnlyList<Column> Columns)
    {
        public string ColumnList => string.Join(", ", Columns.Select(static c => c.Name));
    }

    public async Task ToSqliteAsync(NpgsqlConnection source, SqliteConnection target, CancellationToken cancellation)
    {
        await using var transaction = await target.BeginTransactionAsync(cancellation);
        foreach (var table in Tables())
        {
            await using var read = new NpgsqlCommand($"SELECT {table.ColumnList} FROM {table.Name}", source);
            await using var rows = await read.ExecuteReaderAsync(cancellation);
            await using var write = target.CreateCommand();
            var names = table.Columns.Select(static (_, i) => $"$p{i}").ToList();
            write.CommandText = $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({string.Join(", ", names)})";
            foreach (var name in names) write.Parameters.Add(new SqliteParameter(name, null));
            while (await rows.ReadAsync(cancellation))
            {
                for (var i = 0; i < names.Count; i++) write.Parameters[i].Value = rows.GetValue(i);
                await write.ExecuteNonQueryAsync(cancellation);
            }
        }
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Replaces what the tables hold; inside the caller's transaction.</summary>
    public async Task ToPostgresAsync(SqliteConnection source, NpgsqlConnection target, CancellationToken cancellation)
    {
        var tables = Tables();
        var names = string.Join(", ", tables.Select(static t => t.Name));
        await RunAsync(target, $"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE", cancellation);
        var (ids, restores) = (await CounterAsync(target, CounterSheet.IdKey), await CounterAsync(target, CounterSheet.RestoresKey));
        await RunAsync(target, $"TRUNCATE {names}", cancellation);
        foreach (var table in tables)
        {
            await using var read = source.CreateCommand();
            read.CommandText = $"SELECT {table.ColumnList} FROM {table.Name}";
            await using var rows = await read.ExecuteReaderAsync(cancellation);
            await using var write = await target.BeginBinaryImportAsync(
                $"COPY {table.Name} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)", cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                await write.StartRowAsync(cancellation);
                for (var i = 0; i < table.Columns.Count; i++)
                    await WriteAsync(write, rows, i, table.Columns[i].Stored, cancellation);
            }
            await write.CompleteAsync(cancellation);
        }
        // The journal's own sequence goes on where the copied one ended.
        await RunAsync(target,
            "SELECT setval(pg_get_serial_sequence('journal', 'seq'), (SELECT coalesce(max(seq), 0) + 1 FROM journal), false)",
            cancellation);
        // Nodes that serve this book hold ids reserved before, and read models of what stood here: ids never run back, and
        // the count of restores tells a model that it is of another state.
        await LiftAsync(target, CounterSheet.IdKey, ids, cancellation);
        await LiftAsync(target, CounterSheet.RestoresKey, restores + 1, cancellation);

        async Task<long> CounterAsync(NpgsqlConnection connection, string key)
        {
            await using var command = new NpgsqlCommand("SELECT value FROM counters WHERE key = @key", connection);
            command.Parameters.AddWithValue("key", key);
            return await command.ExecuteScalarAsync(cancellation) as long? ?? 0;
        }
    }

    private static async Task LiftAsync(NpgsqlConnection target, string key, long value, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("INSERT INTO counters (key, value) VALUES (@key, @value) "
            + "ON CONFLICT (key) DO UPDATE SET value = greatest(counters.value, excluded.value)", target);
        command.Parameters.AddWithValue("key", key);
        command.Parameters.AddWithValue("value", value);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task WriteAsync(
        NpgsqlBinaryImporter write, DbDataReader rows, int i, Type stored, CancellationToken cancellation)
    {
        if (await rows.IsDBNullAsync(i, cancellation)) await write.WriteNullAsync(cancellation);
        else await WriteValueAsync(write, rows, i, stored, cancellation);
    }

    private static async Task WriteValueAsync(
        NpgsqlBinaryImporter write, DbDataReader rows, int i, Type stored, CancellationToken cancellation)
    {
        if (stored == typeof(long)) await write.WriteAsync(rows.GetInt64(i), NpgsqlDbType.Bigint, cancellation);
        else if (stored == typeof(int)) await write.WriteAsync(rows.GetInt32(i), NpgsqlDbType.Integer, cancellation);
        else if (stored == typeof(bool)) await write.WriteAsync(rows.GetBoolean(i), NpgsqlDbType.Boolean, cancellation);
        else if (stored == typeof(string)) await write.WriteAsync(rows.GetString(i), NpgsqlDbType.Text, cancellation);
        else if (stored == typeof(DateOnly))
            await write.WriteAsync(await rows.GetFieldValueAsync<DateOnly>(i, cancellation), NpgsqlDbType.Date, cancellation);
        else if (stored == typeof(byte[]))
            await write.WriteAsync(await rows.GetFieldValueAsync<byte[]>(i, cancellation), NpgsqlDbType.Bytea, cancellation);
        else throw new NotSupportedException($"The model stores no {stored.Name}.");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What is referred to comes before what refers to it.</summary>
    private List<Table> Tables()
    {
        var (sorted, seen) = (new List<Table>(), new HashSet<IEntityType>());
        foreach (var entity in model.GetEntityTypes()) Visit(entity);
        return sorted;

        void Visit(IEntityType entity)
        {
            if (!seen.Add(entity)) return;
            foreach (var key in entity.GetForeignKeys()) Visit(key.PrincipalEntityType);
            sorted.Add(new(entity.GetTableName()!,
                [.. entity.GetProperties().Select(static p => new Column(p.GetColumnName(), Stored(p)))]));
        }
    }

    private static Type Stored(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? Enum.GetUnderlyingType(type) : type;
    }
}
