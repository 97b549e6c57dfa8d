using System.Data.Common;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Data.Commit;

/// <summary>Customers and products as the write gate last read them, by id: every order asks for some, and they seldom change.</summary>
/// <remarks>What this gate changes it forgets. What another writes is noticed at the latest before the commit: on SQLite the
/// file tells of foreign commits when a batch begins, on PostgreSQL the versions used are compared when it ends. They are
/// lent: nobody may change one.</remarks>
internal sealed class Masters
{
    /// <summary>Of each kind; a row takes about a kilobyte.</summary>
    private const int Max = 5_000;
    private const string Restores = $"SELECT COALESCE(MAX(value), 0) FROM counters WHERE key = '{CounterSheet.RestoresKey}'";
    private const string Compare = $"""
        SELECT (SELECT COUNT(*) FROM customers JOIN UNNEST(@c, @cv) AS used (id, version) USING (id, version))
            + (SELECT COUNT(*) FROM products JOIN UNNEST(@p, @pv) AS used (id, version) USING (id, version))
        WHERE @restores = ({Restores})
        """;
    private readonly Dictionary<long, Customer> _customers = [];
    private readonly Dictionary<long, Product> _products = [];
    private readonly Dictionary<(string Table, long Id), long> _used = [];
    private long? _standing;

    public Customer? Customer(long id) => Used("customers", id, _customers);

    public Product? Product(long id) => Used("products", id, _products);

    public void Keep(Customer customer) => Keep(customer, _customers);

    public void Keep(Product product) => Keep(product, _products);

    /// <summary>After a save that changed it; anything that is neither customer nor product is ignored.</summary>
    public void Forget(object changed)
    {
        if (changed is Customer customer) _customers.Remove(customer.Id);
        else if (changed is Product product) _products.Remove(product.Id);
    }

    /// <summary>When a batch begins.</summary>
    public async Task BeginAsync(DbTransaction transaction, bool isPostgres, CancellationToken cancellation)
    {
        _used.Clear();
        if (isPostgres && _standing is not null) return;
        // A restored backup may bring back a version with other content.
        var standing = await Prepared.Command(transaction, isPostgres ? Restores : "PRAGMA data_version").ExecuteScalarAsync(cancellation);
        if (standing as long? != _standing)
        {
            _customers.Clear();
            _products.Clear();
        }
        _standing = standing as long? ?? 0;
    }

    /// <summary>Before the commit: whether all that was lent is still as it was. If not, the batch has to run again.</summary>
    public async Task<bool> AreTrueAsync(DbTransaction transaction, bool isPostgres, CancellationToken cancellation)
    {
        if (!isPostgres || _used.Count == 0) return true;
        var (customers, products) = (_used.Where(static u => u.Key.Table == "customers").ToList(),
            _used.Where(static u => u.Key.Table == "products").ToList());
        var same = await Prepared.Command(transaction, Compare,
            ("c", Ids(customers)), ("cv", Versions(customers)), ("p", Ids(products)), ("pv", Versions(products)), ("restores", _standing!.Value))
            .ExecuteScalarAsync(cancellation);
        return same as long? == _used.Count;

        static long[] Ids(List<KeyValuePair<(string, long Id), long>> used) => [.. used.Select(static u => u.Key.Id)];
        static long[] Versions(List<KeyValuePair<(string, long Id), long>> used) => [.. used.Select(static u => u.Value)];
    }

    private T? Used<T>(string table, long id, Dictionary<long, T> kept)
        where T : class, IAggregate
    {
        if (!kept.TryGetValue(id, out var found)) return null;
        _used[(table, id)] = found.Version;
        return found;
    }

    private static void Keep<T>(T row, Dictionary<long, T> kept)
        where T : IAggregate
    {
        if (kept.Count >= Max) kept.Clear();
        kept[row.Id] = row;
    }
}
