using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Settings;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Gate;

/// <summary>Two nodes of one PostgreSQL book hear of each other's commits.</summary>
public sealed class NeighboursTests : LedgerTest
{
    private const string All = "pg_stat_activity WHERE datname = current_database()";
    private const string Listeners = $"{All} AND application_name = 'OrderLedger listener'";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _listening = [];
    private readonly List<Book> _books = [];

    [Fact]
    public async Task A_commit_of_one_node_is_heard_by_the_other_and_not_by_itself()
    {
        Assert.SkipUnless(BookTemplate.IsPostgres, "Only PostgreSQL has several nodes.");
        var (here, there) = (await NodeAsync(Book.Book), await NodeAsync(Open()));

        await Do.CustomerAsync("HS");
        var set = await LastAsync();

        Assert.Equal(set, await there.NextAsync());
        Assert.Equal(0, here.Waiting);
    }

    [Fact]
    public async Task Nothing_is_heard_of_what_was_refused()
    {
        Assert.SkipUnless(BookTemplate.IsPostgres, "Only PostgreSQL has several nodes.");
        var there = await NodeAsync(Open());

        Refused(await Do.Place(new(404, Lines: Verbs.Lines((1, 1)))), RefusalKind.Invalid, "customer.not-found");
        await Do.CustomerAsync("HS");
        await there.NextAsync();

        Assert.Equal(0, there.Waiting);
    }

    [Fact]
    public async Task A_listener_whose_connection_is_ended_listens_again_and_hears_what_it_missed()
    {
        Assert.SkipUnless(BookTemplate.IsPostgres, "Only PostgreSQL has several nodes.");
        var there = await NodeAsync(Open());

        await EndAsync(Listeners);
        await Do.CustomerAsync("HS");
        var set = await LastAsync();
        while (await there.NextAsync() != set) { }
        await ListensAsync();
        await Do.CustomerAsync("YF");

        Assert.True(await there.NextAsync() > 0);
    }

    [Fact]
    public async Task What_was_begun_long_before_the_gap_and_committed_in_it_is_told()
    {
        Assert.SkipUnless(BookTemplate.IsPostgres, "Only PostgreSQL has several nodes.");
        using var hold = new SemaphoreSlim(0);
        var begun = new TaskCompletionSource();
        var there = await NodeAsync(Open());
        var import = Book.Ledger.WriteAloneAsync<string>(People.Owner, "test.long", async write =>
        {
            write.Db.Customers.Add(new() { Code = "HS", Name = "海晟" });
            await write.SaveChunkAsync(Cancellation);
            begun.SetResult();
            await hold.WaitAsync(Cancellation);
            return "done";
        }, Cancellation);
        await begun.Task;
        Book.Clock.Now += TimeSpan.FromHours(1);

        await EndAsync(Listeners);
        hold.Release();
        Accepted(await import);

        Assert.Equal(await LastAsync(), await there.NextAsync());
    }

    [Fact]
    public async Task A_listener_outlives_the_end_of_every_connection()
    {
        Assert.SkipUnless(BookTemplate.IsPostgres, "Only PostgreSQL has several nodes.");
        var other = Open();
        var there = await NodeAsync(other);
        await other.SettingsAsync(Cancellation);

        await EndAsync(All);
        await Do.CustomerAsync("HS");

        Assert.Equal(await LastAsync(), await there.NextAsync());
    }

    [Fact]
    public async Task Settings_changed_at_one_node_hold_at_the_other_at_once()
    {
        Assert.SkipUnless(BookTemplate.IsPostgres, "Only PostgreSQL has several nodes.");
        var other = Open();
        var there = await NodeAsync(other);
        var settings = await other.SettingsAsync(Cancellation);

        Accepted(await new SaveSettings(Book.Ledger, Book.Book).RunAsync(
            People.Owner, settings with { Company = settings.Company with { Name = "海晟" } }, Cancellation));
        await there.NextAsync();

        Assert.Equal("海晟", (await other.SettingsAsync(Cancellation)).Company.Name);
    }

    [Fact]
    public async Task What_is_said_in_passing_reaches_the_others()
    {
        Assert.SkipUnless(BookTemplate.IsPostgres, "Only PostgreSQL has several nodes.");
        var (here, there) = (await NodeAsync(Book.Book), await NodeAsync(Open()));

        await here.Neighbours.SayAsync("王 looks at 7", Cancellation);

        Assert.Equal("王 looks at 7", await there.NextWordAsync());
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _stop.CancelAsync();
        await Task.WhenAll(_listening);
        foreach (var book in _books) await book.DisposeAsync();
        _stop.Dispose();
        await base.DisposeAsync();
    }

    private Book Open()
    {
        var book = new Book(Book.Place, NullLogger<Book>.Instance);
        _books.Add(book);
        return book;
    }

    private async Task<Node> NodeAsync(Book book)
    {
        var node = new Node(new Neighbours(book, Book.Clock, NullLogger<Neighbours>.Instance));
        var before = await ListenersAsync();
        _listening.Add(node.Neighbours.ListenAsync(_stop.Token));
        while (await ListenersAsync() == before) await Task.Delay(20, Cancellation);
        return node;
    }

    private Task<long> LastAsync() => Book.ReadAsync(static db => Task.FromResult(db.ChangeSets.Max(static s => s.Id)));

    private async Task ListensAsync()
    {
        while (await ListenersAsync() == 0) await Task.Delay(20, Cancellation);
    }

    private async Task<long> ListenersAsync() => (long)(await Book.RowsAsync(
        $"SELECT count(*) FROM {Listeners} AND query LIKE '%pg_snapshot_xmin%' AND state = 'idle'"))[0][0]!;

    private async Task EndAsync(string which)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Book.Place.Postgres) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand($"SELECT pg_terminate_backend(pid) FROM {which} AND pid <> pg_backend_pid()", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private sealed class Node
    {
        private readonly Channel<long> _sets = Channel.CreateUnbounded<long>();
        private readonly Channel<string> _words = Channel.CreateUnbounded<string>();

        public Node(Neighbours neighbours)
        {
            Neighbours = neighbours;
            neighbours.Committed += id => _sets.Writer.TryWrite(id);
            neighbours.Said += word => _words.Writer.TryWrite(word);
        }

        public Neighbours Neighbours { get; }

        /// <summary>Heard, and not asked for yet.</summary>
        public int Waiting => _sets.Reader.Count;

        public async Task<long> NextAsync() => await _sets.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Long, Cancellation);

        public async Task<string> NextWordAsync() => await _words.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Long, Cancellation);
    }
}
