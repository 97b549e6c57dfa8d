using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using OrderLedger.App.Verify;

namespace OrderLedger.Web.Tests.Reliability;

/// <summary>R4: a full disk stops writing, not reading, and is forgotten when there is space again.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task A_full_disk_answers_507_reads_on_and_takes_the_first_order_after_space_is_back()
    {
        // A disk of six megabytes in a name space of the server's own; a line of input throws the ballast overboard.
        const string Sail = """
            mount -t tmpfs -o size=6m tmpfs "$1" && cp -a "$2/." "$1/" && head -c 1500000 /dev/zero > "$1/ballast" || exit 9
            "$3" serve --data "$1" --urls http://127.0.0.1:0 --lang en &
            read -r _; rm "$1/ballast"; read -r _; mkdir -p "$2/after" && cp -a "$1/." "$2/after/"; kill -9 $!; exit 0
            """;
        Assert.SkipUnless(MayMount(), "This system lets a test mount no small disk (unshare, tmpfs).");
        var (disk, source) = (Directory.CreateTempSubdirectory("ledger-disk-").FullName,
            Directory.CreateTempSubdirectory("ledger-full-").FullName);
        var (token, stock) = await ServerProcess.PrepareAsync(source);
        var accepted = new List<long>();
        await using (var server = await ServerProcess.StartUnderAsync("unshare", "-rm", "sh", "-c", Sail, "sh", disk, source,
            ServerProcess.Program))
        {
            using var client = server.Client(token);
            HttpResponseMessage answer;
            while ((answer = await PlaceAsync(client, stock)).StatusCode == HttpStatusCode.Created)
                accepted.Add((await answer.JsonAsync()).GetProperty("id").GetInt64());

            Assert.Equal((HttpStatusCode)507, answer.StatusCode);
            var problem = await answer.JsonAsync();
            Assert.Equal("disk.full", problem.GetProperty("code").GetString());
            Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
            foreach (var address in new[] { $"/api/v1/orders/{accepted[^1]}", "/api/v1/customers", "/api/v1/ledger", "/", $"/orders/{accepted[0]}" })
                Assert.Equal((address, HttpStatusCode.OK), (address, (await client.SendAsync("GET", address)).StatusCode));
            Assert.Equal((HttpStatusCode)507, (await PlaceAsync(client, stock)).StatusCode);

            await server.Input.WriteLineAsync("space");
            for (var wait = 0; wait < 100 && answer.StatusCode != HttpStatusCode.Created; wait++)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
                answer = await PlaceAsync(client, stock);
            }
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            accepted.Add((await answer.JsonAsync()).GetProperty("id").GetInt64());
            await server.Input.WriteLineAsync("home");
            await server.WaitAsync();
        }

        await using var after = await LedgerServer.StartAsync(Path.Combine(source, "after"));
        Assert.Empty((await after.Get<BookVerifier>().RunAsync(null, TestContext.Current.CancellationToken)).Violations);
        using var reader = after.Client(token);
        foreach (var id in accepted)
            Assert.Equal(HttpStatusCode.OK, (await reader.SendAsync("GET", $"/api/v1/orders/{id}")).StatusCode);
        var count = (await (await reader.SendAsync("GET", "/api/v1/ledger")).JsonAsync()).GetProperty("count").GetInt32();
        Assert.Equal(accepted.Count, count);
        await after.DisposeAsync();
        Directory.Delete(source, recursive: true);
        Directory.Delete(disk);
    }

    private static Task<HttpResponseMessage> PlaceAsync(HttpClient client, (long Customer, long Product) stock) =>
        client.SendAsync("POST", "/api/v1/orders", new
        {
            customerId = stock.Customer, remark = new string('满', 2_000),
            lines = Enumerable.Repeat(new { productId = stock.Product, quantity = 10 }, 40),
        });

    private static bool MayMount()
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("unshare",
                ["-rm", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"])
            { RedirectStandardError = true, UseShellExecute = false })!;
            probe.WaitForExit();
            return probe.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
