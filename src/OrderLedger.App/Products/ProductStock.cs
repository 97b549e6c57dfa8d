using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Maps;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Storage;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Products;

/// <summary>库存 of a product with its moves, what orders take of it, and how long it really takes to make.</summary>
/// <remarks>Stock is the last count and what moved since: goods finished, shipped, and refused at the door, from the orders; and what
/// was recorded by hand. Without a count nobody knows it, and nothing is said.</remarks>
public sealed class ProductStock(Book book, LedgerReadModel model)
{
    private const int MovesShown = 30;

    /// <summary>Newest orders that lead times and the shown moves are read of.</summary>
    private const int OrdersLooked = 60;

    /// <param name="Stock">Null: never counted.</param>
    /// <param name="Reserved">占用: made or set aside for orders, and not shipped yet.</param>
    /// <param name="ToDeliver">Still to be shipped on confirmed orders, made or not.</param>
    public sealed record Result(Quantity? Stock, DateTime? CountedAt, Quantity Reserved, Quantity ToDeliver,
        IReadOnlyList<StockMoveView> Moves, LeadTimes? Lead);

    /// <summary>Whole days from the start of production to the last piece, of the newest finished lines.</summary>
    /// <param name="Late">Lines that took longer than the product's lead days say.</param>
    public sealed record LeadTimes(int Lines, int Fastest, int Median, int Slowest, int Late);

    public async Task<Outcome<Result>> ReadAsync(Actor reader, long productId, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var product = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == productId, cancellation);
        if (product is null) return Refusal.NotFound("product.not-found", $"{productId}");
        var manual = await db.StockMoves.AsNoTracking().Where(m => m.ProductId == productId).OrderByDescending(m => m.At)
            .ThenByDescending(m => m.Id).ToListAsync(cancellation);
        var count = manual.Find(static m => m.Kind == StockKind.Count);
        var (reserved, toDeliver) = await DemandAsync(productId, cancellation);
        var newest = await OrdersAsync(productId, cancellation);
        var shown = await MovesAsync(db, productId, newest, cancellation);
        var stock = count is null ? (Quantity?)null : await SinceAsync(db, productId, count, manual, cancellation);
        var mine = reader.Role == Role.Sales ? shown.Orders.Where(o => reader.Sees(o.Value.Salesperson)).Select(static o => o.Key).ToHashSet() : null;
        var moves = manual
            .Select(static m => new StockMoveView(m.At, m.Kind.ToString(), m.Kind == StockKind.Out ? -1 : 1, m.Quantity, m.By, m.Note, null, null))
            .Concat(shown.Moves.Select(move => Of(move, shown.Orders, mine)))
            .OrderByDescending(static move => move.At).Take(MovesShown);
        return new Result(stock, count?.At, reserved, toDeliver, [.. moves], Lead(shown.Work, product.LeadDays));
    }

    /// <summary>What orders take, from the read model.</summary>
    private Task<(Quantity Reserved, Quantity ToDeliver)> DemandAsync(long productId, CancellationToken cancellation) =>
        model.ReadAsync(reading => reading.Duck.List("""
            SELECT coalesce(sum(greatest(least(made, quantity - cancelled) - shipped, 0)), 0)::BIGINT,
                coalesce(sum(greatest(quantity - cancelled - shipped, 0)), 0)::BIGINT
            FROM lines WHERE product_id = $id AND confirmed_at IS NOT NULL AND cancelled_at IS NULL AND shipped < quantity - cancelled
            """, [("id", productId)], static row => (new Quantity(row.GetInt64(0)), new Quantity(row.GetInt64(1))))[0], cancellation);

    /// <summary>The newest orders with this product.</summary>
    private Task<List<long>> OrdersAsync(long productId, CancellationToken cancellation) =>
        model.ReadAsync(reading => reading.Duck.List($"""
            SELECT DISTINCT order_id, order_date FROM lines WHERE product_id = $id AND confirmed_at IS NOT NULL
            ORDER BY order_date DESC, order_id DESC LIMIT {OrdersLooked}
            """, [("id", productId)], static row => row.GetInt64(0)), cancellation);

    private sealed record Move(DateTime At, string Kind, int Sign, Quantity Quantity, long OrderId);

    private sealed record Facts(IReadOnlyList<Move> Moves, IReadOnlyList<ProductionRecord> Work,
        IReadOnlyDictionary<long, (string? Number, string? Salesperson)> Orders);

    /// <summary>What these orders made and shipped of the product.</summary>
    private static async Task<Facts> MovesAsync(LedgerDb db, long productId, IReadOnlyList<long> orders, CancellationToken cancellation)
    {
        var (moves, heads) = (new List<Move>(), new Dictionary<long, (string?, string?)>());
        var lines = await db.OrderLines.AsNoTracking().Where(l => orders.Contains(l.OrderId) && l.ProductId == productId)
            .Select(static l => l.Id).ToListAsync(cancellation);
        var records = await db.Set<ProductionRecord>().AsNoTracking()
            .Where(w => orders.Contains(w.OrderId) && lines.Contains(w.OrderLineId)).ToListAsync(cancellation);
        var goods = await db.ShipmentLines.AsNoTracking().Include(static g => g.Shipment)
            .Where(g => orders.Contains(g.OrderId) && lines.Contains(g.OrderLineId) && !g.Shipment.IsVoid).ToListAsync(cancellation);
        foreach (var head in await db.Orders.Where(o => orders.Contains(o.Id)).Select(static o => new { o.Id, o.Number, o.Salesperson })
            .ToListAsync(cancellation)) heads[head.Id] = (head.Number, head.Salesperson);
        moves.AddRange(records.Where(static w => w.Kind == WorkKind.Finished).Select(static w => new Move(w.At, "Made", 1, w.Quantity, w.OrderId)));
        moves.AddRange(goods.Select(static g => new Move(g.Shipment.ShippedAt, "Shipped", -1, g.Quantity, g.OrderId)));
        moves.AddRange(goods.Where(static g => g.Rejected > Quantity.Zero && g.Shipment.SignedAt is not null)
            .Select(static g => new Move(g.Shipment.SignedAt!.Value, "Rejected", 1, g.Rejected, g.OrderId)));
        return new(moves, records, heads);
    }

    private static async Task<Quantity> SinceAsync(
        LedgerDb db, long productId, StockMove count, List<StockMove> manual, CancellationToken cancellation)
    {
        var moved = await MovedAsync(db, productId, count, cancellation);
        var byHand = manual.Where(m => m.Kind != StockKind.Count && (m.At > count.At || (m.At == count.At && m.Id > count.Id)))
            .Select(static m => (Sign: m.Kind == StockKind.Out ? -1 : 1, m.Quantity));
        return byHand.Aggregate(count.Quantity + moved, static (sum, move) => move.Sign > 0 ? sum + move.Quantity : sum - move.Quantity);
    }

    /// <summary>What orders brought and took since the count, added up by the database: of orders that had ended by then nothing moves.
    /// Of two in one millisecond the later has the greater id.</summary>
    private static async Task<Quantity> MovedAsync(LedgerDb db, long productId, StockMove count, CancellationToken cancellation)
    {
        var (at, id, finished) = (Converters.ToMillis(count.At), count.Id, (int)WorkKind.Finished);
        var scaled = await db.Database.SqlQuery<long>($"""
            WITH mine AS (
                SELECT l.id AS line, l.order_id AS ord FROM order_lines l JOIN orders o ON o.id = l.order_id
                WHERE l.product_id = {productId} AND o.confirmed_at IS NOT NULL AND (o.received_at IS NULL OR o.received_at >= {at})),
            moved AS (
                SELECT w.quantity AS quantity FROM mine m JOIN production_records w ON w.order_id = m.ord AND w.order_line_id = m.line
                WHERE w.kind = {finished} AND (w.at > {at} OR (w.at = {at} AND w.id > {id}))
                UNION ALL
                SELECT -g.quantity FROM mine m JOIN shipment_lines g ON g.order_id = m.ord AND g.order_line_id = m.line
                JOIN shipments s ON s.id = g.shipment_id
                WHERE NOT s.is_void AND (s.shipped_at > {at} OR (s.shipped_at = {at} AND g.id > {id}))
                UNION ALL
                SELECT g.rejected FROM mine m JOIN shipment_lines g ON g.order_id = m.ord AND g.order_line_id = m.line
                JOIN shipments s ON s.id = g.shipment_id
                WHERE NOT s.is_void AND g.rejected > 0 AND (s.signed_at > {at} OR (s.signed_at = {at} AND g.id > {id})))
            SELECT CAST(coalesce(sum(quantity), 0) AS BIGINT) AS "Value" FROM moved
            """).SingleAsync(cancellation);
        return new(scaled);
    }

    private static StockMoveView Of(Move move, IReadOnlyDictionary<long, (string? Number, string? Salesperson)> orders, HashSet<long>? mine) =>
        mine?.Contains(move.OrderId) == false ? new(move.At, move.Kind, move.Sign, move.Quantity, null, null, null, null)
        : new(move.At, move.Kind, move.Sign, move.Quantity, null, null, move.OrderId, orders.GetValueOrDefault(move.OrderId).Number);

    private static LeadTimes? Lead(IReadOnlyList<ProductionRecord> work, int leadDays)
    {
        var days = work.GroupBy(static w => w.OrderLineId)
            .Select(static line => (Start: line.Where(static w => w.Kind == WorkKind.Started).Min(static w => (DateTime?)w.At),
                End: line.Where(static w => w.Kind == WorkKind.Finished).Max(static w => (DateTime?)w.At)))
            .Where(static line => line is { Start: not null, End: not null } && line.End >= line.Start)
            .Select(static line => (int)Math.Ceiling((line.End!.Value - line.Start!.Value).TotalDays)).Order().ToList();
        return days.Count == 0 ? null
            : new(days.Count, days[0], days[days.Count / 2], days[^1], leadDays == 0 ? 0 : days.Count(day => day > leadDays));
    }
}
