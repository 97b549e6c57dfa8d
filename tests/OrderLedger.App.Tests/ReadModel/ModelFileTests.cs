using OrderLedger.App.Backup;
using OrderLedger.App.Tests.Reliability;

namespace OrderLedger.App.Tests.ReadModel;

/// <summary>Whatever becomes of the model's file, the next question is answered from the book as it is.</summary>
public sealed class ModelFileTests
{
    [Fact]
    public async Task A_restart_goes_on_where_it_was()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await WorkAsync(book, new Random(1), 10);
        var before = await book.EverythingAsync();

        await book.ReopenAsync();
        Assert.Equal(before, await book.EverythingAsync());
        await AssertEqualsRebuildAsync(book, rebuilt: 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_a_crash_takes_back_is_caught_up(int seed)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There an open file of the engine's cannot be copied.");
            return;
        }
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        var work = await WorkAsync(book, new Random(seed), 15);
        await book.Model.RebuildAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 15; i++)
        {
            await work.StepAsync();
            await book.Model.CatchUpAsync(TestContext.Current.CancellationToken);
        }
        // What lies on the disk while the model is open is what a crash leaves: the last checkpoint, and no log.
        var file = book.Book.Place.ReadModelFile;
        Assert.False(File.Exists(file + ".wal"));
        File.Copy(file, file + ".crashed");
        await book.Model.DisposeAsync();
        File.Move(file + ".crashed", file, overwrite: true);
        await work.StepAsync();

        await book.ReopenAsync();
        await AssertEqualsRebuildAsync(book, rebuilt: 0);
    }

    [Fact]
    public async Task Killed_at_any_moment_the_model_equals_a_rebuild()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟", code: "KILL");
        var random = new Random(7);
        for (var round = 0; round < Scale.Of(8, 100); round++)
        {
            await book.Model.DisposeAsync();
            using (var child = Child.Start(book.Book.Place, Child.Follow))
            {
                // From its first answers on, in the midst of following, of a rebuild or of a checkpoint.
                Assert.NotNull(await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
                await Task.Delay(random.Next(300), TestContext.Current.CancellationToken);
                child.Kill();
                await child.WaitForExitAsync(TestContext.Current.CancellationToken);
            }
            await book.ReopenAsync();
            await AssertEqualsRebuildAsync(book);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 100)]
    [InlineData(0, 5_000)]
    [InlineData(0.5, 0)]
    [InlineData(0.9, 4_096)]
    public async Task A_file_that_was_cut_off_is_thrown_away(double share, int more)
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await WorkAsync(book, new Random(2), 10);
        await book.Model.RebuildAsync(TestContext.Current.CancellationToken);
        await book.Model.DisposeAsync();
        await using (var file = new FileStream(book.Book.Place.ReadModelFile, FileMode.Open))
            file.SetLength((long)(file.Length * share) + more);

        await book.ReopenAsync();
        await AssertEqualsRebuildAsync(book);
        Assert.True(new FileInfo(book.Book.Place.ReadModelFile).Length > 12_288);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_thrown_away()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await WorkAsync(book, new Random(2), 10);
        await book.Model.DisposeAsync();
        await File.WriteAllTextAsync(book.Book.Place.ReadModelFile, "not a database", TestContext.Current.CancellationToken);

        await book.ReopenAsync();
        await AssertEqualsRebuildAsync(book);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_file_with_a_torn_block_is_thrown_away(int seed)
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await WorkAsync(book, new Random(2), 10);
        await book.Model.RebuildAsync(TestContext.Current.CancellationToken);
        await book.Model.DisposeAsync();
        var random = new Random(seed);
        await using (var file = new FileStream(book.Book.Place.ReadModelFile, FileMode.Open))
        {
            // Behind the three headers come blocks, each with its check sum.
            for (var at = 12_288L + random.Next(4_096); at < file.Length; at += 65_536)
            {
                file.Position = at;
                file.Write("torn"u8);
            }
        }

        await book.ReopenAsync();
        await AssertEqualsRebuildAsync(book);
        await book.ReopenAsync();
        await AssertEqualsRebuildAsync(book, rebuilt: 0);
    }

    [Fact]
    public async Task A_model_ahead_of_a_restored_book_is_thrown_away()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        var work = await WorkAsync(book, new Random(3), 10);
        var backup = new BackupBook(book.Book);
        var saved = Path.Combine(book.Book.Place.Directory, "saved.db");
        await BookWithModel.DoneAsync(backup.RunAsync(saved, TestContext.Current.CancellationToken));
        for (var i = 0; i < 5; i++) await work.StepAsync();
        await book.EverythingAsync();
        await book.Model.DisposeAsync();
        var file = book.Book.Place.ReadModelFile;
        File.Copy(file, file + ".ahead");
        await BookWithModel.DoneAsync(new RestoreBook(book.Book, backup, book.Clock).RunAsync(saved, true,
            TestContext.Current.CancellationToken));

        File.Move(file + ".ahead", file, overwrite: true);
        await book.ReopenAsync();
        await AssertEqualsRebuildAsync(book);
    }

    [Fact]
    public async Task A_read_model_of_another_book_is_rebuilt()
    {
        await using var one = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await using var other = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await one.CustomerAsync("宁波海晟", code: "C1");
        await one.ProductAsync("法兰", "F1", 10);
        await one.PlaceAsync("C1", ("F1", 1));
        await other.ProductAsync("法兰", "F1", 10);
        await other.CustomerAsync("苏州云帆", code: "C2");
        await other.PlaceAsync("C2", ("F1", 1));
        await one.QueryAsync(new());
        await one.Model.DisposeAsync();

        File.Copy(one.Book.Place.ReadModelFile, other.Book.Place.ReadModelFile);

        Assert.Equal("苏州云帆", (await other.QueryAsync(new() { Columns = ["customer"] })).Rows.Single()[0]);
    }

    private static async Task<RandomWork> WorkAsync(BookWithModel book, Random random, int steps)
    {
        var work = new RandomWork(book, random);
        await work.BeginAsync();
        for (var i = 0; i < steps; i++) await work.StepAsync();
        return work;
    }

    /// <param name="rebuilt">How often the model may have been built anew on the way; null: as often as it likes.</param>
    private static async Task AssertEqualsRebuildAsync(BookWithModel book, int? rebuilt = null)
    {
        var followed = await book.EverythingAsync();
        if (rebuilt is { } times) Assert.Equal(times, book.Model.Rebuilds);
        await book.Model.RebuildAsync(TestContext.Current.CancellationToken);
        Assert.Equal(await book.EverythingAsync(), followed);
    }
}
