using System.CommandLine;
using System.Globalization;
using OrderLedger.App.Data;

namespace OrderLedger.Web.Cli;

/// <summary>The command line of contract.md: one class per command, the options that all share here.</summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;
    public const int Fault = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        var root = Root();
        var parsed = root.Parse(args);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Shared.LanguageOf(parsed));
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture;
        HelpTexts.Fill(root, new());
        Say.IsJson = parsed.GetValue(Shared.Json);
        if (parsed.Errors.Count > 0)
        {
            // Read once more: only now is it known in which language to say what is wrong.
            parsed = root.Parse(args);
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            return WrongUsage;
        }
        return await InvokeAsync(parsed);
    }

    /// <summary>All commands; what they do is said by <see cref="HelpTexts"/>.</summary>
    internal static RootCommand Root()
    {
        var root = new RootCommand("OrderLedger 订单台账") { Shared.Data, Shared.Postgres, Shared.Lang, Shared.Json };
        var serve = ServeCommand.Create();
        Command[] commands = [serve, DemoCommand.Create(), SampleCommand.Create(), ImportCommand.Create(),
            ExportCommand.Create(),
            UndoCommand.Create(), HistoryCommand.Create(), VerifyCommand.Create(), BackupCommand.Create(),
            RestoreCommand.Create(), UserCommand.Create(), TokenCommand.Create(), DoctorCommand.Create()];
        foreach (var command in commands) root.Subcommands.Add(command);
        // Without a command the book is served, with the options of serve.
        foreach (var option in serve.Options) root.Options.Add(option);
        root.Action = serve.Action;
        return root;
    }

#pragma warning disable CA1031 // The last place: whatever happened becomes exit code 3 and one line.
    private static async Task<int> InvokeAsync(ParseResult parsed)
    {
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return Refused;
        }
        catch (Exception fault)
        {
            await Console.Error.WriteLineAsync($"{fault.GetType().Name}: {fault.Message}");
            return Fault;
        }
    }
#pragma warning restore CA1031
}

/// <summary>Options of every command.</summary>
internal static class Shared
{
    public static readonly Option<string> Data = new("--data")
    {
        Recursive = true, HelpName = "DIR",
    };

    public static readonly Option<string> Postgres = new("--postgres")
    {
        Recursive = true, HelpName = "CONNSTR",
    };

    public static readonly Option<string> Lang = new("--lang")
    {
        Recursive = true, HelpName = "zh|en",
    };

    public static readonly Option<bool> Json = new("--json") { Recursive = true };

    public static BookPlace PlaceOf(ParseResult parsed)
    {
        var directory = parsed.GetValue(Data) ?? Variable("ORDERLEDGER_DATA")
            ?? Path.Combine(Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "orderledger");
        return new(Path.GetFullPath(directory), parsed.GetValue(Postgres) ?? Variable("ORDERLEDGER_POSTGRES"));
    }

    /// <summary>Chinese, unless the option or the system says English.</summary>
    public static string LanguageOf(ParseResult parsed)
    {
        var wanted = parsed.GetValue(Lang) ?? Variable("LC_ALL") ?? Variable("LC_MESSAGES") ?? Variable("LANG") ?? "";
        return wanted.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? TextCatalog.English : TextCatalog.Chinese;
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
