using System.Runtime.InteropServices;

namespace OrderLedger.App.Data;

/// <summary>Files of a book are their owner's alone: folder 0700, files 0600 (contract.md).</summary>
internal static class OwnFiles
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What this process creates from now on. SQLite and DuckDB create files of their own, again and again, and ask
    /// nobody for a mode; so the process must forbid it.</summary>
    public static void OnlyFromNow()
    {
        if (!OperatingSystem.IsWindows()) _ = umask(0b000_111_111);
    }

    /// <summary>What is there already, in the folder itself: an earlier run or a copy by hand may have left it open to others.</summary>
    public static void Narrow(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        try
        {
            File.SetUnixFileMode(directory, Mine | UnixFileMode.UserExecute);
            foreach (var file in Directory.EnumerateFiles(directory))
            {
                if (new FileInfo(file).LinkTarget is null) File.SetUnixFileMode(file, Mine);
            }
        }
        catch (UnauthorizedAccessException)
        {
            // A folder that another account lends us: its owner decides.
        }
        catch (FileNotFoundException)
        {
            // Gone while we looked: a log of SQLite that another process has just closed.
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint umask(uint mask);
}
