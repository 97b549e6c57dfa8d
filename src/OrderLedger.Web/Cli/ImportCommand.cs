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
    /// <summary>Places of one warning that are printed; JSON has more.</summary>
    private const int WarningPlaces = 5;
    private static readonly Argument<string> FileName = new("FILE");
    private static readonly Option<string> Sheet = new("--sheet")
    {
        HelpName = "NAME",
    };
    private static readonly Option<string[]> Map = new("--map")
    {
        HelpName = "FIELD=HEADER",
    };
    private static readonly Option<string> Key = new("--key");
    private static readonly Option<bool> Overwrite = new("--overwrite");
    private static readonly Option<bool> DryRun = new("--dry-run");

    private static readonly Option<string[]> Only = new("--only") { HelpName = "NUMBER" };
    private static readonly Option<string[]> Except = new("--except") { HelpName = "NUMBER" };

    public static Command Create()
    {
        var command = CliBook.Command("import", RunAsync,
            static parsed => parsed.GetRequiredValue(FileName) is var file && !File.Exists(file)
                ? Refusal.NotFound("import.file-not-found", file) : null);
        command.Arguments.Add(FileName);
        foreach (var option in new Option[] { Sheet, Map, Key, Overwrite, Only, Except, DryRun }) command.Options.Add(option);
        return command;
    }

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation)
    {
        var parsed = book.Parsed;
        var options = ImportWords.Options(parsed.GetValue(Sheet), parsed.GetValue(Map), parsed.GetValue(Key),
            parsed.GetValue(Overwrite), Choice(parsed.GetValue(Only), parsed.GetValue(Except)));
        if (!options.Accepted) return Say.No(options.Refusal);
        var file = parsed.GetRequiredValue(FileName);
        var opened = WorkbookReader.Open(file);
        if (!opened.Accepted) return Say.No(opened.Refusal);
        using var workbook = opened.Value;
        var verb = book.Get<ImportWorkbook>();
        return Say.Answer(parsed.GetValue(DryRun)
            ? await verb.PreviewAsync(Actor.LocalOwner, workbook, options.Value, cancellation)
            : await verb.RunAsync(Actor.LocalOwner, workbook, options.Value, Say.Progress<int>("cli.importing"), cancellation),
            result => InWords(book.Texts, result));
    }

    private static ImportChoice? Choice(string[]? only, string[]? except) => only is null or [] && except is null or []
        ? null : new(only is { Length: > 0 } ? only : null, except);

    private static string InWords(Texts texts, ImportResult result)
    {
        var text = new StringBuilder();
        var orders = result.Orders;
        text.AppendLine(texts["cli.import-orders", orders.New, orders.Changed, orders.Unchanged, orders.Conflicts,
            orders.Unreadable]);
        text.AppendLine(texts["cli.import-rows", result.Rows.Table, result.Rows.Imported, result.Rows.Refused]);
        if (result.LeftOut > 0) text.AppendLine(texts["import.left-out", result.LeftOut]);
        if (result.Facts is { Orders: > 0 } facts)
            text.AppendLine(texts["cli.import-facts", facts.Receipts, facts.Received, facts.Shipments, facts.Orders]);
        foreach (var warning in result.Warnings)
        {
            text.AppendLine(texts["cli.import-warning", texts[Refusal.Invalid(warning.Code)], warning.Count,
                warning.Sum is { } sum ? texts["cli.import-warning-sum", sum] : ""]);
            Places(warning.Places.Take(WarningPlaces));
        }
        foreach (var column in result.Columns.Where(static c => c.Use == ImportUse.NotUsed))
            text.AppendLine(texts["cli.import-not-used", column.Header]);
        foreach (var change in result.Changes)
        {
            foreach (var field in change.Fields)
                text.Append(CultureInfo.InvariantCulture,
                    $"\t{change.Row}\t{change.Number}\t{field.Product}\t{field.Field}\t{field.Old} → {field.New}").AppendLine();
        }
        Places(result.Problems);
        text.Append(result.DryRun ? texts["cli.import-dry"] : result.ChangeSetId is { } id ? texts["cli.import-done", id]
            : texts["cli.import-nothing"]);
        return text.ToString();

        // The code for scripts, the sentence for people.
        void Places(IEnumerable<ImportProblem> places)
        {
            foreach (var place in places)
            {
                text.Append(CultureInfo.InvariantCulture, $"\t{place.Row}\t{place.Column}\t{place.Code}\t{place.Raw}");
                if (!result.Warnings.Any(w => w.Code == place.Code)) text.Append('\t').Append(texts[Refusal.Invalid(place.Code, place.Raw ?? "")]);
                text.AppendLine();
            }
        }
    }
}
