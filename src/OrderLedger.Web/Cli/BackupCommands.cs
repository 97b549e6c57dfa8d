using System.CommandLine;
using OrderLedger.App.Backup;

namespace OrderLedger.Web.Cli;

/// <summary>Writes the book into one file while it is in use.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> FileName = new("FILE");

    public static Command Create()
    {
        var command = CliBook.Command("backup", RunAsync);
        command.Arguments.Add(FileName);
        return command;
    }

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation) => Say.Answer(
        await book.Get<BackupBook>().RunAsync(book.Parsed.GetRequiredValue(FileName), cancellation),
        done => book.Texts["cli.backup-written", done.File, done.Bytes]);
}

/// <summary>Puts a backup in the place of the book.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> FileName = new("FILE");
    private static readonly Option<bool> Force = new("--force");

    public static Command Create()
    {
        var command = CliBook.Command("restore", RunAsync);
        command.Arguments.Add(FileName);
        command.Options.Add(Force);
        return command;
    }

    private static async Task<int> RunAsync(CliBook book, CancellationToken cancellation) => Say.Answer(
        await book.Get<RestoreBook>()
            .RunAsync(book.Parsed.GetRequiredValue(FileName), book.Parsed.GetValue(Force), cancellation),
        done => done.Saved is null ? book.Texts["cli.restored", done.File]
            : book.Texts["cli.restored-saved", done.File, done.Saved]);
}
