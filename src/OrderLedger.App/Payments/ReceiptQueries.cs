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
            ? ReceiptView.Of(receipt) : Refusal.NotFound("receipt.not-found", $"{id}");
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
        return new([.. rows.Select(ReceiptView.Of)], await receipts.CountAsync(cancellation));
    }

    private static IQueryable<Receipt> WithAllocations(LedgerDb db) =>
        db.Receipts.AsNoTracking().Include(static r => r.Allocations);
}
