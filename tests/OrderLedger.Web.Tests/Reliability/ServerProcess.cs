using System.Diagnostics;
using System.Net.Http.Headers;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Tests.Reliability;

/// <summary>The real server as a process of its own, that can be traced or put on a disk of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public StreamWriter Input => _process.StandardInput;

    public static string Program => Path.Combine(AppContext.BaseDirectory, "orderledger");

    /// <param name="under">A program to run it under, with its arguments.</param>
    public static Task<ServerProcess> StartAsync(string directory, params string[] under) =>
        StartUnderAsync([.. under, Program, "serve", "--data", directory, "--urls", "http://127.0.0.1:0", "--lang", "en"]);

    /// <summary>Runs the command, and waits until it says where the server listens.</summary>
    public static async Task<ServerProcess> StartUnderAsync(params string[] command)
    {
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false,
        })!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            var at = line.IndexOf("http://", StringComparison.Ordinal);
            if (at < 0) continue;
            var end = line.IndexOfAny([' ', '\t', '。'], at);
            // What else it says is read and forgotten, so that it never waits for a reader.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new(process, new(end < 0 ? line[at..] : line[at..end]));
        }
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        throw new InvalidOperationException($"The server ended with {process.ExitCode}.");
    }

    /// <summary>A client of the owner, whose token is made before the server starts.</summary>
    public HttpClient Client(string token)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A book with an owner, a customer and a product; the owner's token and what can be ordered.</summary>
    public static async Task<(string Token, (long Customer, long Product) Stock)> PrepareAsync(string directory)
    {
        await using var server = await LedgerServer.StartAsync(directory);
        using var client = await server.ClientOfAsync(Role.Owner);
        return (client.DefaultRequestHeaders.Authorization!.Parameter!, await server.StockAsync());
    }

    public Task WaitAsync() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
