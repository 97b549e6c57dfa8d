using System.CommandLine;
using System.CommandLine.Help;

namespace OrderLedger.Web.Cli;

/// <summary>Says in the language of the command line what each command and option does: <c>cli.help.user add</c>, <c>cli.help.--data</c>.</summary>
internal static class HelpTexts
{
    public static void Fill(Command root, Texts texts) => Fill(root, "", texts);

    private static void Fill(Command command, string path, Texts texts)
    {
        if (path.Length > 0) command.Description = texts["cli.help." + path];
        foreach (var option in command.Options.Where(static option => option is not (HelpOption or VersionOption)))
            option.Description = texts["cli.help." + option.Name];
        foreach (var child in command.Subcommands) Fill(child, path.Length == 0 ? child.Name : $"{path} {child.Name}", texts);
    }
}
