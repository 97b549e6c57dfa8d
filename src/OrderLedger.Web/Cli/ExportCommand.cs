using System.CommandLine;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Export;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.Views;
using OrderLedger.Domain;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Cli;

/// <summary>Writes the ledger to a workbook or a CSV.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> FileName = new("FILE");
    private static readonly Option<string> View = new("--view")
    {
        HelpName = "NAME",
    };
    private static readonly Option<string> Filter = new("--filter")
    {
        HelpName = "F",
    };

    private static readonly Option<string> User = new("--user") { HelpName = "NAME" };

    public static Command Create()
    {
        var command = CliBook.Command("export", RunAsync);
        command.Arguments.Add(FileName);
        command.Options.Add(View);
        command.Options.Add(Filter);
        command.Options.Add(User);
        return command;
    }

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation)
    {
        var file = Path.GetFullPath(book.Parsed.GetRequiredValue(FileName));
        var kind = Path.GetExtension(file).ToLowerInvariant();
        if (kind is not (".xlsx" or ".csv")) return Say.No(Refusal.Invalid("export.kind-unknown", file));
        var actor = await ActorAsync(book, cancellation);
        if (!actor.Accepted) return Say.No(actor.Refusal);
        var query = await QueryAsync(book, actor.Value, cancellation);
        if (!query.Accepted) return Say.No(query.Refusal);

        var exported = await WholeFile.WriteAsync(file, overwrite: true, target => book.Get<ExportLedger>().RunAsync(actor.Value,
            query.Value, target, kind == ".csv", ExportWords.Title, ExportWords.Word, ExportWords.Total, cancellation));
        return Say.Answer(exported, done => book.Texts["cli.exported", done.Rows, file]);
    }

    /// <summary>A built-in view by its key, a saved one by its name: with its rows, order and columns.</summary>
    private static async Task<Outcome<LedgerQuery>> QueryAsync(CliBook book, Actor actor, CancellationToken cancellation)
    {
        var filter = book.Parsed.GetValue(Filter) ?? "";
        if (book.Parsed.GetValue(View) is not { } named) return new LedgerQuery { Filter = filter };

        var views = await book.Get<ViewQueries>().ListAsync(actor, withCounts: false, cancellation);
        var key = TextFolding.Key(named);
        if (views.FirstOrDefault(v => v.Key == named || TextFolding.Key(v.Name) == key) is not { } view)
            return Refusal.NotFound("export.view-unknown", named, string.Join(", ", views.Select(static v => v.Name)));
        if (view.Problem is { } problem) return problem;
        var both = (view.Filter ?? "", filter) switch { (var f, "") => f, ("", var f) => f, var (a, b) => $"({a}) and ({b})" };
        return new LedgerQuery
        {
            Rows = view.Rows, Filter = both, Sort = view.Sort,
            Columns = [.. (view.Layout?.Columns ?? []).Where(static c => !c.Hidden).Select(static c => c.Name)],
        };
    }

    /// <summary>Whose rights and views: an account of the book, or the owner of the machine.</summary>
    private static async Task<Outcome<Actor>> ActorAsync(CliBook book, CancellationToken cancellation)
    {
        if (book.Parsed.GetValue(User) is not { } name) return Actor.LocalOwner;
        var users = await book.Get<UserQueries>().ListAsync(Actor.LocalOwner, cancellation);
        if (!users.Accepted) return users.Refusal;
        return users.Value.FirstOrDefault(u => !u.IsDisabled && TextFolding.Key(u.Name) == TextFolding.Key(name)) is { } user
            ? new Actor(user.Id, user.Name, user.Role, Via.Cli) : Refusal.NotFound("user.not-found", name);
    }
}
