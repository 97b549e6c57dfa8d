using System.CommandLine;
using System.Globalization;
using System.Text;
using OrderLedger.App.Access;
using OrderLedger.App.Import;
using OrderLedger.App.Import.Reading;
using OrderLedger.Domain;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Cli;

/// <summary>Imports a workbook or CSV, or says what it would do.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> FileName = new("FILE");
    private static readonly Option<string> Sheet = new("--sheet")
    {
        Description = "Else the first sheet with a table", HelpName = "NAME",
    };
    private static readonly Option<string[]> Map = new("--map")
    {
        Description = "A field by its header; several times", HelpName = "FIELD=HEADER",
    };
    private static readonly Option<string> Key = new("--key")
    {
        Description = "number, number+customer or number+customer+date",
    };
    private static readonly Option<bool> Overwrite = new("--overwrite")
    {
        Description = "The file wins where people have changed the book since the last import",
    };
    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Says what would be done, and writes nothing",
    };

    public static Command Create()
    {
        var command = CliBook.Command("import", "Imports a workbook or CSV as one change set", RunAsync,
            static parsed => parsed.GetRequiredValue(FileName) is var file && !File.Exists(file)
                ? Refusal.NotFound("import.file-not-found", file) : null);
        command.Arguments.Add(FileName);
        foreach (var option in new Option[] { Sheet, Map, Key, Overwrite, DryRun }) command.Options.Add(option);
        return command;
    }

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation)
    {
        var parsed = book.Parsed;
        var options = ImportWords.Options(parsed.GetValue(Sheet), parsed.GetValue(Map), parsed.GetValue(Key),
            parsed.GetValue(Overwrite));
        if (!options.Accepted) return Say.No(options.Refusal);
        var file = parsed.GetRequiredValue(FileName);
        var opened = WorkbookReader.Open(file);
        if (!opened.Accepted) return Say.No(opened.Refusal);
        using var workbook = opened.Value;
        var verb = book.Get<ImportWorkbook>();
        return book.Answer(parsed.GetValue(DryRun)
            ? await verb.PreviewAsync(Actor.LocalOwner, workbook, options.Value, cancellation)
            : await verb.RunAsync(Actor.LocalOwner, workbook, options.Value, Say.Progress<int>("cli.importing"), cancellation),
            result => InWords(book.Texts, result));
    }

    private static string InWords(Texts texts, ImportResult result)
    {
        var text = new StringBuilder();
        var orders = result.Orders;
        text.AppendLine(texts["cli.import-orders", orders.New, orders.Changed, orders.Unchanged, orders.Conflicts,
            orders.Unreadable]);
        text.AppendLine(texts["cli.import-rows", result.Rows.Table, result.Rows.Imported, result.Rows.Refused]);
        foreach (var column in result.Columns.Where(static c => c.Use == ImportUse.NotUsed))
            text.AppendLine(texts["cli.import-not-used", column.Header]);
        foreach (var change in result.Changes)
        {
            foreach (var field in change.Fields)
                text.Append(CultureInfo.InvariantCulture,
                    $"\t{change.Row}\t{change.Number}\t{field.Product}\t{field.Field}\t{field.Old} → {field.New}").AppendLine();
        }
        foreach (var problem in result.Problems)
            text.Append(CultureInfo.InvariantCulture, $"\t{problem.Row}\t{problem.Column}\t{problem.Code}\t{problem.Raw}")
                .AppendLine();
        text.Append(result.DryRun ? texts["cli.import-dry"] : result.ChangeSetId is { } id ? texts["cli.import-done", id]
            : texts["cli.import-nothing"]);
        return text.ToString();
    }
}
