using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Cli;

/// <summary>Serves a book until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls")
    {
        DefaultValueFactory = static _ => ServeOptions.DefaultUrl,
    };

    private static readonly Option<bool> BehindProxy = new("--behind-proxy");

    private static readonly Option<string[]> Hosts = new("--host")
    {
        HelpName = "NAME",
    };

    public static Command Create()
    {
        var command = new Command("serve") { Urls, BehindProxy, Hosts };
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var urls = parsed.GetValue(Urls)!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return ServeAsync(new(Shared.PlaceOf(parsed), urls, parsed.GetValue(BehindProxy), parsed.GetValue(Hosts)), ready: null,
            cancellation);
    }

    /// <param name="ready">Runs when the server listens, with its address.</param>
    public static async Task<int> ServeAsync(
        ServeOptions options, Func<WebApplication, string, Task>? ready, CancellationToken cancellation)
    {
        var texts = new Texts();
        if (options.Check() is { } refusal) return Say.No(refusal);
        // Asked before the server tries: it would say the same with its whole stack.
        if (Array.Find([.. options.Urls], static url => IsTaken(url)) is { } taken)
            return Say.No(Refusal.NotAllowed("serve.address-in-use", taken));

        await using var app = LedgerHost.Build(options);
        await app.Services.GetRequiredService<Book>().MigrateAsync(cancellation);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException busy) when (busy.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return Say.No(Refusal.NotAllowed("serve.address-in-use", string.Join(' ', options.Urls)));
        }
        foreach (var url in app.Urls) Console.WriteLine(texts["cli.listening", url]);
        if (ready is not null) await ready(app, app.Urls.First());
        else if (!await app.Services.GetRequiredService<UserQueries>().AnyAsync(cancellation))
        {
            var token = await SetUpToken.EnsureAsync(options.Place.Directory, cancellation);
            Console.WriteLine(texts["cli.set-up", $"{app.Urls.First()}/setup?token={token}"]);
        }
        await app.WaitForShutdownAsync(cancellation);
        return CommandLine.Done;
    }

    private static bool IsTaken(string url)
    {
        var address = BindingAddress.Parse(url);
        if (address.Port == 0) return false;
        var ip = IPAddress.TryParse(address.Host.Trim('[', ']'), out var written) ? written
            : address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any;
        try
        {
            using var listener = new TcpListener(ip, address.Port);
            listener.Start();
            return false;
        }
        catch (SocketException busy) when (busy.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
        catch (SocketException)
        {
            // Not ours to bind, or no such address here: the server says which.
            return false;
        }
    }
}
