using System.CommandLine;
using OrderLedger.App.Access;
using OrderLedger.App.Export;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Cli;

/// <summary>Writes the ledger to a workbook or a CSV.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> FileName = new("FILE");
    private static readonly Option<string> View = new("--view")
    {
        Description = "A standing question: all, toShip, overdue, unpaid, …", HelpName = "NAME",
    };
    private static readonly Option<string> Filter = new("--filter")
    {
        Description = "A condition, such as: status = 待发货 and total > 10000", HelpName = "F",
    };

    public static Command Create()
    {
        var command = CliBook.Command("export", "Writes the ledger to FILE.xlsx or FILE.csv", RunAsync);
        command.Arguments.Add(FileName);
        command.Options.Add(View);
        command.Options.Add(Filter);
        return command;
    }

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation)
    {
        var file = Path.GetFullPath(book.Parsed.GetRequiredValue(FileName));
        var kind = Path.GetExtension(file).ToLowerInvariant();
        if (kind is not (".xlsx" or ".csv")) return Say.No(Refusal.Invalid("export.kind-unknown", file));
        var query = QueryOf(book.Parsed);
        if (!query.Accepted) return Say.No(query.Refusal);

        // Under another name until it is whole: a stopped export must not look like one.
        var part = file + ".part";
        Outcome<Exported> exported;
        try
        {
            await using (var target = File.Create(part))
            {
                exported = await book.Get<ExportLedger>().RunAsync(Actor.LocalOwner, query.Value, target, kind == ".csv",
                    ExportWords.Title, ExportWords.Word, ExportWords.Total, cancellation);
            }
            if (exported.Accepted) File.Move(part, file, overwrite: true);
        }
        finally
        {
            // Refused, stopped or broken: nothing of it stays. After the move there is nothing to delete.
            File.Delete(part);
        }
        return book.Answer(exported, done => book.Texts["cli.exported", done.Rows, file]);
    }

    private static Outcome<LedgerQuery> QueryOf(ParseResult parsed)
    {
        var filter = parsed.GetValue(Filter) ?? "";
        if (parsed.GetValue(View) is not { } view) return new LedgerQuery { Filter = filter };

        var tabs = LedgerTabs.For(Actor.LocalOwner);
        var tab = tabs.FirstOrDefault(t => t.Name == view);
        if (tab.Name is null)
            return Refusal.NotFound("export.view-unknown", view, string.Join(", ", tabs.Select(static t => t.Name)));
        var both = (tab.Filter, filter) switch { (var f, "") => f, ("", var f) => f, var (a, b) => $"({a}) and ({b})" };
        return new LedgerQuery { Filter = both };
    }
}
