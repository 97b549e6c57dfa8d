using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.Products;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.Reports;
using OrderLedger.App.Shipping;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.ReadModel;

/// <summary>A fresh book with its read model, on the database that the environment names.</summary>
public sealed class BookWithModel : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 23);
    public static readonly Actor Owner = new(1, "周敏", Role.Owner, Via.Web);
    private readonly string? _schema;

    private BookWithModel(string directory, string? postgres, string? schema)
    {
        _schema = schema;
        Book = new(new(directory, postgres), NullLogger<Book>.Instance);
        Ledger = new(Book, Clock);
        Model = NewModel();
    }

    public Book Book { get; }
    public Ledger Ledger { get; }
    public LedgerReadModel Model { get; private set; }
    public TimeProvider Clock { get; } = new Noon();
    public LedgerReports Reports => new(Model);

    public static async Task<BookWithModel> CreateAsync(CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("orderledger-").FullName;
        string? schema = null;
        var postgres = Environment.GetEnvironmentVariable("ORDERLEDGER_TEST_POSTGRES");
        if (!string.IsNullOrEmpty(postgres))
        {
            schema = $"t{Guid.NewGuid():n}";
            await RunAsync(postgres, $"CREATE SCHEMA {schema}", cancellation);
            postgres = new NpgsqlConnectionStringBuilder(postgres) { SearchPath = schema }.ToString();
        }
        var book = new BookWithModel(directory, string.IsNullOrEmpty(postgres) ? null : postgres, schema);
        await book.Book.MigrateAsync(cancellation);
        return book;
    }

    public LedgerReadModel NewModel(int sortAtOnce = 8_192) =>
        new(Book, Clock, NullLogger<LedgerReadModel>.Instance) { SortAtOnce = sortAtOnce };

    /// <summary>As after a restart of the process.</summary>
    public async Task ReopenAsync()
    {
        await Model.DisposeAsync();
        Model = NewModel();
    }

    public async Task<LedgerPage> QueryAsync(LedgerQuery query, Actor? actor = null)
    {
        var outcome = await Model.QueryAsync(query, actor ?? Owner, CancellationToken.None);
        Assert.True(outcome.Accepted, $"{outcome.Refusal?.Code}: {string.Join(" | ", outcome.Refusal?.Facts ?? [])}");
        return outcome.Value;
    }

    public async Task<Report> ReportAsync(string name, ReportQuery? query = null, Actor? actor = null)
    {
        var outcome = await Reports.RunAsync(name, query ?? new(), actor ?? Owner, CancellationToken.None);
        Assert.True(outcome.Accepted, outcome.Refusal?.Code);
        return outcome.Value;
    }

    /// <summary>All that the model holds, as one text; two models of the same book give the same.</summary>
    public async Task<string> EverythingAsync()
    {
        var text = new StringBuilder();
        foreach (var rows in Enum.GetValues<LedgerRows>())
        {
            var page = await QueryAsync(new() { Rows = rows, Limit = 1_000, Sort = "id", Totals = true });
            foreach (var row in page.Rows) text.AppendJoin('|', row).AppendLine();
            text.AppendJoin('|', page.Totals!.OrderBy(static sum => sum.Key, StringComparer.Ordinal)).AppendLine();
        }
        foreach (var report in new[] { "payments", "products" })
        {
            foreach (var row in (await ReportAsync(report)).Rows) text.AppendJoin('|', row).AppendLine();
        }
        foreach (var word in new[] { "海", "yf", "F1" }) text.Append((await QueryAsync(new() { Q = word })).Count).AppendLine();
        return text.ToString();
    }

    public Task<CustomerView> CustomerAsync(string name, long? id = null, string? code = null, string? region = null,
        string? @class = null, string? salesperson = null, string? phone = null) => DoneAsync(new SaveCustomer(Ledger).RunAsync(
            Owner, id, new(Name: name, Code: code, Region: region, Class: @class, Salesperson: salesperson, Phone: phone), default));

    public Task<ProductView> ProductAsync(string name, string sku, decimal price, decimal cost = 0, string? category = null) =>
        DoneAsync(new SaveProduct(Ledger).RunAsync(Owner, null, new(Name: name, Sku: sku, Unit: "件", Category: category,
            Price: UnitPrice.Of(price), Cost: UnitPrice.Of(cost)), default));

    public Task<OrderView> PlaceAsync(string customer, params (string Product, decimal Quantity)[] lines) =>
        PlaceAsync(new PlaceOrder.Input(Customer: customer), lines);

    public Task<OrderView> PlaceAsync(PlaceOrder.Input input, params (string Product, decimal Quantity)[] lines) =>
        DoneAsync(new PlaceOrder(Ledger).RunAsync(Owner, input with
        {
            Lines = [.. lines.Select(static line => new LineInput(Product: line.Product, Quantity: Quantity.Of(line.Quantity)))],
        }, default));

    public Task<OrderView> PayAsync(long order, decimal amount, string method = "银行转账") =>
        DoneAsync(new PayOrder(Ledger).RunAsync(Owner, order, new(Money.Of(amount), method), default));

    public Task<OrderView> ShipAsync(long order, string? carrier = null, string? tracking = null) =>
        DoneAsync(new ShipOrder(Ledger).RunAsync(Owner, order, new(Carrier: carrier, TrackingNumber: tracking), default));

    public static async Task<T> DoneAsync<T>(Task<Outcome<T>> task)
        where T : notnull
    {
        var outcome = await task;
        Assert.True(outcome.Accepted, $"{outcome.Refusal?.Code}: {string.Join(" | ", outcome.Refusal?.Facts ?? [])}");
        return outcome.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();
        await Book.DisposeAsync();
        if (_schema is not null)
            await RunAsync(Environment.GetEnvironmentVariable("ORDERLEDGER_TEST_POSTGRES")!, $"DROP SCHEMA {_schema} CASCADE", default);
        Directory.Delete(Book.Place.Directory, recursive: true);
    }

    private static async Task RunAsync(string postgres, string text, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Always noon of <see cref="Today"/> in China.</summary>
    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);
    }
}
