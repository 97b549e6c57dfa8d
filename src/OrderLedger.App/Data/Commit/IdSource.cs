namespace OrderLedger.App.Data.Commit;

/// <summary>New ids: one sequence for all rows of a book, so that an id names one thing. Gaps mean nothing.</summary>
internal interface IIdSource
{
    long Next();
}

/// <summary>Ids of one SQLite batch: begin where the counter row stands, the batch writes the end back before it commits.
/// The writer is alone, so what a rollback forgets nobody has seen.</summary>
internal sealed class BatchIds(long last) : IIdSource
{
    public long Last { get; private set; } = last;

    public long Next() => ++Last;
}

/// <summary>Ids of one node on PostgreSQL: blocks reserved outside any transaction, so that nodes never wait for each other.</summary>
internal sealed class BlockIds(Func<long> reserve) : IIdSource
{
    public const int BlockSize = 1_000;
    private readonly Lock _gate = new();
    private long _next;
    private long _end;

    public long Next()
    {
        lock (_gate)
        {
            if (_next == _end)
            {
                _end = reserve() + 1;
                _next = _end - BlockSize;
            }
            return _next++;
        }
    }
}
