using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.App.Products;
using OrderLedger.Domain;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Tests;

/// <summary>The real server over a book of its own, on a free port of the loopback.</summary>
public sealed class LedgerServer : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private readonly WebApplication _app;
    private readonly bool _ownsFolder;

    private LedgerServer(WebApplication app, string directory, bool ownsFolder) =>
        (_app, Directory, _ownsFolder) = (app, directory, ownsFolder);

    public string Directory { get; }
    public IServiceProvider Services => _app.Services;
    public Uri Address => new(_app.Urls.First());

    /// <param name="directory">A book that lives on after the server; null: a new one that goes with it.</param>
    /// <param name="map">Addresses of the test's own beside ours, behind the same guards.</param>
    public static async Task<LedgerServer> StartAsync(string? directory = null, Action<WebApplication>? map = null)
    {
        var folder = directory ?? System.IO.Directory.CreateTempSubdirectory("ledger-web-").FullName;
        var app = LedgerHost.Build(new(new BookPlace(folder, null), ["http://127.0.0.1:0"]));
        map?.Invoke(app);
        await app.Services.GetRequiredService<Book>().MigrateAsync(Cancellation);
        await app.StartAsync(Cancellation);
        return new(app, folder, directory is null);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>A client that keeps no cookies and follows no redirects.</summary>
    public HttpClient Client(string? token = null, string language = "zh-CN")
    {
        var client = new HttpClient(
            new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        { BaseAddress = Address };
        client.DefaultRequestHeaders.AcceptLanguage.Add(new(language));
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client of a new account with this role.</summary>
    public async Task<HttpClient> ClientOfAsync(Role role, string? name = null, string language = "zh-CN")
    {
        var user = name ?? $"{role}";
        var added = await Get<AddUser>().RunAsync(Actor.LocalOwner, new(user, role), Cancellation);
        Assert.True(added.Accepted || added.Refusal.Code == "user.name-taken");
        var token = await Get<CreateToken>().RunAsync(Actor.LocalOwner, user, "test", Cancellation);
        return Client(token.Value!.Token, language);
    }

    /// <summary>One customer and one product to order.</summary>
    public async Task<(long Customer, long Product)> StockAsync(string? salesperson = null)
    {
        var customer = await Get<SaveCustomer>().RunAsync(
            Actor.LocalOwner, null, new(Name: "海晟贸易", Salesperson: salesperson), Cancellation);
        var product = await Get<SaveProduct>().RunAsync(
            Actor.LocalOwner, null, new(Name: "法兰", Price: UnitPrice.Of(3.5m), IsMade: true), Cancellation);
        return (customer.Value!.Id, product.Value!.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (_ownsFolder) System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}

/// <summary>Requests as a program writes them.</summary>
internal static class Requests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> SendAsync(
        this HttpClient client, string method, string address, object? body = null,
        params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new(method), address);
        if (body is string json) request.Content = new StringContent(json, null, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request, Cancellation);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);

    /// <summary>Places an order of ten; gives its id.</summary>
    public static async Task<long> PlaceAsync(this HttpClient client, (long Customer, long Product) stock)
    {
        var placed = await client.SendAsync("POST", "/api/v1/orders",
            new { customerId = stock.Customer, lines = new[] { new { productId = stock.Product, quantity = 10 } } });
        Assert.Equal(System.Net.HttpStatusCode.Created, placed.StatusCode);
        return (await placed.JsonAsync()).GetProperty("id").GetInt64();
    }
}
