using System.Runtime.InteropServices;

namespace OrderLedger.Bench;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static async Task PrintAsync()
    {
        var memory = Whole(await FieldAsync("/proc/meminfo", "MemTotal"));
        var processor = await FieldAsync("/proc/cpuinfo", "model name");
        Console.WriteLine($"# {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, commit {await CommitAsync()}\n");
        Console.WriteLine($"{RuntimeInformation.OSDescription}; {Environment.ProcessorCount} cores of {processor ?? "unknown"}; "
            + $"{memory} of memory; .NET {Environment.Version}; load {await LoadAsync()}; one write + fsync of 4 KB: {await FsyncAsync()}.");
    }

    /// <summary>Resident memory of a process, and the most it ever was, in bytes; 0 where the system does not tell.</summary>
    public static async Task<(long Now, long Peak)> MemoryAsync(int process)
    {
        var status = $"/proc/{process}/status";
        return (Kilobytes(await FieldAsync(status, "VmRSS")) * 1024, Kilobytes(await FieldAsync(status, "VmHWM")) * 1024);
    }

    /// <summary>Processor time that a process has used so far, by all its threads.</summary>
    public static TimeSpan Processor(int process)
    {
        using var one = Process.GetProcessById(process);
        return one.TotalProcessorTime;
    }

    private static string Whole(string? kilobytes) => Board.Megabytes(Kilobytes(kilobytes) * 1024);

    private static long Kilobytes(string? field) =>
        field is null ? 0 : long.Parse(field.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture);

    private static async Task<string?> FieldAsync(string file, string name)
    {
        if (!File.Exists(file)) return null;
        var lines = await File.ReadAllLinesAsync(file);
        return Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
    }

    /// <summary>Processes that wanted a core in the last minute, this one among them.</summary>
    public static async Task<string> LoadAsync() =>
        File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "unknown";

    private static async Task<string> CommitAsync()
    {
        try
        {
            var start = new ProcessStartInfo("git", "rev-parse --short HEAD")
            {
                UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            };
            using var git = Process.Start(start)!;
            var commit = (await git.StandardOutput.ReadToEndAsync()).Trim();
            await git.WaitForExitAsync();
            return commit.Length > 0 ? commit : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    /// <summary>What durability costs here: it bounds every write that is not grouped.</summary>
    private static async Task<string> FsyncAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, options: FileOptions.DeleteOnClose);
        var block = new byte[4_096];
        var series = await Series.OfAsync(200, i =>
        {
            RandomAccess.Write(file, block, (i + 1) * block.LongLength);
            RandomAccess.FlushToDisk(file);
            return Task.CompletedTask;
        });
        return $"median {Board.Ms(series.Median)} ms, p99 {Board.Ms(series.P99)} ms";
    }
}
