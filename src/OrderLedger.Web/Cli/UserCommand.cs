using System.CommandLine;
using System.CommandLine.Parsing;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Cli;

/// <summary>Accounts: add, list, disable, enable, unlock, password, role.</summary>
internal static class UserCommand
{
    private static readonly Argument<string> Name = new("NAME");
    private static readonly Option<Role> WithRole = new("--role")
    {
        Required = true, CustomParser = RoleOf,
    };
    private static readonly Option<bool> FromStdin = new("--password-stdin");

    public static Command Create()
    {
        var command = new Command("user");
        command.Subcommands.Add(
            With(CliBook.Command("add", AddAsync), Name, WithRole,
            FromStdin));
        command.Subcommands.Add(CliBook.Command("list", ListAsync));
        command.Subcommands.Add(
            With(CliBook.Command("disable", (book, c) => DisableAsync(book, isDisabled: true, c)), Name));
        command.Subcommands.Add(
            With(CliBook.Command("enable", (book, c) => DisableAsync(book, isDisabled: false, c)),
            Name));
        command.Subcommands.Add(With(CliBook.Command("unlock", UnlockAsync), Name));
        command.Subcommands.Add(
            With(CliBook.Command("password", PasswordAsync), Name, FromStdin));
        command.Subcommands.Add(With(CliBook.Command("role", RoleAsync), Name, WithRole));
        return command;
    }

    private static async Task<int> AddAsync(CliBook book, CancellationToken cancellation)
    {
        var password = book.Parsed.GetValue(FromStdin) ? await PasswordOf(book, cancellation) : null;
        var input = new AddUser.Input(NameOf(book), book.Parsed.GetValue(WithRole), password);
        return Say.Answer(await book.Get<AddUser>().RunAsync(Actor.LocalOwner, input, cancellation), user =>
            InWords(book, user));
    }

    private static async Task<int> ListAsync(CliBook book, CancellationToken cancellation) => Say.Answer(
        await book.Get<UserQueries>().ListAsync(Actor.LocalOwner, cancellation),
        users => string.Join(Environment.NewLine, users.Select(user => InWords(book, user))));

    private static async Task<int> DisableAsync(CliBook book, bool isDisabled, CancellationToken cancellation) => Say.Answer(
        await book.Get<DisableUser>().RunAsync(Actor.LocalOwner, NameOf(book), isDisabled, cancellation), user =>
            InWords(book, user));

    private static async Task<int> UnlockAsync(CliBook book, CancellationToken cancellation) => Say.Answer(
        await book.Get<UnlockUser>().RunAsync(Actor.LocalOwner, NameOf(book), cancellation), user => InWords(book, user));

    private static async Task<int> RoleAsync(CliBook book, CancellationToken cancellation) => Say.Answer(
        await book.Get<ChangeRole>().RunAsync(Actor.LocalOwner, NameOf(book), book.Parsed.GetValue(WithRole), cancellation),
        user => InWords(book, user));

    private static async Task<int> PasswordAsync(CliBook book, CancellationToken cancellation)
    {
        var input = new ChangePassword.Input(NameOf(book), await PasswordOf(book, cancellation));
        return Say.Answer(await book.Get<ChangePassword>().RunAsync(Actor.LocalOwner, input, cancellation), user =>
            InWords(book, user));
    }

    private static Role RoleOf(ArgumentResult result)
    {
        var typed = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Enum.TryParse<Role>(typed, ignoreCase: true, out var role) && Enum.IsDefined(role) && char.IsLetter(typed[0]))
            return role;

        result.AddError(new Texts()["cli.role-unknown", typed, string.Join(", ", Enum.GetNames<Role>())]);
        return default;
    }

    private static string NameOf(CliBook book) => book.Parsed.GetRequiredValue(Name);

    private static async Task<string> PasswordOf(CliBook book, CancellationToken cancellation)
    {
        if (!Console.IsInputRedirected) await Console.Error.WriteAsync($"{book.Texts["user.password"]}: ");
        return await Console.In.ReadLineAsync(cancellation) ?? "";
    }

    private static string InWords(CliBook book, UserView user)
    {
        var marks = new[] { user.IsDisabled ? "cli.user.disabled" : null, user.IsLocked ? "cli.user.locked" : null };
        return string.Join('\t',
            [user.Name, book.Texts["role." + user.Role], .. marks.OfType<string>().Select(mark => book.Texts[mark])]);
    }

    private static Command With(Command command, params Symbol[] symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument) command.Arguments.Add(argument);
            else command.Options.Add((Option)symbol);
        }
        return command;
    }
}
