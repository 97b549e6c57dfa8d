using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Sample;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Cli;

/// <summary>A throw-away book with sample data and one link to sign in per role. Nothing of the user's own is
/// touched.</summary>
internal static class DemoCommand
{
    private const ulong Seed = 1;

    private static readonly Option<int> Orders = new("--orders")
    {
        DefaultValueFactory = static _ => SampleScale.Demo.Orders, HelpName = "N",
    };

    private static readonly Option<string> Urls = new("--urls")
    {
        DefaultValueFactory = static _ => ServeOptions.DefaultUrl,
    };

    public static Command Create()
    {
        var command = new Command("demo") { Orders, Urls };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("orderledger-demo-").FullName;
        try
        {
            var place = new BookPlace(folder, null);
            await using (var book = await CliBook.OpenAsync(parsed, place, cancellation))
            {
                var filled = await SampleBook.FillAsync(book.Get<Book>(), SampleScale.Of(parsed.GetValue(Orders)), Seed,
                    book.Get<TimeProvider>().GetUtcNow(), Say.Progress<int>("cli.filling"), cancellation);
                if (!filled.Accepted) return Say.No(filled.Refusal);
                foreach (var (role, name) in await PeopleAsync(book, cancellation))
                {
                    var added = await book.Get<AddUser>().RunAsync(Actor.LocalOwner, new(name, role), cancellation);
                    if (!added.Accepted) return Say.No(added.Refusal);
                }
            }
            return await ServeCommand.ServeAsync(new(place, [parsed.GetRequiredValue(Urls)]), PrintLinksAsync, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The salesperson is one of the sample's, so that there are own orders to see.</summary>
    private static async Task<IEnumerable<(Role Role, string Name)>> PeopleAsync(CliBook book, CancellationToken cancellation)
    {
        await using var db = book.Get<Book>().CreateDb();
        var seller = await db.Orders.Where(static o => o.Salesperson != null).GroupBy(static o => o.Salesperson)
            .OrderByDescending(static g => g.Count()).Select(static g => g.Key).FirstOrDefaultAsync(cancellation);
        return Enum.GetValues<Role>()
            .Select(role => (role, role == Role.Sales && seller is not null ? seller : book.Texts["role." + role]));
    }

    private static async Task PrintLinksAsync(WebApplication app, string address)
    {
        var users = await app.Services.GetRequiredService<UserQueries>()
            .ListAsync(Actor.LocalOwner, app.Lifetime.ApplicationStopping);
        var (texts, links) = (new Texts(), app.Services.GetRequiredService<SignInLinks>());
        await Console.Out.WriteLineAsync(texts["cli.demo"]);
        foreach (var user in users.Value ?? [])
            await Console.Out.WriteLineAsync(
                $"  {texts["role." + user.Role]}\t{user.Name}\t{address}/sign-in/link?token={links.Issue(user.Name)}");
    }
}
