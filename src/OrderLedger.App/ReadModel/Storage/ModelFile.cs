using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>The DuckDB database: one connection that writes, a few that read. Disposable by nature.</summary>
/// <remarks>The file has no log of its own: the journal of the book is one. What a crash takes back to the last checkpoint is
/// caught up from there, and a commit neither packs its rows twice nor waits for the disk. The engine makes a checkpoint by itself
/// after some sixteen megabytes, and when it is closed: new blocks first, then a header that names them, each forced to the
/// disk, so that a file holds one checkpoint or the other.</remarks>
[SuppressMessage("Reliability", "CA2000", Justification = "The file owns its connections; one that does not open is disposed.")]
internal sealed class ModelFile : IDisposable
{
    /// <summary>Files that models of this process have open: the engine locks a file against other processes only.</summary>
    private static readonly ConcurrentDictionary<string, bool> OpenFiles = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<DuckDBConnection> _idle = [];
    private readonly string? _path;
    private volatile bool _isDisposed;

    /// <param name="path">Null: in memory.</param>
    private ModelFile(DuckDBConnection writer, string? path)
    {
        (Writer, _path) = (writer, path);
        // Texts packed by FSST are unpacked from the beginning of their block for each one that is read, and before each comparison.
        writer.Run("SET GLOBAL late_materialization_max_rows = 2000; SET GLOBAL disabled_compression_methods = 'fsst'");
    }

    public DuckDBConnection Writer { get; }

    /// <summary>Another model holds the file, so this one has its own for as long as it runs.</summary>
    public bool IsInMemory => _path is null;

    /// <summary>Opens the file when it is of this schema; makes a new one when it is missing, older or damaged.</summary>
    public static ModelFile Open(string path)
    {
        if (!OpenFiles.TryAdd(path, true)) return OpenInMemory();
        ModelFile? file = null;
        try
        {
            file = TryOpen(path);
            if (file is not null || IsHeldByAnother(path)) return file ?? OpenInMemory();

            Delete(path);
            file = TryOpen(path);
            return file ?? OpenInMemory();
        }
        finally
        {
            if (file is null) OpenFiles.TryRemove(path, out _);
        }
    }

    /// <summary>A new file in place of one that turned out to be broken; in memory when that cannot be removed.</summary>
    public static ModelFile OpenAnew(string path)
    {
        try
        {
            Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return OpenInMemory();
        }
        return Open(path);
    }

    /// <summary>The file does not hold what the engine wrote there.</summary>
    public static bool IsBroken(DuckDBException fault) =>
        fault.ErrorType is DuckDBErrorType.Io or DuckDBErrorType.Fatal or DuckDBErrorType.Serialization
        && BrokenWords.Any(word => fault.Message.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Broken, or the engine has given up and answers nothing any more.</summary>
    public static bool IsLost(DuckDBException fault) => fault.ErrorType is DuckDBErrorType.Fatal || IsBroken(fault);

    public static ModelFile OpenInMemory()
    {
        var connection = Start();
        connection.Run(Schema.Create);
        return new(connection, null);
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
        var connection = Writer.Duplicate();
        if (connection.State != System.Data.ConnectionState.Open) connection.Open();
        if (!IsInMemory) connection.Run(Use);
        return connection;
    }

    public void Return(DuckDBConnection connection)
    {
        _idle.Add(connection);
        if (_isDisposed) Empty();
    }

    /// <summary>Whoever still reads goes on; with the last connection given back the engine closes.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        Empty();
        Writer.Dispose();
        if (_path is not null) OpenFiles.TryRemove(_path, out _);
    }

    private void Empty()
    {
        while (_idle.TryTake(out var connection)) connection.Dispose();
    }

    private const string Use = "USE model";

    /// <summary>How the engine says that a block is not what was written: a wrong check sum, or the file ends before it.</summary>
    private static readonly string[] BrokenWords = ["corrupt", "could not read"];

    /// <summary>Two threads and half a gigabyte: the book itself needs the rest of a small machine.</summary>
    private static string Limits => string.Create(CultureInfo.InvariantCulture,
        $"threads={Math.Clamp(Environment.ProcessorCount, 1, 4)};memory_limit=640MB;preserve_insertion_order=false");

    private static ModelFile? TryOpen(string path)
    {
        DuckDBConnection? connection = null;
        try
        {
            var isNew = !File.Exists(path);
            connection = Start();
            var file = path.Replace("'", "''", StringComparison.Ordinal);
            connection.Run($"SET GLOBAL temp_directory = '{file}.tmp'; ATTACH '{file}' AS model (RECOVERY_MODE no_wal_writes); {Use}");
            if (isNew) connection.Run(Schema.Create);
            if (isNew || HasSchema(connection))
            {
                var model = new ModelFile(connection, path);
                connection = null;
                return model;
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

    private static void Delete(string path)
    {
        File.Delete(path);
        // Of a version that kept a log.
        File.Delete(path + ".wal");
    }

    /// <summary>An engine of its own, with nothing in it.</summary>
    private static DuckDBConnection Start()
    {
        var connection = new DuckDBConnection($"DataSource=:memory:;{Limits}");
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
