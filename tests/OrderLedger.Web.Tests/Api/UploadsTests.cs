using System.Net;
using OrderLedger.App.Access;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Tests.Api;

public sealed class UploadsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/imports", HttpStatusCode.Forbidden)]
    [InlineData("/import", HttpStatusCode.SeeOther)]
    public async Task Who_may_not_import_is_refused_before_the_file_is_read(string address, HttpStatusCode status)
    {
        await using var server = await LedgerServer.StartAsync();
        using var client = await server.ClientOfAsync(Role.Viewer);
        // No form at all: whoever reads it finds that out first.
        using var body = new StringContent("x");
        body.Headers.ContentType = new("multipart/form-data");

        using var answer = await client.PostAsync(address, body, Cancellation);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Files_that_nobody_finished_go_and_young_ones_stay()
    {
        await using var server = await LedgerServer.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(server.Directory, "uploads")).FullName;
        var (old, young) = (Path.Combine(folder, "old"), Path.Combine(folder, "young"));
        await File.WriteAllTextAsync(old, "x", Cancellation);
        await File.WriteAllTextAsync(young, "x", Cancellation);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));

        server.Get<Uploads>().Sweep();

        Assert.Equal([young], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_file_that_breaks_off_leaves_nothing()
    {
        await using var server = await LedgerServer.StartAsync();
        await using var broken = new Broken();

        await Assert.ThrowsAsync<IOException>(() =>
            server.Get<Uploads>().KeepAsync(Actor.LocalOwner, broken, "a.xlsx", Cancellation));

        Assert.Empty(Directory.GetFiles(Path.Combine(server.Directory, "uploads")));
    }

    private sealed class Broken : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new IOException("The sender left.");
    }
}
