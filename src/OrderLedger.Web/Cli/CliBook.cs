using System.CommandLine;
using OrderLedger.App;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.Web.Cli;

/// <summary>The book of one command, with the verbs that the server has.</summary>
internal sealed class CliBook : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <summary>Commands that begin a book where there is none. For the others a folder without a book is a mistyped one.</summary>
    private static readonly HashSet<string> Founders = new(StringComparer.Ordinal) { "import", "restore", "add" };

    private CliBook(ServiceProvider services, ParseResult parsed) => (_services, Parsed) = (services, parsed);

    public ParseResult Parsed { get; }
    public Texts Texts { get; } = new();

    /// <summary>A command that opens the book, and migrates it as the server would; refused where there is none.</summary>
    /// <param name="check">Asked before a book is opened, or begun; a refusal ends the command.</param>
    public static Command Command(string name, Func<CliBook, CancellationToken, Task<int>> run,
        Func<ParseResult, Refusal?>? check = null)
    {
        var command = new Command(name);
        command.SetAction(async (parsed, cancellation) =>
        {
            var place = Shared.PlaceOf(parsed);
            if (!Founders.Contains(name) && place.Postgres is null && !File.Exists(place.SqliteFile))
                return Say.No(Refusal.NotFound("book.not-found", place.Directory));
            if (check?.Invoke(parsed) is { } refusal) return Say.No(refusal);

            await using var book = await OpenAsync(parsed, place, cancellation);
            return await run(book, cancellation);
        });
        return command;
    }

    public static async Task<CliBook> OpenAsync(ParseResult parsed, BookPlace place, CancellationToken cancellation)
    {
        var services = new ServiceCollection().AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Error))
            .AddLedgerApp(place).BuildServiceProvider();
        await services.GetRequiredService<Book>().MigrateAsync(cancellation);
        return new(services, parsed);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
