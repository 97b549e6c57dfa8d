using Npgsql;

namespace OrderLedger.App.Tests.ReadModel;

/// <summary>PostgreSQL hands out journal lines before their transactions commit: a lower one may appear after a higher one.</summary>
public sealed class InFlightTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transaction_that_commits_after_a_younger_one_is_not_lost(bool isRestarted)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var book = await BookWithModel.CreateAsync(cancellation);
        if (!book.Book.IsPostgres) return;

        await book.CustomerAsync("宁波海晟", code: "C1");
        await book.ProductAsync("法兰", "F1", 10);
        var order = await book.PlaceAsync("C1", ("F1", 1));
        await using var slow = new NpgsqlConnection(book.Book.Place.Postgres);
        await slow.OpenAsync(cancellation);
        await using var transaction = await slow.BeginTransactionAsync(cancellation);
        await using (var command = new NpgsqlCommand("""
            UPDATE orders SET remark = 'slow' WHERE id = @id;
            INSERT INTO journal (change_set_id, root, root_id, root_version, rows)
            SELECT change_set_id, root, root_id, root_version, rows FROM journal WHERE root = 'order' AND root_id = @id
            """, slow, transaction))
        {
            command.Parameters.AddWithValue("id", order.Id);
            await command.ExecuteNonQueryAsync(cancellation);
        }
        await book.PlaceAsync("C1", ("F1", 2));
        Assert.Equal(2, (await book.QueryAsync(new())).Count);
        Assert.Equal(0, (await book.QueryAsync(new() { Filter = "remark = slow" })).Count);
        if (isRestarted) await book.ReopenAsync();

        await transaction.CommitAsync(cancellation);

        Assert.Equal(1, (await book.QueryAsync(new() { Filter = "remark = slow" })).Count);
    }
}
