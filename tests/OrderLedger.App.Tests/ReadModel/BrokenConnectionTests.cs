using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.ReadModel;

namespace OrderLedger.App.Tests.ReadModel;

public sealed class BrokenConnectionTests : LedgerTest
{
    [Fact]
    public async Task The_ledger_answers_again_after_its_connection_broke()
    {
        Assert.SkipUnless(BookTemplate.IsPostgres, "A file has no connection that another could end.");
        await using var model = new LedgerReadModel(Book.Book, Book.Clock, NullLogger<LedgerReadModel>.Instance);
        await Do.OrderAsync(await Do.CustomerAsync(), (1, 10));
        await model.CountsAsync(People.Owner, Cancellation);

        await Book.RowsAsync("""
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ILIKE 'SELECT%journal%'
            """);

        await Assert.ThrowsAnyAsync<DbException>(() => model.CountsAsync(People.Owner, Cancellation));
        await Do.OrderAsync(await Do.CustomerAsync("B"), (1, 10));
        Assert.Equal(2, (await model.CountsAsync(People.Owner, Cancellation))["all"]);
    }
}
