using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrderLedger.App.Sample.Filling;

/// <summary>One prepared INSERT a table, bound without boxing: some hundred thousand rows a second.</summary>
internal sealed class SqliteBulkWriter(SqliteConnection connection) : BulkWriter(connection)
{
    public override void Write<T>(BulkTable<T> table, IEnumerable<T> rows)
    {
        var columns = string.Join(", ", table.Columns.Select(static column => $"\"{column}\""));
        var values = string.Join(", ", table.Columns.Select(static _ => "?"));
        var sql = $"INSERT INTO {table.Name} ({columns}) VALUES ({values})";
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement));
        using (statement)
        {
            var sink = new Sink(statement);
            foreach (var row in rows)
            {
                table.Write(row, sink);
                var code = raw.sqlite3_step(statement);
                if (code != raw.SQLITE_DONE) Check(code);
                Check(raw.sqlite3_reset(statement));
                sink.Next();
            }
        }
    }

    public override void Classify(IReadOnlyList<CustomerClass> classes)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "UPDATE customers SET class = @class, class_reason = @reason, version = version + 1 WHERE id = @id";
        var (name, reason, id) = (command.Parameters.Add("@class", SqliteType.Text),
            command.Parameters.Add("@reason", SqliteType.Text), command.Parameters.Add("@id", SqliteType.Integer));
        foreach (var one in classes)
        {
            (name.Value, reason.Value, id.Value) = (one.Class, one.Reason, one.CustomerId);
            command.ExecuteNonQuery();
        }
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, connection.Handle);

    private sealed class Sink(sqlite3_stmt statement) : IRowSink
    {
        private byte[] _buffer = new byte[1_024];
        private int _column;

        public void Next() => _column = 0;

        public void Null() => raw.sqlite3_bind_null(statement, ++_column);

        public void Long(long value) => raw.sqlite3_bind_int64(statement, ++_column, value);

        public void Int(int value) => raw.sqlite3_bind_int(statement, ++_column, value);

        public void Bool(bool value) => raw.sqlite3_bind_int(statement, ++_column, value ? 1 : 0);

        public void Text(string value)
        {
            var most = Encoding.UTF8.GetMaxByteCount(value.Length);
            if (most > _buffer.Length) _buffer = new byte[most * 2];
            var length = Encoding.UTF8.GetBytes(value, _buffer);
            raw.sqlite3_bind_text(statement, ++_column, _buffer.AsSpan(0, length));
        }

        public void Date(DateOnly value)
        {
            Span<byte> text = stackalloc byte[10];
            value.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            raw.sqlite3_bind_text(statement, ++_column, text);
        }
    }
}
