using System.Net;
using System.Net.Sockets;
using Npgsql;
using OrderLedger.App.Data;

namespace OrderLedger.Bench;

/// <summary>A PostgreSQL for this run: the one of ORDERLEDGER_TEST_POSTGRES, or a cluster of its own.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string? _directory;
    private readonly string _connection;

    private PostgresCluster(string connection, string? directory) => (_connection, _directory) = (connection, directory);

    /// <returns>Null where no PostgreSQL is installed.</returns>
    public static async Task<PostgresCluster?> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("ORDERLEDGER_TEST_POSTGRES") is { Length: > 0 } given) return new(given, null);
        if (Programs() is not { } programs) return null;

        var directory = Directory.CreateTempSubdirectory("orderledger-bench-pg").FullName;
        await ShellAsync("chmod", $"711 {directory}");
        var (data, port) = (Path.Combine(directory, "data"), FreePort());
        Directory.CreateDirectory(data);
        if (Environment.UserName == "root") await ShellAsync("chown", $"-R postgres {directory}");
        var user = Environment.UserName == "root" ? "postgres" : Environment.UserName;
        await AsOwnerAsync(Path.Combine(programs, "initdb"), $"-D {data} -U {user} -A trust -E UTF8 --locale C.UTF-8");
        await AsOwnerAsync(Path.Combine(programs, "pg_ctl"),
            $"start -w -s -D {data} -l {directory}/log -o \"-h 127.0.0.1 -p {port} -k {directory} -c max_connections=200\"");
        return new($"Host=127.0.0.1;Port={port};Username={user};Database=postgres", directory);
    }

    /// <summary>A database filled with the sample, once.</summary>
    public async Task<BookPlace> FilledAsync(BenchOptions options, int orders)
    {
        var place = Place(options, $"bench_{orders}");
        await RunAsync($"DROP DATABASE IF EXISTS bench_{orders}");
        await RunAsync($"CREATE DATABASE bench_{orders}");
        await Books.FillAsync(place, orders);
        return place;
    }

    public async Task<BookPlace> CopyAsync(BenchOptions options, int orders, string name)
    {
        await RunAsync($"DROP DATABASE IF EXISTS bench_{name}");
        await RunAsync($"CREATE DATABASE bench_{name} TEMPLATE bench_{orders}");
        return Place(options, $"bench_{name}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_directory is null) return;
        await AsOwnerAsync(Path.Combine(Programs()!, "pg_ctl"), $"stop -s -m immediate -D {_directory}/data");
        Directory.Delete(_directory, recursive: true);
    }

    private BookPlace Place(BenchOptions options, string database) => new(Path.Combine(options.Cache, database),
        new NpgsqlConnectionStringBuilder(_connection) { Database = database }.ToString());

    private async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static string? Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(static version => Path.Combine(version, "bin"))
            .Where(static bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static Task AsOwnerAsync(string program, string arguments) => Environment.UserName == "root"
        ? ShellAsync("setpriv", $"--reuid postgres --regid postgres --init-groups env --chdir=/ {program} {arguments}")
        : ShellAsync(program, arguments);

    // No redirection: the cluster would inherit the pipe and hold it open.
    private static async Task ShellAsync(string program, string arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", $"{program} {arguments} >/dev/null" } })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {arguments} ended with {process.ExitCode}.");
    }
}
