using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.Data;
using OrderLedger.App.ReadModel;

namespace OrderLedger.App.Tests.Reliability;

public sealed class OwnFilesTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Fact]
    public async Task A_book_that_was_open_to_others_is_its_owners_alone_after_a_start()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes are of Unix.");
            return;
        }
        var place = await BookTemplate.EmptyAsync();
        Directory.CreateDirectory(place.Directory);
        File.SetUnixFileMode(place.Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | Others);
        var old = Path.Combine(place.Directory, "old.log");
        await File.WriteAllTextAsync(old, "x", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(old, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await using (var book = new Book(place, NullLogger<Book>.Instance))
        {
            await book.MigrateAsync(TestContext.Current.CancellationToken);
            await using var model = new LedgerReadModel(book, TimeProvider.System, NullLogger<LedgerReadModel>.Instance);
            await model.CatchUpAsync(TestContext.Current.CancellationToken);

            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(place.Directory) & Others);
            Assert.Contains(place.ReadModelFile, Directory.GetFiles(place.Directory));
            foreach (var file in Directory.GetFiles(place.Directory))
                Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & Others);
        }
        await BookTemplate.DropAsync(place);
    }
}
