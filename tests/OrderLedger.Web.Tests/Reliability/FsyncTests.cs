using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OrderLedger.Web.Tests.Reliability;

/// <summary>R2: what was answered with 201 survives a power cut.</summary>
public sealed partial class FsyncTests
{
    [Fact]
    public async Task Every_201_leaves_after_the_order_has_reached_the_disk()
    {
        const int Orders = 20;
        Assert.SkipUnless(MayTrace(), "strace is missing, or this system forbids tracing.");
        var folder = Directory.CreateTempSubdirectory("ledger-fsync-").FullName;
        var (token, stock) = await ServerProcess.PrepareAsync(folder);
        var trace = Path.Combine(folder, "trace");
        await using (var server = await ServerProcess.StartAsync(folder, "strace", "-f", "-y", "-e",
            "trace=fsync,fdatasync,sendto,sendmsg,write,writev", "-o", trace))
        {
            using var client = server.Client(token);
            for (var i = 0; i < Orders; i++) await client.PlaceAsync(stock);
        }

        var (synced, answers, began) = (false, 0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var call in await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken))
        {
            var thread = call.Split(' ', 2)[0];
            if (Sync().IsMatch(call) && call.EndsWith("= 0", StringComparison.Ordinal)) synced = true;
            else if (Sync().IsMatch(call)) began.Add(thread);
            else if (call.Contains("sync resumed>", StringComparison.Ordinal) && began.Remove(thread)) synced = true;
            if (!call.Contains("HTTP/1.1 201", StringComparison.Ordinal)) continue;
            Assert.True(synced, $"Answered before it reached the disk: {call}");
            (synced, answers) = (false, answers + 1);
        }
        Assert.Equal(Orders, answers);
        Directory.Delete(folder, recursive: true);
    }

    private static bool MayTrace()
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("strace", ["-o", "/dev/null", "true"])
            {
                RedirectStandardError = true, UseShellExecute = false,
            })!;
            probe.WaitForExit();
            return probe.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Of the book's own log, not of the read model or a key.</summary>
    [GeneratedRegex(@"f(data)?sync\(\d+<[^>]*ledger\.db(-wal)?>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Sync();
}
