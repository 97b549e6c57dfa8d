using System.CommandLine;
using OrderLedger.App.Data;
using OrderLedger.App.Sample;
using OrderLedger.Domain;

namespace OrderLedger.Web.Cli;

/// <summary>Fills an empty book with sample data, or writes the same orders as a workbook.</summary>
internal static class SampleCommand
{
    private static readonly Option<int> Orders = new("--orders")
    {
        Required = true, HelpName = "N",
    };
    private static readonly Option<ulong> Seed = new("--seed")
    {
        DefaultValueFactory = static _ => 1, HelpName = "S",
    };
    private static readonly Option<string> Workbook = new("--workbook") { HelpName = "FILE" };

    public static Command Create()
    {
        Orders.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > SampleScale.OrdersMax)
                result.AddError($"1 … {SampleScale.OrdersMax}");
        });
        var command = new Command("sample") { Orders, Seed, Workbook };
        command.SetAction(static (parsed, cancellation) => parsed.GetValue(Workbook) is { } file
            ? WriteAsync(parsed, Path.GetFullPath(file), cancellation) : FillAsync(parsed, cancellation));
        return command;
    }

    private static async Task<int> FillAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var book = await CliBook.OpenAsync(parsed, Shared.PlaceOf(parsed), cancellation);
        var filled = await SampleBook.FillAsync(
            book.Get<Book>(), SampleScale.Of(parsed.GetValue(Orders)), parsed.GetValue(Seed),
            book.Get<TimeProvider>().GetUtcNow(), Say.Progress<int>("cli.filling"), cancellation);
        return Say.Answer(filled, done => book.Texts["cli.filled", done.Orders, done.Customers, done.Products, done.Receipts]);
    }

    /// <summary>Opens and begins no book: a workbook is to try an import with.</summary>
    private static async Task<int> WriteAsync(ParseResult parsed, string file, CancellationToken cancellation)
    {
        if (!file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)) return Say.No(Refusal.Invalid("sample.workbook-kind", file));
        // It could be the ledger that somebody really keeps.
        if (File.Exists(file)) return Say.No(Refusal.NotAllowed("sample.workbook-exists", file));

        var plan = new SamplePlan(parsed.GetValue(Seed), SampleScale.Of(parsed.GetValue(Orders)), TimeProvider.System.GetUtcNow());
        var written = await WholeFile.WriteAsync(file, overwrite: false,
            target => SampleWorkbook.WriteAsync(target, plan, Say.Progress<int>("cli.filling"), cancellation));
        return Say.Answer(written, done => new Texts()["cli.sample-written", done.Orders, done.Rows, file]);
    }
}
