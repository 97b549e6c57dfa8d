using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Products;
using OrderLedger.App.Settings;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Import;

/// <summary>Customers and products by key: those of the book, and those that the file brings.</summary>
internal sealed class ImportCatalog
{
    private readonly Dictionary<string, Customer> _customersByCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Customer?> _customersByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Product> _productsBySku = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Product> _productsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Product> _productsByText = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namesOfMany = new(StringComparer.Ordinal);
    private readonly HashSet<object> _kept = [];
    private readonly BookSettings _settings;
    private readonly bool _hasSpecs;

    /// <param name="hasSpecs">The file has a column of specifications: an empty cell of it then says that there is none.</param>
    private ImportCatalog(BookSettings settings, bool hasSpecs) => (_settings, _hasSpecs) = (settings, hasSpecs);

    public List<Customer> NewCustomers { get; } = [];
    public List<Product> NewProducts { get; } = [];

    public static async Task<ImportCatalog> LoadAsync(LedgerDb db, BookSettings settings, bool hasSpecs, CancellationToken cancellation)
    {
        var catalog = new ImportCatalog(settings, hasSpecs);
        await foreach (var customer in db.Customers.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
            catalog.Know(customer);
        await foreach (var product in db.Products.AsNoTracking().OrderBy(static p => p.Id).AsAsyncEnumerable().WithCancellation(cancellation))
            catalog.Know(product);
        return catalog;
    }

    /// <summary>The customer of an order, new when the book has none; null when two have the name.</summary>
    public Customer? CustomerOf(ImportOrder order)
    {
        var (code, name) = (order.Head(static r => r.CustomerCode), order.Head(static r => r.Customer));
        if (code is not null && _customersByCode.TryGetValue(TextFolding.Key(code), out var known)) return known;
        if (code is null && _customersByName.TryGetValue(TextFolding.Key(name!), out var named)) return named;

        var customer = new Customer
        {
            Code = code ?? "", Name = name ?? code!, Phone = order.Head(static r => r.Phone),
            Email = order.Head(static r => r.Email), Address = order.Head(static r => r.Address),
            Region = order.Head(static r => r.Region), Salesperson = order.Head(static r => r.Salesperson),
        };
        if (order.Head(static r => r.Class) is { } given) (customer.Class, customer.ClassIsAutomatic) = (given, false);
        if (order.Head(static r => r.Contact) is { } contact) customer.Contacts.Add(new Contact { Name = contact, Phone = customer.Phone });
        customer.Derive();
        Know(customer);
        return customer;
    }

    /// <summary>The product of a row, new when the book has none. Without a code it is known by name and specification together, written
    /// in one cell or in two: 法兰 DN80 is not 法兰 DN50. A file without specifications means the product of that name.</summary>
    public Product ProductOf(ImportRow row)
    {
        if (row.Sku is not null && _productsBySku.TryGetValue(TextFolding.Key(row.Sku), out var known)) return Described(known, row);
        if (row.Sku is null)
        {
            if (_productsByText.TryGetValue(TextOf(row.Product!, row.Spec), out var exact)) return exact;
            if (!_hasSpecs && _productsByName.TryGetValue(TextFolding.Key(row.Product!), out var named)) return named;
        }

        var product = new Product
        {
            Sku = row.Sku ?? "", Name = row.Product ?? row.Sku!, Spec = row.Spec, Unit = row.Unit ?? "", Category = row.Category,
            Kind = FeeWords.KindOf(row.Product ?? ""),
            TaxRateBp = row.TaxRate is { } rate ? (int)(rate * 10_000) : _settings.Company.TaxRateBp,
            Price = UnitPrice.Of(row.UnitPrice ?? 0), Cost = UnitPrice.Of(row.Cost is > 0 ? row.Cost.Value : 0),
        };
        product.Derive();
        Know(product);
        return product;
    }

    /// <summary>Several products have this name, and the file does not say which: the oldest is taken.</summary>
    public bool IsAmbiguous(ImportRow row) => row is { Sku: null, Product: { } name } && !_hasSpecs
        && _namesOfMany.Contains(TextFolding.Key(name)) && ProductOf(row) is var product && product.Spec is { Length: > 0 }
        && TextOf(product.Name, product.Spec) != TextOf(name, null);

    /// <summary>The order comes in, and with it what it names; what only refused orders name does not.</summary>
    public void Keep(ImportOrder order)
    {
        if (CustomerOf(order) is { Id: 0 } customer && _kept.Add(customer)) NewCustomers.Add(customer);
        foreach (var row in order.Rows)
        {
            if (ProductOf(row) is { Id: 0 } product && _kept.Add(product)) NewProducts.Add(product);
        }
    }

    /// <summary>Name and specification without the blanks that mean nothing: 法兰 DN80 is 法兰DN80, and 垫片 1 + 20 is not 垫片 + 120.</summary>
    public static string TextOf(string name, string? spec)
    {
        var words = TextFolding.Key($"{name} {spec}").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Aggregate("", static (text, word) => KeepsBlank(text, word) ? $"{text} {word}" : text + word);
    }

    /// <summary>Written together they would be another number, or another word.</summary>
    private static bool KeepsBlank(string text, string word) => text.Length > 0
        && ((char.IsDigit(text[^1]) && char.IsDigit(word[0])) || (IsAlphabetic(text[^1]) && IsAlphabetic(word[0])));

    private static bool IsAlphabetic(char c) => char.IsLetter(c) && c < '\u2e80';

    /// <summary>Gives codes to the new ones and saves them; their ids are known afterwards.</summary>
    public async Task<Refusal?> SaveNewAsync(Write write, CancellationToken cancellation)
    {
        foreach (var chunk in NewCustomers.Chunk(500))
        {
            foreach (var customer in chunk)
            {
                if (customer.Code.Length == 0) customer.Code = await SaveCustomer.NextCodeAsync(write, cancellation);
                if (customer.Check() is { } refusal) return refusal;
                write.Db.Customers.Add(customer);
            }
            await write.SaveChunkAsync(cancellation);
        }
        foreach (var chunk in NewProducts.Chunk(500))
        {
            foreach (var product in chunk)
            {
                if (product.Sku.Length == 0) product.Sku = await SaveProduct.NextSkuAsync(write, cancellation);
                if (product.Check() is { } refusal) return refusal;
                write.Db.Products.Add(product);
            }
            await write.SaveChunkAsync(cancellation);
        }
        return null;
    }

    /// <summary>A new product first seen without a name takes the first name that comes.</summary>
    private static Product Described(Product product, ImportRow row)
    {
        if (product.Id == 0 && row.Product is not null && product.Name == product.Sku)
        {
            product.Name = row.Product;
            product.Derive();
        }
        return product;
    }

    private void Know(Customer customer)
    {
        if (customer.CodeKey.Length > 0) _customersByCode[customer.CodeKey] = customer;
        _customersByName[customer.NameKey] = _customersByName.ContainsKey(customer.NameKey) ? null : customer;
    }

    private void Know(Product product)
    {
        if (product.SkuKey.Length > 0) _productsBySku.TryAdd(product.SkuKey, product);
        _productsByText.TryAdd(TextOf(product.Name, product.Spec), product);
        if (!_productsByName.TryAdd(product.NameKey, product)) _namesOfMany.Add(product.NameKey);
    }
}
