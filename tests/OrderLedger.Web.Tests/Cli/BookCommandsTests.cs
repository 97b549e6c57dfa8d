using OrderLedger.App.Access;
using OrderLedger.App.Backup;
using OrderLedger.App.Customers;
using OrderLedger.App.Settings;
using OrderLedger.Web.Cli;

namespace OrderLedger.Web.Tests.Cli;

/// <summary>The command line over a real book. What it prints goes to the test's console.</summary>
public sealed class BookCommandsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CommandLine.WrongUsage, "nothing-of-ours")]
    [InlineData(CommandLine.WrongUsage, "undo")]
    [InlineData(CommandLine.WrongUsage, "undo", "seven")]
    [InlineData(CommandLine.Refused, "undo", "7")]
    [InlineData(CommandLine.Refused, "history", "20261116-C0087-001")]
    [InlineData(CommandLine.Refused, "user", "disable", "nobody")]
    [InlineData(CommandLine.Refused, "restore", "/nothing/of/ours.db")]
    [InlineData(CommandLine.Refused, "import", "/nothing/of/ours.xlsx")]
    [InlineData(CommandLine.Refused, "serve", "--urls", "http://0.0.0.0:5080")]
    [InlineData(CommandLine.Refused, "verify", "--json")]
    [InlineData(CommandLine.Refused, "user", "list")]
    [InlineData(CommandLine.Refused, "backup", "/nothing/of/ours.db")]
    [InlineData(CommandLine.Refused, "doctor")]
    [InlineData(CommandLine.WrongUsage, "user", "add", "老板", "--role", "boss")]
    [InlineData(CommandLine.WrongUsage, "user", "add", "老板", "--role", "7")]
    [InlineData(CommandLine.Done, "user", "add", "老板", "--role", "owner")]
    public async Task The_exit_code_says_how_it_went(int code, params string[] words)
    {
        var folder = Directory.CreateTempSubdirectory("ledger-cli-").FullName;

        Assert.Equal(code, await CommandLine.RunAsync([.. words, "--data", folder, "--lang", "en"]));

        // Only what begins a book leaves one behind; a restore looks whether there is one to save first.
        Assert.Equal(words is ["user", "add", ..] && code == CommandLine.Done || words[0] == "restore",
            File.Exists(Path.Combine(folder, "ledger.db")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_sample_is_written_once_verifies_and_is_exported()
    {
        var folder = Directory.CreateTempSubdirectory("ledger-cli-").FullName;
        var file = Path.Combine(folder, "orders.csv");

        Assert.Equal(CommandLine.WrongUsage, await RunAsync("sample", "--orders", "0"));
        Assert.Equal(CommandLine.Done, await RunAsync("sample", "--orders", "120", "--seed", "7"));
        Assert.Equal(CommandLine.Refused, await RunAsync("sample", "--orders", "120"));
        Assert.Equal(CommandLine.Done, await RunAsync("verify"));
        Assert.Equal(CommandLine.Done, await RunAsync("user", "list"));
        Assert.Equal(CommandLine.Done, await RunAsync("export", file, "--filter", "status != cancelled"));
        Assert.Equal(CommandLine.Refused, await RunAsync("export", file, "--filter", "nothing = 1"));
        Assert.Equal(CommandLine.Refused, await RunAsync("export", file, "--view", "nothing"));
        Assert.Equal(CommandLine.Refused, await RunAsync("export", Path.Combine(folder, "orders.pdf")));
        Assert.Equal(CommandLine.Done, await RunAsync("import", file, "--dry-run", "--json"));
        Assert.Empty(Directory.GetFiles(folder, "*.part"));

        Directory.Delete(folder, recursive: true);

        Task<int> RunAsync(params string[] words) => CommandLine.RunAsync([.. words, "--data", folder, "--lang", "en"]);
    }

    [Fact]
    public async Task A_sample_workbook_begins_no_book_overwrites_nothing_and_is_imported()
    {
        var folder = Directory.CreateTempSubdirectory("ledger-cli-").FullName;
        var file = Path.Combine(folder, "orders.xlsx");

        Assert.Equal(CommandLine.Refused, await RunAsync("sample", "--orders", "60", "--workbook", Path.Combine(folder, "orders.xls")));
        Assert.Equal(CommandLine.Done, await RunAsync("sample", "--orders", "60", "--workbook", file));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder));
        var written = await File.ReadAllBytesAsync(file, Cancellation);
        Assert.Equal(CommandLine.Refused, await RunAsync("sample", "--orders", "50", "--workbook", file));
        Assert.Equal(written, await File.ReadAllBytesAsync(file, Cancellation));
        Assert.Equal(CommandLine.Done, await RunAsync("import", file));
        Assert.Equal(CommandLine.Done, await RunAsync("verify"));

        Directory.Delete(folder, recursive: true);

        Task<int> RunAsync(params string[] words) => CommandLine.RunAsync([.. words, "--data", folder, "--lang", "en"]);
    }

    [Fact]
    public async Task A_backup_of_a_served_book_restores_whole_and_only_where_it_may()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var id = await client.PlaceAsync(await server.StockAsync());
        await server.Get<SaveSettings>().RunAsync(Actor.LocalOwner,
            BookSettings.Default with { Company = BookSettings.Default.Company with { Name = "海晟" } }, Cancellation);
        var file = Path.Combine(server.Directory, "copy.db");

        var written = await server.Get<BackupBook>().RunAsync(file, Cancellation);
        var twice = await server.Get<BackupBook>().RunAsync(file, Cancellation);
        await server.Get<SaveCustomer>().RunAsync(Actor.LocalOwner, null, new(Name: "之后"), Cancellation);
        var refused = await server.Get<RestoreBook>().RunAsync(file, force: false, Cancellation);
        var restored = await server.Get<RestoreBook>().RunAsync(file, force: true, Cancellation);

        Assert.True(written.Accepted);
        Assert.Equal("backup.exists", twice.Refusal?.Code);
        Assert.Equal("restore.book-not-empty", refused.Refusal?.Code);
        Assert.True(restored.Accepted);
        Assert.True(File.Exists(restored.Value.Saved));
        Assert.True((await client.SendAsync("GET", $"/api/v1/orders/{id}")).IsSuccessStatusCode);
        var customers = await (await client.SendAsync("GET", "/api/v1/customers")).JsonAsync();
        Assert.Equal(1, customers.GetProperty("count").GetInt32());
        await client.PlaceAsync((customers.GetProperty("rows")[0].GetProperty("id").GetInt64(),
            (await (await client.SendAsync("GET", "/api/v1/products")).JsonAsync()).GetProperty("rows")[0].GetProperty("id")
                .GetInt64()));
    }

    [Fact]
    public async Task A_running_server_answers_from_the_book_that_another_process_restored()
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Owner);
        var stock = await server.StockAsync();
        await client.PlaceAsync(stock);
        var file = Path.Combine(server.Directory, "copy.db");
        Assert.Equal(CommandLine.Done, await RunAsync("backup", file));
        await client.PlaceAsync(stock);
        Assert.Equal(2, await CountAsync());

        Assert.Equal(CommandLine.Done, await RunAsync("restore", file, "--force"));

        Assert.Equal(1, await CountAsync());
        await client.PlaceAsync(stock);
        Assert.Equal(2, await CountAsync());

        Task<int> RunAsync(params string[] words) => CommandLine.RunAsync([.. words, "--data", server.Directory, "--lang", "en"]);
        async Task<long> CountAsync() => (await (await client.SendAsync("GET", "/api/v1/ledger")).JsonAsync()).GetProperty("count").GetInt64();
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("foreign")]
    [InlineData("newer")]
    public async Task A_file_that_is_not_a_whole_backup_of_this_version_is_refused(string kind)
    {
        await using var server = await LedgerServer.StartAsync();
        await server.StockAsync();
        var file = Path.Combine(server.Directory, "copy.db");
        Assert.True((await server.Get<BackupBook>().RunAsync(file, Cancellation)).Accepted);
        await SpoilAsync(file, kind);

        var restored = await server.Get<RestoreBook>().RunAsync(file, force: true, Cancellation);

        Assert.Equal($"backup.{kind}", restored.Refusal?.Code);
    }

    private static async Task SpoilAsync(string file, string kind)
    {
        if (kind == "damaged")
        {
            await using var bytes = File.OpenWrite(file);
            bytes.Position = 4_096;
            await bytes.WriteAsync(new byte[40_960], Cancellation);
            return;
        }
        // A program of a later version would seal it too; without its seal the file is taken for a copied book.
        await using (var sealedFile = File.OpenWrite(file)) sealedFile.SetLength(sealedFile.Length - 64);
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = kind == "newer"
            ? "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99')"
                : "DROP TABLE \"__EFMigrationsHistory\"";
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
