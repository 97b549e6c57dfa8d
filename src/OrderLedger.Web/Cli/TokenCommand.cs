using System.CommandLine;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Cli;

/// <summary>Bearer tokens of programs. A token is printed once; the book keeps its hash.</summary>
internal static class TokenCommand
{
    private static readonly Option<string> User = new("--user")
    {
        Required = true, HelpName = "NAME",
    };
    private static readonly Option<string> Name = new("--name") { HelpName = "N" };

    public static Command Create()
    {
        var create = CliBook.Command("create", CreateAsync);
        create.Options.Add(User);
        create.Options.Add(Name);
        return new("token") { create };
    }

    private static async Task<int> CreateAsync(CliBook book, CancellationToken cancellation) => Say.Answer(
        await book.Get<CreateToken>()
            .RunAsync(Actor.LocalOwner, book.Parsed.GetRequiredValue(User), book.Parsed.GetValue(Name), cancellation),
        static created => created.Token);
}
