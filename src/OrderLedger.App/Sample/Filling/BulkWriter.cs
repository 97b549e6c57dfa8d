using System.Data.Common;

namespace OrderLedger.App.Sample.Filling;

/// <summary>Writes many rows of a table fast, inside a transaction that the caller holds.</summary>
internal abstract class BulkWriter(DbConnection connection) : IAsyncDisposable
{
    public DbConnection Connection => connection;

    public abstract void Write<T>(BulkTable<T> table, IEnumerable<T> rows)
        where T : class;

    /// <summary>Sets the class of customers and raises their version.</summary>
    public abstract void Classify(IReadOnlyList<CustomerClass> classes);

    public virtual ValueTask DisposeAsync() => connection.DisposeAsync();
}

internal sealed record CustomerClass(long CustomerId, string Class, string Reason);
