using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Orders;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests;

/// <summary>A real book on a real database; nothing is faked but the clock.</summary>
public sealed class LedgerOnDisk : IAsyncDisposable
{
    private LedgerOnDisk(BookPlace place)
    {
        Place = place;
        Open();
    }

    public BookPlace Place { get; }
    public SettableClock Clock { get; } = new();
    public Book Book { get; private set; } = null!;
    public Ledger Ledger { get; private set; } = null!;

    public static async Task<LedgerOnDisk> CreateAsync() => new(await BookTemplate.CopyAsync());

    /// <summary>Closes the book and opens it again, as a restart does.</summary>
    public async Task ReopenAsync()
    {
        await Book.DisposeAsync();
        Open();
    }

    /// <summary>The order as it is stored, with its facts, read by a context of its own.</summary>
    public async Task<Order> StoredAsync(long id)
    {
        await using var db = Book.CreateDb();
        return await db.Orders.WithFacts().SingleAsync(o => o.Id == id, TestContext.Current.CancellationToken);
    }

    public async Task<T> ReadAsync<T>(Func<LedgerDb, Task<T>> read)
    {
        await using var db = Book.CreateDb();
        return await read(db);
    }

    /// <summary>The journal in its own order.</summary>
    public Task<List<JournalEntry>> JournalAsync() =>
        ReadAsync(static db => db.Journal.AsNoTracking().OrderBy(j => j.Seq)
            .ToListAsync(TestContext.Current.CancellationToken));

    /// <summary>Rows of a statement in plain SQL, past every mapping: what is really stored.</summary>
    public async Task<List<object?[]>> RowsAsync(string sql)
    {
        await using var connection = await Book.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        return await RowsOf(reader).ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task<long> CountAsync(string table) => (long)(await RowsAsync($"SELECT count(*) FROM {table}"))[0][0]!;

    public async ValueTask DisposeAsync()
    {
        await Book.DisposeAsync();
        await BookTemplate.DropAsync(Place);
    }

    private void Open()
    {
        Book = new(Place, NullLogger<Book>.Instance);
        Ledger = new(Book, Clock);
    }

    private static async IAsyncEnumerable<object?[]> RowsOf(DbDataReader reader)
    {
        while (await reader.ReadAsync(CancellationToken.None))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return [.. row.Select(static value => value is DBNull ? null : value is int or short or bool
                ? Convert.ToInt64(value) : value)];
        }
    }
}
