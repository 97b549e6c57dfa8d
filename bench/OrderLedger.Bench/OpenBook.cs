using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderLedger.App;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Orders;
using OrderLedger.Domain;

namespace OrderLedger.Bench;

/// <summary>A book with its verbs, opened as the server does.</summary>
internal sealed class OpenBook : IAsyncDisposable
{
    public static readonly Actor Clerk = new(null, "bench", Role.Owner, Via.Api);
    private readonly ServiceProvider _services;
    private List<long> _customers = [];
    private List<long> _products = [];

    private OpenBook(ServiceProvider services) => _services = services;

    public static async Task<OpenBook> OpenAsync(BookPlace place)
    {
        var book = new OpenBook(new ServiceCollection().AddLogging().AddLedgerApp(place).BuildServiceProvider());
        await book.Get<Book>().MigrateAsync(CancellationToken.None);
        await using var db = book.Get<Book>().CreateDb();
        book._customers = await db.Customers.Where(static c => c.Status == Domain.Customers.CustomerStatus.Active)
            .OrderBy(static c => c.Id).Select(static c => c.Id).ToListAsync();
        book._products = await db.Products.OrderBy(static p => p.Id).Select(static p => p.Id).ToListAsync();
        return book;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>An order of three lines; the same <paramref name="i"/> gives the same order.</summary>
    public PlaceOrder.Input Order(int i)
    {
        var random = new Random(i);
        // Should the customer's credit not suffice, the clerk may go over it.
        return new(CustomerId: _customers[random.Next(_customers.Count)], CustomerPo: $"PO-{i}", OverrideReason: "bench",
            Lines: [.. Enumerable.Range(0, 3).Select(_ => new LineInput(ProductId: _products[random.Next(_products.Count)],
                Quantity: Quantity.Of(random.Next(1, 200)), UnitPrice: UnitPrice.Of(random.Next(100, 90_000) / 100m)))]);
    }

    public async Task<OrderView> PlaceAsync(int i)
    {
        var outcome = await Get<PlaceOrder>().RunAsync(Clerk, Order(i), CancellationToken.None);
        return outcome.Accepted ? outcome.Value : throw new InvalidOperationException($"{outcome.Refusal}");
    }

    /// <summary>A bearer token of an owner.</summary>
    public async Task<string> TokenAsync()
    {
        await Get<AddUser>().RunAsync(Actor.LocalOwner, new("bench", Role.Owner), CancellationToken.None);
        var created = await Get<CreateToken>().RunAsync(Actor.LocalOwner, "bench", "bench", CancellationToken.None);
        return created.Accepted ? created.Value.Token : throw new InvalidOperationException($"{created.Refusal}");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
