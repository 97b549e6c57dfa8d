using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Customers;

/// <summary>A page of a list.</summary>
/// <param name="Count">How many there are in all.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Count)
{
    /// <summary>Rows of one answer at most (contract.md).</summary>
    public const int LimitMax = 1_000;
}

/// <summary>Reads customers.</summary>
public sealed class CustomerQueries(Book book)
{
    /// <param name="q">Part of name, code, phone, pinyin or initials; empty: all.</param>
    /// <param name="limit">1…1,000.</param>
    public async Task<Page<CustomerView>> ListAsync(
        Actor reader, string? q, int offset, int limit, CancellationToken cancellation, string? className = null)
    {
        await using var db = book.CreateDb();
        var customers = db.Customers.AsNoTracking();
        if (reader.Role == Role.Sales) customers = customers.Where(c => c.Salesperson == reader.Name);
        if (className.OrNull() is { } wanted) customers = customers.Where(c => c.Class == wanted);
        customers = Matching(customers, q);
        var rows = await customers.OrderBy(c => c.CodeKey).Skip(Math.Max(0, offset))
            .Take(Math.Clamp(limit, 1, Page<CustomerView>.LimitMax)).ToListAsync(cancellation);
        return new([.. rows.Select(c => CustomerView.Of(c, reader))], await customers.CountAsync(cancellation));
    }

    /// <summary>Those that have every word in name, code, phone, pinyin, initials or short name.</summary>
    internal static IQueryable<Customer> Matching(IQueryable<Customer> customers, string? q)
    {
#pragma warning disable CA1304, CA1311, CA1862 // The database lowers it: words come folded, and this has no folded column.
        foreach (var word in TextFolding.Key(q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            customers = customers.Where(c => c.NameKey.Contains(word) || c.CodeKey.Contains(word)
                || c.Pinyin.Contains(word) || (c.Phone != null && c.Phone.Contains(word))
                || (c.ShortName != null && c.ShortName.ToLower().Contains(word)));
        }
#pragma warning restore CA1304, CA1311, CA1862
        return customers;
    }

    /// <summary>Not found also when the reader may not see it (S2).</summary>
    public async Task<Outcome<CustomerView>> FindAsync(Actor reader, long id, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var customer = await db.Customers.AsNoTracking().Include(static c => c.Contacts).Include(static c => c.Addresses)
            .AsSplitQuery().FirstOrDefaultAsync(c => c.Id == id, cancellation);
        return customer is not null && reader.Sees(customer.Salesperson)
            ? CustomerView.Of(customer, reader) : Refusal.NotFound("customer.not-found", $"{id}");
    }

    /// <summary>The customer's money now; null for who sees no prices.</summary>
    public async Task<CustomerBalance?> BalanceAsync(Actor reader, long id, CancellationToken cancellation)
    {
        if (!reader.SeesPrices || !(await FindAsync(reader, id, cancellation)).Accepted) return null;
        await using var db = book.CreateDb();
        var orders = await db.Orders.Where(o => o.CustomerId == id && o.ConfirmedAt != null && o.CancelledAt == null)
            .Select(o => new { o.Receivable, o.Received }).ToListAsync(cancellation);
        var receipts = await db.Receipts.Where(r => r.CustomerId == id && r.BouncedAt == null)
            .Select(r => new { r.Amount, r.Allocated }).ToListAsync(cancellation);
        var receivable = orders.Aggregate(Money.Zero, static (sum, o) => sum + o.Receivable);
        var received = orders.Aggregate(Money.Zero, static (sum, o) => sum + o.Received);
        var onAccount = receipts.Aggregate(Money.Zero, static (sum, r) => sum + (r.Amount - r.Allocated));
        return new(orders.Count, receivable, received, receivable - received, onAccount);
    }
}

/// <param name="Orders">Confirmed orders that were not cancelled.</param>
/// <param name="OnAccount">预收: received and not allocated.</param>
public sealed record CustomerBalance(int Orders, Money Receivable, Money Received, Money Outstanding, Money OnAccount);
