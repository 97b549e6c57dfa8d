using System.CommandLine;
using System.Globalization;
using System.Text;
using OrderLedger.App.Access;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Orders;
using OrderLedger.App.Verify;

namespace OrderLedger.Web.Cli;

/// <summary>Takes a change set back.</summary>
internal static class UndoCommand
{
    private static readonly Argument<long> Id = new("CHANGESET");

    public static Command Create()
    {
        var command = CliBook.Command("undo", "Takes a change set back, as far as nobody changed it since", RunAsync);
        command.Arguments.Add(Id);
        return command;
    }

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation) => book.Answer(
        await book.Get<UndoChangeSet>().RunAsync(Actor.LocalOwner, book.Parsed.GetValue(Id), cancellation),
        done => book.Texts["cli.undone", done.Applied, done.Kept.Count, done.Id]);
}

/// <summary>What happened to an order.</summary>
internal static class HistoryCommand
{
    private const int SetsMax = 1_000;
    private static readonly Argument<string> Number = new("ORDERNUMBER");

    public static Command Create()
    {
        var command = CliBook.Command("history", "What happened to an order, newest first", RunAsync);
        command.Arguments.Add(Number);
        return command;
    }

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation)
    {
        var order = await book.Get<OrderQueries>()
            .FindByNumberAsync(Actor.LocalOwner, book.Parsed.GetRequiredValue(Number), cancellation);
        if (!order.Accepted) return Say.No(order.Refusal);
        book.Tell(await book.Get<History>().OfAsync(Actor.LocalOwner, "order", order.Value.Id, SetsMax, cancellation), InWords);
        return CommandLine.Done;
    }

    private static string InWords(IReadOnlyList<ChangeSetView> sets)
    {
        var text = new StringBuilder();
        foreach (var set in sets)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{set.Id}\t{set.At:yyyy-MM-dd HH:mm:ss}Z\t{set.By}\t{set.Verb}\t{set.Reason}").AppendLine();
            foreach (var field in set.Fields)
                text.Append(CultureInfo.InvariantCulture,
                    $"\t{field.Entity} {field.Id}\t{field.Field}: {field.Old} → {field.New}").AppendLine();
        }
        return text.ToString().TrimEnd();
    }
}

/// <summary>Recomputes and checks the whole book.</summary>
internal static class VerifyCommand
{
    public static Command Create() =>
        CliBook.Command("verify", "Recomputes every derived value and checks every invariant", RunAsync);

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation)
    {
        var report = await book.Get<BookVerifier>().RunAsync(Say.Progress<long>("cli.verifying"), cancellation);
        book.Tell(report, found => string.Join(Environment.NewLine,
            [book.Texts[found.IsClean ? "cli.verify-clean" : "cli.verify-found", found.Orders, found.Receipts, found.Found],
                .. found.Violations.Select(static v => $"{v.Invariant}\t{v.Where}\t{v.What}")]));
        return report.IsClean ? CommandLine.Done : CommandLine.Refused;
    }
}
