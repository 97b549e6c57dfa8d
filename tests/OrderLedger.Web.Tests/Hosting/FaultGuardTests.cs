using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OrderLedger.App.Access;

namespace OrderLedger.Web.Tests.Hosting;

/// <summary>What was thrown, behind the guards of the real server, and the answer it became.</summary>
public sealed class FaultGuardTests
{
    /// <summary>Stands in every message that is thrown, and in no answer.</summary>
    private const string Secret = "INSERT INTO users VALUES ('隐秘')";

    private static readonly Dictionary<string, Func<Exception>> Faults = new(StringComparer.Ordinal)
    {
        ["busy"] = static () => new SqliteException(Secret, 5),
        ["locked"] = static () => new SqliteException(Secret, 6),
        ["locked-in-a-save"] = static () => new DbUpdateException(Secret, new SqliteException(Secret, 6)),
        ["full"] = static () => new SqliteException(Secret, 13),
        ["full-in-a-save"] = static () => new DbUpdateException(Secret, new SqliteException(Secret, 13)),
        ["damaged"] = static () => new SqliteException(Secret, 11),
        ["server-starts"] = static () => OfServer(PostgresErrorCodes.CannotConnectNow),
        ["too-many-clients"] = static () => OfServer(PostgresErrorCodes.TooManyConnections),
        ["deadlock"] = static () => OfServer(PostgresErrorCodes.DeadlockDetected),
        ["server-full"] = static () => OfServer(PostgresErrorCodes.DiskFull),
        ["connection-lost"] = static () => new NpgsqlException(Secret, new IOException(Secret)),
        ["connection-lost-in-a-query"] =
            static () => new InvalidOperationException(Secret, new NpgsqlException(Secret, new IOException(Secret))),
        ["syntax"] = static () => OfServer(PostgresErrorCodes.SyntaxError),
        ["unique"] = static () => OfServer(PostgresErrorCodes.UniqueViolation),
        ["unknown"] = static () => new InvalidOperationException(Secret),
        ["unknown-inside"] = static () => new InvalidOperationException(Secret, new InvalidDataException(Secret)),
        ["too-large"] = static () => new BadHttpRequestException(Secret, StatusCodes.Status413PayloadTooLarge),
    };

    [Theory]
    [InlineData("busy", 503, "database.unavailable")]
    [InlineData("locked", 503, "database.unavailable")]
    [InlineData("locked-in-a-save", 503, "database.unavailable")]
    [InlineData("full", 507, "disk.full")]
    [InlineData("full-in-a-save", 507, "disk.full")]
    [InlineData("damaged", 500, "server.fault")]
    [InlineData("server-starts", 503, "database.unavailable")]
    [InlineData("too-many-clients", 503, "database.unavailable")]
    [InlineData("deadlock", 503, "database.unavailable")]
    [InlineData("server-full", 507, "disk.full")]
    [InlineData("connection-lost", 503, "database.unavailable")]
    [InlineData("connection-lost-in-a-query", 503, "database.unavailable")]
    [InlineData("syntax", 500, "server.fault")]
    [InlineData("unique", 500, "server.fault")]
    [InlineData("unknown", 500, "server.fault")]
    [InlineData("unknown-inside", 500, "server.fault")]
    [InlineData("too-large", 413, "request.too-large")]
    public async Task A_fault_becomes_an_answer_without_its_details(string fault, int status, string code)
    {
        await using var server = await LedgerServer.StartAsync(map: static app =>
            app.MapGet("/api/v1/faults/{fault}", static (HttpContext http, string fault) =>
            {
                http.Response.Headers["X-Half-Done"] = "1";
                throw Faults[fault]();
            }));
        using var client = await server.ClientOfAsync(Role.Owner, language: "en");

        var answer = await client.SendAsync("GET", $"/api/v1/faults/{fault}");

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.JsonAsync();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        foreach (var leak in new[] { "INSERT", "隐秘", "Exception", "   at ", "OrderLedger." })
            Assert.DoesNotContain(leak, text, StringComparison.Ordinal);
        // A later try may succeed only where the fault passes by itself.
        Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
        Assert.Contains("default-src 'self'", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        if (status >= 500) Assert.False(answer.Headers.Contains("X-Half-Done"));
    }

    [Fact]
    public async Task After_a_fault_the_next_request_is_served()
    {
        await using var server = await LedgerServer.StartAsync(map: static app =>
            app.MapGet("/api/v1/faults", static (HttpContext _) => throw new InvalidOperationException(Secret)));
        using var client = await server.ClientOfAsync(Role.Owner);

        Assert.Equal(HttpStatusCode.InternalServerError, (await client.SendAsync("GET", "/api/v1/faults")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync("GET", "/api/v1/customers")).StatusCode);
    }

    private static PostgresException OfServer(string state) => new(Secret, "ERROR", "ERROR", state);
}
