using System.Data;
using System.Data.Common;
using Npgsql;
using OrderLedger.App.Data;

namespace OrderLedger.Bench;

/// <summary>The yardstick: the rows that placing an order writes, by prepared statements and nothing else, with the same
/// durability and the same number of orders in a transaction.</summary>
internal sealed class RawInserts : IAsyncDisposable
{
    private const string Counter = "INSERT INTO counters (key, value) VALUES ($1, $2) "
        + "ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    private readonly DbConnection _connection;
    private readonly List<Row> _rows = [];
    private Action<DbTransaction>? _insertAll;
    private long _next = 1L << 40;

    private RawInserts(DbConnection connection) => _connection = connection;

    /// <summary>Takes the rows of an order that the verb has placed in this book.</summary>
    public static async Task<RawInserts> LearnAsync(OpenBook book)
    {
        var order = await book.PlaceAsync(1);
        var raw = new RawInserts(await book.Get<Book>().OpenAsync(CancellationToken.None));
        foreach (var (table, where) in new[]
        {
            ("change_sets", "id IN (SELECT change_set_id FROM journal WHERE root = 'order' AND root_id = @id)"),
            ("orders", "id = @id"), ("order_lines", "order_id = @id"), ("journal", "root = 'order' AND root_id = @id"),
        })
        {
            await using var command = raw._connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} WHERE {where}";
            Add(command, "id", order.Id);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) raw._rows.Add(Row.Of(table, reader));
        }
        return raw;
    }

    public int RowsOfAnOrder => _rows.Count;

    /// <summary>Writes so many orders in one durable transaction.</summary>
    public async Task CommitAsync(int orders)
    {
        await using var transaction = await _connection.BeginTransactionAsync(
            _connection is NpgsqlConnection ? IsolationLevel.ReadCommitted : IsolationLevel.Serializable);
        if (_connection is NpgsqlConnection postgres) await SendAsync(postgres, (NpgsqlTransaction)transaction, orders);
        else Step(transaction, orders);
        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>Statement by statement: in process there is no way to wait for.</summary>
    private void Step(DbTransaction transaction, int orders)
    {
        _insertAll ??= Prepare();
        for (var i = 0; i < orders; i++) _insertAll(transaction);
        using var counter = _connection.CreateCommand();
        (counter.CommandText, counter.Transaction) = (Counter.Replace('$', '@'), transaction);
        Add(counter, "1", "bench/id");
        Add(counter, "2", _next);
        counter.ExecuteNonQuery();
        counter.Parameters[0].Value = "bench/order";
        counter.ExecuteNonQuery();
    }

    private Action<DbTransaction> Prepare()
    {
        var commands = _rows.Select(row =>
        {
            var command = _connection.CreateCommand();
            command.CommandText = row.Insert('@');
            for (var i = 0; i < row.Columns.Count; i++) Add(command, $"{i + 1}", row.Values[i]);
            return (row, command);
        }).ToList();
        return transaction =>
        {
            var id = _next += 100;
            for (var r = 0; r < commands.Count; r++)
            {
                var (row, command) = commands[r];
                command.Transaction = transaction;
                foreach (var at in row.Moving) command.Parameters[at].Value = row.Moved(at, id, r);
                command.ExecuteNonQuery();
            }
        };
    }

    /// <summary>All rows of the transaction in one message, each statement prepared by the server.</summary>
    private async Task SendAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, int orders)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        for (var i = 0; i < orders; i++)
        {
            var id = _next += 100;
            for (var r = 0; r < _rows.Count; r++)
            {
                var row = _rows[r];
                var command = new NpgsqlBatchCommand(row.Insert('$'));
                for (var at = 0; at < row.Columns.Count; at++)
                {
                    command.Parameters.Add(new NpgsqlParameter
                    {
                        DataTypeName = row.Types[at],
                        Value = row.Moving.Contains(at) ? row.Moved(at, id, r) : row.Values[at],
                    });
                }
                batch.BatchCommands.Add(command);
            }
        }
        foreach (var key in new[] { "bench/id", "bench/order" })
        {
            var counter = new NpgsqlBatchCommand(Counter);
            counter.Parameters.Add(new() { Value = key });
            counter.Parameters.Add(new() { Value = _next });
            batch.BatchCommands.Add(counter);
        }
        await batch.PrepareAsync();
        await batch.ExecuteNonQueryAsync();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    /// <summary>One row of the order learned; what must differ from order to order is moved.</summary>
    private sealed record Row(string Table, List<string> Columns, List<string> Types, List<object> Values, HashSet<int> Moving)
    {
        public static Row Of(string table, DbDataReader reader)
        {
            var row = new Row(table, [], [], [], []);
            for (var i = 0; i < reader.FieldCount; i++)
            {
                // The database numbers the journal itself.
                if (reader.GetName(i) is "seq" or "xid") continue;
                if (row.IsMoving(reader.GetName(i))) row.Moving.Add(row.Columns.Count);
                row.Columns.Add(reader.GetName(i));
                row.Types.Add(reader.GetDataTypeName(i));
                row.Values.Add(reader.GetValue(i));
            }
            return row;
        }

        /// <param name="sign">@ or $, before the parameter's place.</param>
        public string Insert(char sign) => $"INSERT INTO {Table} ({string.Join(", ", Columns.Select(static c => $"\"{c}\""))}) "
            + $"VALUES ({string.Join(", ", Columns.Select((_, i) => $"{sign}{i + 1}"))})";

        /// <summary>The order has the number itself as its id, its lines and its change set the numbers after it.</summary>
        public object Moved(int at, long id, int row) => (Table, Columns[at]) switch
        {
            ("orders", "id") or ("order_lines", "order_id") or ("journal", "root_id") => id,
            ("orders", _) => $"RAW{id}",
            ("order_lines", "id") => id + row,
            _ => id + 99,
        };

        private bool IsMoving(string column) => (Table, column) switch
        {
            ("orders", "id" or "number" or "number_key") or ("order_lines", "id" or "order_id") => true,
            ("change_sets", "id") or ("journal", "change_set_id" or "root_id") => true,
            _ => false,
        };
    }
}
