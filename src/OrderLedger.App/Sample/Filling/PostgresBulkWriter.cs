using Npgsql;
using NpgsqlTypes;

namespace OrderLedger.App.Sample.Filling;

/// <summary>COPY in binary, one table after the other.</summary>
internal sealed class PostgresBulkWriter(NpgsqlConnection connection) : BulkWriter(connection)
{
    public override void Write<T>(BulkTable<T> table, IEnumerable<T> rows)
    {
        var columns = string.Join(", ", table.Columns.Select(static column => $"\"{column}\""));
        using var importer = connection.BeginBinaryImport($"COPY {table.Name} ({columns}) FROM STDIN (FORMAT BINARY)");
        var sink = new Sink(importer);
        foreach (var row in rows)
        {
            importer.StartRow();
            table.Write(row, sink);
        }

        importer.Complete();
    }

    public override void Classify(IReadOnlyList<CustomerClass> classes)
    {
        using var command = new NpgsqlCommand(
            "UPDATE customers SET class = u.class, class_reason = u.reason, version = version + 1 "
            + "FROM unnest(@ids, @classes, @reasons) AS u (id, class, reason) WHERE customers.id = u.id", connection);
        command.Parameters.AddWithValue("ids", classes.Select(static one => one.CustomerId).ToArray());
        command.Parameters.AddWithValue("classes", classes.Select(static one => one.Class).ToArray());
        command.Parameters.AddWithValue("reasons", classes.Select(static one => one.Reason).ToArray());
        command.ExecuteNonQuery();
    }

    private sealed class Sink(NpgsqlBinaryImporter importer) : IRowSink
    {
        public void Null() => importer.WriteNull();

        public void Long(long value) => importer.Write(value, NpgsqlDbType.Bigint);

        public void Int(int value) => importer.Write(value, NpgsqlDbType.Integer);

        public void Bool(bool value) => importer.Write(value, NpgsqlDbType.Boolean);

        public void Text(string value) => importer.Write(value, NpgsqlDbType.Text);

        public void Date(DateOnly value) => importer.Write(value, NpgsqlDbType.Date);
    }
}
