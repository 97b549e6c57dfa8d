using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.Domain;
using OrderLedger.Domain.Payments;

namespace OrderLedger.App.Payments;

/// <summary>Reads receipts. Who sees no prices sees no receipts.</summary>
public sealed class ReceiptQueries(Book book, CustomerQueries customers)
{
    public async Task<Outcome<ReceiptView>> FindAsync(Actor reader, long id, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var receipt = reader.SeesPrices
            ? await WithAllocations(db).FirstOrDefaultAsync(r => r.Id == id, cancellation) : null;
        return receipt is not null && (await customers.FindAsync(reader, receipt.CustomerId, cancellation)).Accepted
            ? ReceiptView.Of(receipt, await HiddenAsync(db, reader, [receipt], cancellation))
            : Refusal.NotFound("receipt.not-found", $"{id}");
    }

    /// <summary>Of one customer, newest first.</summary>
    public async Task<Page<ReceiptView>> ListAsync(
        Actor reader, long customerId, int offset, int limit, CancellationToken cancellation)
    {
        if (!reader.SeesPrices || !(await customers.FindAsync(reader, customerId, cancellation)).Accepted) return new([], 0);
        await using var db = book.CreateDb();
        var receipts = WithAllocations(db).Where(r => r.CustomerId == customerId);
        var rows = await receipts.OrderByDescending(r => r.Date).ThenByDescending(r => r.Id).Skip(Math.Max(0, offset))
            .Take(Math.Clamp(limit, 1, Page<ReceiptView>.LimitMax)).ToListAsync(cancellation);
        var hidden = await HiddenAsync(db, reader, rows, cancellation);
        return new([.. rows.Select(row => ReceiptView.Of(row, hidden))], await receipts.CountAsync(cancellation));
    }

    /// <summary>Of one customer what still has money on account, oldest first; at most 50.</summary>
    public async Task<IReadOnlyList<ReceiptView>> OnAccountAsync(Actor reader, long customerId, CancellationToken cancellation)
    {
        if (!reader.SeesPrices || !(await customers.FindAsync(reader, customerId, cancellation)).Accepted) return [];
        await using var db = book.CreateDb();
        var rows = await WithAllocations(db).Where(r => r.CustomerId == customerId && r.BouncedAt == null && r.Amount != r.Allocated)
            .OrderBy(r => r.Date).ThenBy(r => r.Id).Take(50).ToListAsync(cancellation);
        var hidden = await HiddenAsync(db, reader, rows, cancellation);
        return [.. rows.Select(row => ReceiptView.Of(row, hidden))];
    }

    /// <summary>Orders of other salespeople that share a receipt with the reader's own (S2).</summary>
    private static async Task<IReadOnlySet<long>?> HiddenAsync(
        LedgerDb db, Actor reader, IReadOnlyList<Receipt> receipts, CancellationToken cancellation)
    {
        if (reader.Role != Role.Sales) return null;
        var orders = receipts.SelectMany(static r => r.Allocations).Select(static a => a.OrderId).ToHashSet();
        orders.ExceptWith(await db.Orders.Where(o => orders.Contains(o.Id) && o.Salesperson == reader.Name)
            .Select(static o => o.Id).ToListAsync(cancellation));
        return orders;
    }

    private static IQueryable<Receipt> WithAllocations(LedgerDb db) =>
        db.Receipts.AsNoTracking().Include(static r => r.Allocations);
}
