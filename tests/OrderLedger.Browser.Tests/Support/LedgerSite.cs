using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.App.Orders;
using OrderLedger.App.Sample;
using OrderLedger.App.Verify;
using OrderLedger.Domain;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Browser.Tests.Support;

/// <summary>The real server over a new book, on a free port of the loopback; goes with its folder.</summary>
public sealed class LedgerSite : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private readonly WebApplication _app;
    private readonly string _folder;

    private LedgerSite(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public string Address => _app.Urls.First();

    public static Task<LedgerSite> StartAsync() => StartAsync(NewFolder());

    /// <summary>A site with the small sample, the same every time, and an account of every role named after it.</summary>
    public static async Task<LedgerSite> StartWithSampleAsync(DateTimeOffset? now = null)
    {
        if (now is { } at) return await FilledAsync(at);

        var folder = NewFolder();
        foreach (var file in Directory.GetFiles(await Sample.Value)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return await StartAsync(folder);
    }

    /// <summary>The sample is filled once and copied for each site.</summary>
    private static readonly Lazy<Task<string>> Sample = new(static async () =>
    {
        var site = await FilledAsync(TimeProvider.System.GetUtcNow());
        await site.CloseAsync();
        return site._folder;
    });

    /// <summary>What the tests shared.</summary>
    public static async Task ForgetSampleAsync()
    {
        if (Sample.IsValueCreated) Directory.Delete(await Sample.Value, recursive: true);
    }

    private static async Task<LedgerSite> FilledAsync(DateTimeOffset now)
    {
        var site = await StartAsync();
        var filled = await SampleBook.FillAsync(site.Get<Book>(), SampleScale.Demo, seed: 1, now, progress: null, Cancellation);
        Assert.Null(filled.Refusal);
        foreach (var role in Enum.GetValues<Role>()) await site.AddUserAsync($"{role}", role);
        return site;
    }

    private static async Task<LedgerSite> StartAsync(string folder)
    {
        var app = LedgerHost.Build(new(new BookPlace(folder, null), ["http://127.0.0.1:0"]));
        await app.Services.GetRequiredService<Book>().MigrateAsync(Cancellation);
        await app.StartAsync(Cancellation);
        return new(app, folder);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("ledger-browser-").FullName;

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task<string> SetUpLinkAsync() =>
        $"{Address}/setup?token={await SetUpToken.EnsureAsync(_folder, Cancellation)}";

    public async Task AddUserAsync(string name, Role role) =>
        Assert.Null((await Get<AddUser>().RunAsync(Actor.LocalOwner, new(name, role, Password), Cancellation)).Refusal);

    /// <summary>A confirmed order of ten bought flanges at ¥ 3.50 each; its id.</summary>
    public async Task<long> PlaceAsync(string customer = "海晟贸易")
    {
        if ((await Get<CustomerQueries>().ListAsync(Actor.LocalOwner, customer, 0, 1, Cancellation)).Count == 0)
            Assert.Null((await Get<SaveCustomer>().RunAsync(Actor.LocalOwner, null, new(Name: customer), Cancellation)).Refusal);
        var placed = await Get<PlaceOrder>().RunAsync(Actor.LocalOwner, new(Customer: customer, Lines:
            [new(Product: "法兰", Quantity: Quantity.Of(10), UnitPrice: UnitPrice.Of(3.5m))]), Cancellation);
        Assert.Null(placed.Refusal);
        return placed.Value!.Id;
    }

    /// <summary>A colleague's note on an order.</summary>
    public async Task NoteAsync(long order, string text) =>
        Assert.Null((await Get<WriteComment>().RunAsync(Actor.LocalOwner, order, new(text), Cancellation)).Refusal);

    /// <summary>Every derived value of the book is as the facts say (R11).</summary>
    public async Task VerifyAsync()
    {
        var report = await Get<BookVerifier>().RunAsync(progress: null, Cancellation);
        Assert.True(report.IsClean, string.Join('\n', report.Violations.Select(static v =>
            string.Create(CultureInfo.InvariantCulture, $"{v.Invariant} {v.Where}: {v.What}"))));
    }

    private async Task CloseAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
