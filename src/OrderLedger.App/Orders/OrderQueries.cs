using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Orders;

/// <summary>Reads one order whole.</summary>
public sealed class OrderQueries(Book book)
{
    /// <summary>Not found also when the reader may not see it (S2).</summary>
    public async Task<Outcome<OrderView>> FindAsync(Actor reader, long id, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var order = await db.Orders.AsNoTrackingWithIdentityResolution().WithFacts()
            .FirstOrDefaultAsync(o => o.Id == id, cancellation);
        return order is not null && reader.Sees(order.Salesperson)
            ? OrderView.Of(order, reader) : Refusal.NotFound("order.not-found", $"{id}");
    }

    /// <summary>By number, without regard to case and width.</summary>
    public async Task<Outcome<OrderView>> FindByNumberAsync(Actor reader, string number, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        // Of an order that is another's not even the id is told.
        return await OrderWrites.OrderIdAsync(db, number, cancellation) is { } id
            && await FindAsync(reader, id, cancellation) is { Accepted: true } found
            ? found : Refusal.NotFound("order.not-found", number);
    }
}
