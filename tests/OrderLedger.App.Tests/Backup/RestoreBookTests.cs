using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.Backup;
using OrderLedger.App.Data;
using OrderLedger.App.Orders;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Backup;

public sealed class RestoreBookTests : LedgerTest
{
    [Fact]
    public async Task A_server_goes_on_with_the_book_that_another_process_restored()
    {
        await using var model = new LedgerReadModel(Book.Book, Book.Clock, NullLogger<LedgerReadModel>.Instance);
        await PlaceAsync("A");
        await using var other = new Book(Book.Place, NullLogger<Book>.Instance);
        var file = Path.Combine(Book.Place.Directory, "copy.db");
        var backup = new BackupBook(other);
        Accepted(await backup.RunAsync(file, Cancellation));
        await PlaceAsync("B");
        Assert.Equal(["A", "B"], await NumbersAsync());

        Accepted(await new RestoreBook(other, backup, Book.Clock).RunAsync(file, force: true, Cancellation));

        Assert.Equal(["A"], await NumbersAsync());
        // As many journal lines as before, but others.
        await PlaceAsync("C");
        Assert.Equal(["A", "C"], await NumbersAsync());
        await using (var third = new Book(Book.Place, NullLogger<Book>.Instance))
            Accepted(await new PlaceOrder(new(third, Book.Clock)).RunAsync(People.Owner, Order("D"), Cancellation));
        await PlaceAsync("E");
        Assert.Equal(["A", "C", "D", "E"], await NumbersAsync());

        async Task<IEnumerable<object?>> NumbersAsync() => Accepted(await model.QueryAsync(
            new LedgerQuery { Columns = ["number"], Sort = "number" }, People.Owner, Cancellation)).Rows.Select(static row => row[0]);
    }

    private static PlaceOrder.Input Order(string number) => new(Customer: "海晟", Number: number,
        Lines: [new(Product: "法兰", Quantity: Quantity.Of(1), UnitPrice: UnitPrice.Of(1))]);

    private async Task PlaceAsync(string number)
    {
        if (await Book.CountAsync("customers") == 0) Accepted(await Do.SaveCustomer(new(Name: "海晟")));
        Accepted(await Do.Place(Order(number)));
    }
}
