namespace OrderLedger.App.Data;

/// <summary>A look-up of the hot path, translated once per database: a compiled query holds the model it first ran on, and one
/// process may have books of both kinds open.</summary>
/// <param name="compile">Compiles it anew each time it is called.</param>
internal sealed class CompiledQuery<TKey, TResult>(Func<Func<LedgerDb, TKey, IAsyncEnumerable<TResult>>> compile)
{
    private readonly Lazy<Func<LedgerDb, TKey, IAsyncEnumerable<TResult>>> _sqlite = new(compile);
    private readonly Lazy<Func<LedgerDb, TKey, IAsyncEnumerable<TResult>>> _postgres = new(compile);

    public IAsyncEnumerable<TResult> Run(LedgerDb db, TKey key) =>
        (db is PostgresLedgerDb ? _postgres : _sqlite).Value(db, key);
}
