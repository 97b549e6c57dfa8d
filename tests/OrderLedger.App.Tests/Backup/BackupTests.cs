using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.Access;
using OrderLedger.App.Backup;
using OrderLedger.App.Data;
using OrderLedger.App.ReadModel;
using OrderLedger.App.Verify;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Backup;

/// <summary>R14: what a backup holds, and where a restore stops. On both databases a backup is one SQLite file.</summary>
public sealed class BackupTests : LedgerTest
{
    private string FileName => Path.Combine(Book.Place.Directory, "copy.db");

    [Fact]
    public async Task Every_row_of_every_table_comes_back_as_it_was()
    {
        await StoryAsync();
        Accepted(await new BackupBook(Book.Book).RunAsync(FileName, Cancellation));
        await using var other = await LedgerOnDisk.CreateAsync();

        var restored = Accepted(await RestoreOf(other).RunAsync(FileName, force: false, Cancellation));

        Assert.Null(restored.Saved);
        var tables = await Book.ReadAsync(static db => Task.FromResult(db.Model.GetEntityTypes().Select(static e => (
            Name: e.GetTableName()!, Columns: string.Join(", ", e.GetProperties().Select(static p => p.GetColumnName())))).ToList()));
        foreach (var (name, columns) in tables)
        {
            // The one row that is of the place and not of the book.
            var query = $"SELECT {columns} FROM {name}{(name == "counters" ? " WHERE key <> 'restores'" : "")}";
            Assert.Equal(Written(await Book.RowsAsync(query)), Written(await other.RowsAsync(query)));
        }
        Assert.NotEqual(0, await other.CountAsync("journal"));
        Assert.Empty(await Invariants.BrokenAsync(other));
    }

    [Fact]
    public async Task The_file_is_itself_a_book_that_can_be_opened_anywhere()
    {
        await StoryAsync();
        var day = await Book.ReadAsync(static db => db.Orders.Select(static o => o.OrderDate).FirstAsync(Cancellation));
        Accepted(await new BackupBook(Book.Book).RunAsync(FileName, Cancellation));
        var place = new BookPlace(Path.Combine(Book.Place.Directory, "elsewhere"), null);
        BookStart.CreateFolder(place.Directory);
        File.Move(FileName, place.SqliteFile);
        await using var opened = new Book(place, NullLogger<Book>.Instance);
        await opened.MigrateAsync(Cancellation);

        await using var db = opened.CreateDb();
        Assert.Equal(await Book.CountAsync("orders"), await db.Orders.CountAsync(o => o.OrderDate == day, Cancellation));
        Assert.Equal(1, await db.Users.CountAsync(static u => u.IsDisabled, Cancellation));
        Assert.Empty((await new BookVerifier(opened).RunAsync(null, Cancellation)).Violations);
    }

    [Fact]
    public async Task The_book_goes_on_after_an_older_state_came_back()
    {
        var customer = await Do.CustomerAsync();
        await Do.OrderAsync(customer, (1, 1));
        Accepted(await new BackupBook(Book.Book).RunAsync(FileName, Cancellation));
        await ManyAsync();
        Accepted(await RestoreOf(Book).RunAsync(FileName, force: true, Cancellation));

        // More ids than were given out since the backup: none may name a thing twice.
        await ManyAsync();
        await ManyAsync();

        Assert.Equal(["20260310-HS-001", "20260310-HS-002", "20260310-HS-003"],
            (await Book.RowsAsync("SELECT number FROM orders ORDER BY number")).Select(static r => (string)r[0]!));

        async Task ManyAsync() => Accepted(await Do.Place(new(customer.Id,
            Lines: Verbs.Lines([.. Enumerable.Repeat((1m, 1m), 1_200)]))));
    }

    [Fact]
    public async Task The_ledger_shows_what_came_back_at_once_and_nothing_of_what_stood_here()
    {
        await using var model = new LedgerReadModel(Book.Book, Book.Clock, NullLogger<LedgerReadModel>.Instance);
        var customer = await Do.CustomerAsync();
        var order = await Do.OrderAsync(customer, (1, 1));
        Accepted(await new BackupBook(Book.Book).RunAsync(FileName, Cancellation));
        Accepted(await Do.Amend(order.Id, new(Remark: "之后")));
        await Do.OrderAsync(customer, (1, 2));
        Assert.Equal((2L, 1L), await CountAsync());

        Accepted(await RestoreOf(Book).RunAsync(FileName, force: true, Cancellation));
        Assert.Equal((1L, 0L), await CountAsync());
        await Do.OrderAsync(customer, (1, 3));
        Assert.Equal((2L, 0L), await CountAsync());

        async Task<(long All, long Remarked)> CountAsync() => (
            Accepted(await model.QueryAsync(new(), People.Owner, Cancellation)).Count,
            Accepted(await model.QueryAsync(new() { Filter = "remark = 之后" }, People.Owner, Cancellation)).Count);
    }

    [Theory]
    [InlineData("customer")]
    [InlineData("product")]
    [InlineData("user")]
    public async Task A_restore_never_overwrites_a_book_with_anything_in_it_unless_forced(string thing)
    {
        Accepted(await new BackupBook(Book.Book).RunAsync(FileName, Cancellation));
        if (thing == "customer") await Do.CustomerAsync("OLD");
        else if (thing == "product") await Do.ProductAsync("OLD", 1);
        else Accepted(await new AddUser(Book.Ledger).RunAsync(People.Owner, new("OLD", Role.Owner), Cancellation));
        var table = thing + "s";

        Refused(await RestoreOf(Book).RunAsync(FileName, force: false, Cancellation), RefusalKind.NotAllowed,
            "restore.book-not-empty");
        Assert.Equal(1, await Book.CountAsync(table));
        var forced = Accepted(await RestoreOf(Book).RunAsync(FileName, force: true, Cancellation));
        Assert.Equal(0, await Book.CountAsync(table));

        Accepted(await RestoreOf(Book).RunAsync(forced.Saved!, force: false, Cancellation));
        Assert.Equal(1, await Book.CountAsync(table));
    }

    [Fact]
    public async Task A_backup_overwrites_nothing_and_leaves_nothing_half_done()
    {
        await File.WriteAllTextAsync(FileName, "mine", Cancellation);

        Refused(await new BackupBook(Book.Book).RunAsync(FileName, Cancellation), RefusalKind.NotAllowed, "backup.exists");
        Refused(await new BackupBook(Book.Book).RunAsync(Path.Combine(Book.Place.Directory, "no", "x.db"), Cancellation),
            RefusalKind.NotFound, "backup.no-folder");

        Assert.Equal("mine", await File.ReadAllTextAsync(FileName, Cancellation));
        Assert.Empty(Directory.GetFileSystemEntries(Book.Place.Directory, "*.part"));
    }

    [Fact]
    public async Task A_damaged_file_is_refused_wherever_the_damage_is_and_the_book_stays_as_it_was()
    {
        await StoryAsync();
        Accepted(await new BackupBook(Book.Book).RunAsync(FileName, Cancellation));
        var whole = await File.ReadAllBytesAsync(FileName, Cancellation);
        var spoilt = Path.Combine(Book.Place.Directory, "spoilt.db");
        var before = await Book.CountAsync("journal");

        foreach (var (name, bytes) in Damaged(whole))
        {
            await File.WriteAllBytesAsync(spoilt, bytes, Cancellation);
            var refusal = (await RestoreOf(Book).RunAsync(spoilt, force: true, Cancellation)).Refusal;
            Assert.True(refusal?.Code is "backup.damaged" or "backup.foreign", $"{name}: {refusal?.Code ?? "restored"}");
        }
        Refused(await RestoreOf(Book).RunAsync(spoilt + ".gone", force: true, Cancellation), RefusalKind.NotFound,
            "backup.not-found");

        Assert.Equal(before, await Book.CountAsync("journal"));
        Assert.False(Directory.Exists(Path.Combine(Book.Place.Directory, "backups")));
    }

    [Fact]
    public async Task A_copy_of_the_file_of_a_closed_book_restores_too_but_not_half_of_it()
    {
        await StoryAsync();
        Accepted(await new BackupBook(Book.Book).RunAsync(FileName, Cancellation));
        var place = new BookPlace(Path.Combine(Book.Place.Directory, "elsewhere"), null);
        BookStart.CreateFolder(place.Directory);
        File.Move(FileName, place.SqliteFile);
        await using (var opened = new Book(place, NullLogger<Book>.Instance))
        {
            Accepted(await new App.Customers.SaveCustomer(new(opened, Book.Clock))
                .RunAsync(People.Owner, null, new(Name: "之后"), Cancellation));
        }
        var whole = await File.ReadAllBytesAsync(place.SqliteFile, Cancellation);
        var half = Path.Combine(Book.Place.Directory, "half.db");
        await File.WriteAllBytesAsync(half, whole[..^1], Cancellation);

        Refused(await RestoreOf(Book).RunAsync(half, force: true, Cancellation), RefusalKind.Invalid, "backup.damaged");
        Accepted(await RestoreOf(Book).RunAsync(place.SqliteFile, force: true, Cancellation));
        Assert.Equal(2, await Book.CountAsync("customers"));
    }

    /// <summary>Cut off, emptied, overwritten page by page, and with a header that lies.</summary>
    private static IEnumerable<(string Name, byte[] Bytes)> Damaged(byte[] whole)
    {
        yield return ("empty", []);
        yield return ("text", "订单编号,客户\n"u8.ToArray());
        foreach (var part in new[] { 50, 100, 4_096, whole.Length / 2, whole.Length - 4_096, whole.Length - 1 })
            yield return ($"cut at {part}", whole[..part]);
        for (var page = 0; page < whole.Length / 4_096; page += 6)
            yield return ($"page {page}", With(page * 4_096, static (b, i) => (byte)(b ^ (i * 31) ^ 0x5a), 4_096));
        // One bit, as a bad disk does it: the pages stay whole, only what they say differs.
        for (var bit = 0; bit < 24; bit++)
            yield return ($"bit {bit}", With((int)((long)whole.Length * bit / 24), static (b, _) => (byte)(b ^ 4), 1));
        foreach (var at in new[] { 0, 15, 16, 17, 18, 19, 28, 44, 47, 56, 100, 101, 103, 105 })
            yield return ($"header byte {at}", With(at, static (b, _) => (byte)(b ^ 0xff), 1));

        byte[] With(int at, Func<byte, int, byte> change, int length)
        {
            var bytes = (byte[])whole.Clone();
            for (var i = at; i < Math.Min(at + length, bytes.Length); i++) bytes[i] = change(bytes[i], i);
            return bytes;
        }
    }

    /// <summary>Something in every table that a day of work fills.</summary>
    private async Task StoryAsync()
    {
        var customer = await Do.CustomerAsync("HS", new(Phone: "13800000000", Salesperson: "林晓", CreditLimit: Money.Of(100_000),
            Contacts: [new("王工")], Addresses: [new(Domain.Customers.AddressKind.Delivery, "苏州 '工业园' \\ 1号\t3楼")]));
        await Do.ProductAsync("0012", 3.5m, isMade: true, cost: 1.25m);
        var order = Accepted(await Do.Place(new(customer.Id, Remark: "第一行\n第二行 “引号” 🙂", DueDate: new(2026, 4, 1),
            Lines: [new(Product: "0012", Quantity: Quantity.Of(10)), .. Verbs.Lines((0.000001m, 0.5m), (3, 7))]),
            once: Once.For(People.Owner, "key", "body")));
        Accepted(await Do.Finish(order.Id));
        Accepted(await Do.Ship(order.Id));
        Accepted(await Do.Sign(order.Id));
        Accepted(await Do.Pay(order.Id, new(Money.Of(10), "银行转账")));
        Accepted(await Do.Cancel((await Do.OrderAsync(customer, (1, 1))).Id));
        Accepted(await new AddUser(Book.Ledger).RunAsync(People.Owner, new("甲", Role.Owner, "correct horse"), Cancellation));
        Accepted(await new AddUser(Book.Ledger).RunAsync(People.Owner, new("乙", Role.Sales), Cancellation));
        Accepted(await new CreateToken(Book.Ledger).RunAsync(People.Owner, "甲", "erp", Cancellation));
        Accepted(await new DisableUser(Book.Ledger, new(Book.Book, Book.Clock))
            .RunAsync(People.Owner, "乙", isDisabled: true, Cancellation));
    }

    private static IEnumerable<string> Written(List<object?[]> rows) =>
        rows.Select(static row => string.Join('|', row.Select(static value => value switch
        {
            DateTime time => time.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            IFormattable figure => figure.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => value?.ToString() ?? "∅",
        }))).Order(StringComparer.Ordinal);

    private static RestoreBook RestoreOf(LedgerOnDisk book) => new(book.Book, new(book.Book), TimeProvider.System);
}
