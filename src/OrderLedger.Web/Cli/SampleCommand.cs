using System.CommandLine;
using OrderLedger.App.Data;
using OrderLedger.App.Sample;

namespace OrderLedger.Web.Cli;

/// <summary>Fills an empty book with sample data.</summary>
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

    public static Command Create()
    {
        Orders.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > SampleScale.OrdersMax)
                result.AddError($"1 … {SampleScale.OrdersMax}");
        });
        var command = CliBook.Command("sample", RunAsync);
        command.Options.Add(Orders);
        command.Options.Add(Seed);
        return command;
    }

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation)
    {
        var filled = await SampleBook.FillAsync(
            book.Get<Book>(), SampleScale.Of(book.Parsed.GetValue(Orders)), book.Parsed.GetValue(Seed),
            book.Get<TimeProvider>().GetUtcNow(), Say.Progress<int>("cli.filling"), cancellation);
        return book.Answer(filled, done => book.Texts["cli.filled", done.Orders, done.Customers, done.Products, done.Receipts]);
    }
}
