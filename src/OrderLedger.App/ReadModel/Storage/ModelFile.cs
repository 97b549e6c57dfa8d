using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DuckDB.NET.Data;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>The DuckDB database: one connection that writes, a few that read. Disposable by nature.</summary>
[SuppressMessage("Reliability", "CA2000", Justification = "The file owns its connections; one that does not open is disposed.")]
internal sealed class ModelFile : IDisposable
{
    private const string Memory = ":memory:";
    private readonly string _source;
    private readonly ConcurrentBag<DuckDBConnection> _idle = [];

    private ModelFile(DuckDBConnection writer, string source)
    {
        (Writer, _source) = (writer, source);
        // Texts packed by FSST are unpacked from the beginning of their block for each one that is read, and before each comparison.
        writer.Run("SET GLOBAL late_materialization_max_rows = 2000; SET GLOBAL disabled_compression_methods = 'fsst'");
    }

    public DuckDBConnection Writer { get; }

    /// <summary>Another process holds the file, so this one has a model of its own for as long as it runs.</summary>
    public bool IsInMemory => _source == Memory;

    /// <summary>Opens the file when it is of this schema; makes a new one when it is missing, older or damaged.</summary>
    public static ModelFile Open(string path)
    {
        var file = TryOpen(path);
        if (file is not null) return file;
        if (IsHeldByAnother(path)) return OpenInMemory();

        File.Delete(path);
        File.Delete(path + ".wal");
        return TryOpen(path) ?? OpenInMemory();
    }

    public static ModelFile OpenInMemory()
    {
        var connection = Connect(Memory);
        connection.Run(Schema.Create);
        return new(connection, Memory);
    }

    /// <summary>A connection with a snapshot for one read; give it back after its commit.</summary>
    public DuckDBConnection Begin()
    {
        if (!_idle.TryTake(out var connection)) connection = Connect();
        // The snapshot is taken by the first statement that reads.
        connection.Run("BEGIN TRANSACTION; SELECT version FROM meta");
        return connection;
    }

    /// <summary>One more connection to the same database; the caller disposes it.</summary>
    public DuckDBConnection Connect()
    {
        if (!IsInMemory) return Connect(_source);

        var connection = Writer.Duplicate();
        if (connection.State != System.Data.ConnectionState.Open) connection.Open();
        return connection;
    }

    public void Return(DuckDBConnection connection) => _idle.Add(connection);

    public void Dispose()
    {
        foreach (var connection in _idle) connection.Dispose();
        Writer.Dispose();
    }

    /// <summary>Two threads and half a gigabyte: the book itself needs the rest of a small machine.</summary>
    private static string Limits => string.Create(CultureInfo.InvariantCulture,
        $"threads={Math.Clamp(Environment.ProcessorCount, 1, 4)};memory_limit=640MB;preserve_insertion_order=false");

    private static ModelFile? TryOpen(string path)
    {
        DuckDBConnection? connection = null;
        try
        {
            var isNew = !File.Exists(path);
            connection = Connect(path);
            if (isNew) connection.Run(Schema.Create);
            if (isNew || HasSchema(connection))
            {
                var file = new ModelFile(connection, path);
                connection = null;
                return file;
            }
        }
        catch (DuckDBException)
        {
            // Locked or damaged: the caller finds out which.
        }
        finally
        {
            connection?.Dispose();
        }
        return null;
    }

    private static DuckDBConnection Connect(string source)
    {
        var connection = new DuckDBConnection($"DataSource={source};{Limits}");
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool HasSchema(DuckDBConnection connection) =>
        connection.List("SELECT version FROM meta", [], static r => r.GetInt32(0)) is not [var version] || version == Schema.Version;

    /// <summary>DuckDB locks its file against other processes; a damaged file is nobody's.</summary>
    private static bool IsHeldByAnother(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
