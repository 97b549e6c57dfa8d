using System.ComponentModel;
using System.Diagnostics;

namespace OrderLedger.App.Tests.Reliability;

public sealed class FsyncTests
{
    [Fact]
    public async Task Every_acknowledged_order_has_reached_the_disk_before()
    {
        const int Orders = 25;
        Assert.SkipWhen(BookTemplate.IsPostgres, "There the server writes to the disk.");
        Assert.SkipUnless(MayTrace(), "strace is missing, or this system forbids tracing.");
        await using var book = await LedgerOnDisk.CreateAsync();
        Assert.NotNull(await new Verbs(book).CustomerAsync("KILL"));
        var trace = Path.Combine(book.Place.Directory, "trace");

        using var child = Child.Start(book.Place, Child.Write(1, Orders), "strace", "-f", "-e",
            "trace=fsync,fdatasync,write", "-o", trace);
        var numbers = (await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Orders, numbers.Length);
        var synced = false;
        foreach (var call in await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken))
        {
            if (call.Contains("fsync(", StringComparison.Ordinal) || call.Contains("fdatasync(",
                StringComparison.Ordinal)) synced = true;
            if (!call.Contains("write(", StringComparison.Ordinal) || !call.Contains("20260310-KILL-",
                StringComparison.Ordinal)) continue;
            // The line that acknowledges an order comes after a sync of its own.
            if (!call.Contains("write(1,", StringComparison.Ordinal)) continue;
            Assert.True(synced, $"Acknowledged before it reached the disk: {call}");
            synced = false;
        }
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
}
