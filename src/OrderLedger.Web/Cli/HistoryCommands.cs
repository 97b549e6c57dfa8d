using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using OrderLedger.App.Access;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Data;
using OrderLedger.App.Orders;
using OrderLedger.App.Verify;
using OrderLedger.Web.Ui.Orders;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Cli;

/// <summary>Takes a change set back.</summary>
internal static class UndoCommand
{
    private static readonly Argument<long> Id = new("CHANGESET") { CustomParser = IdOf };

    public static Command Create()
    {
        var command = CliBook.Command("undo", RunAsync);
        command.Arguments.Add(Id);
        return command;
    }

    private static long IdOf(ArgumentResult result)
    {
        var typed = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return id;

        result.AddError(new Texts()["cli.change-set-wanted", typed]);
        return default;
    }

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation) => Say.Answer(
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
        var command = CliBook.Command("history", RunAsync);
        command.Arguments.Add(Number);
        return command;
    }

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation)
    {
        var order = await book.Get<OrderQueries>()
            .FindByNumberAsync(Actor.LocalOwner, book.Parsed.GetRequiredValue(Number), cancellation);
        if (!order.Accepted) return Say.No(order.Refusal);
        var day = new BookDay(book.Get<TimeProvider>(), book.Get<Book>());
        await day.LoadAsync(cancellation);
        Say.Tell(await book.Get<History>().OfAsync(Actor.LocalOwner, "order", order.Value.Id, SetsMax, cancellation),
            sets => InWords(sets, order.Value, book.Texts, day));
        return CommandLine.Done;
    }

    /// <summary>The sentences of the order's page, one event a line with its changes below it.</summary>
    private static string InWords(IReadOnlyList<ChangeSetView> sets, OrderView order, Texts texts, BookDay day)
    {
        var text = new StringBuilder();
        foreach (var set in sets)
        {
            var item = set.ToTimeline(order, texts, day);
            string?[] parts = [$"{set.Id}", day.Stamp(set.At), item.By, item.What, set.Detail(order, texts), item.Reason,
                set.UndoneBy is null ? null : texts["change.undone"]];
            text.AppendJoin('\t', parts.Where(static part => !string.IsNullOrEmpty(part))).AppendLine();
            foreach (var change in item.Changes)
                text.Append('\t').Append(change.Field).Append(texts["list.colon"]).Append(change.Old ?? "–").Append(" → ")
                    .AppendLine(change.New ?? "–");
        }
        return text.ToString().TrimEnd();
    }
}

/// <summary>Recomputes and checks the whole book.</summary>
internal static class VerifyCommand
{
    public static Command Create() =>
        CliBook.Command("verify", RunAsync);

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation)
    {
        var report = await book.Get<BookVerifier>().RunAsync(Say.Progress<long>("cli.verifying"), cancellation);
        Say.Tell(report, found => string.Join(Environment.NewLine,
            [book.Texts[found.IsClean ? "cli.verify-clean" : "cli.verify-found", found.Orders, found.Receipts, found.Found],
                .. found.Violations.Select(static v => $"{v.Invariant}\t{v.Where}\t{v.What}")]));
        return report.IsClean ? CommandLine.Done : CommandLine.Refused;
    }
}
