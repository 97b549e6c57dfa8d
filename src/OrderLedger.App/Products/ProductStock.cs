using System.Globalization;
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

    /// <summary>Ids of one question to the book.</summary>
    private const int ChunkSize = 500;

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
        var newest = await OrdersAsync(productId, null, OrdersLooked, cancellation);
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

    /// <summary>Orders with this product, newest first; with <paramref name="since"/> only those that may have moved goods since.</summary>
    private Task<List<long>> OrdersAsync(long productId, DateTime? since, int? limit, CancellationToken cancellation) =>
        model.ReadAsync(reading => reading.Duck.List($"""
            SELECT DISTINCT l.order_id, l.order_date FROM lines l JOIN orders o USING (order_id)
            WHERE l.product_id = $id AND l.confirmed_at IS NOT NULL
            {(since is null ? "" : "AND (o.received_at IS NULL OR o.received_at >= $since)")}
            ORDER BY l.order_date DESC, l.order_id DESC {(limit is { } n ? string.Create(CultureInfo.InvariantCulture, $"LIMIT {n}") : "")}
            """, since is { } start ? [("id", productId), ("since", Converters.ToMillis(start))] : [("id", productId)],
            static row => row.GetInt64(0)), cancellation);

    /// <param name="Id">Of the row that says so: of two in one millisecond the later has the greater.</param>
    private sealed record Move(long Id, DateTime At, string Kind, int Sign, Quantity Quantity, long OrderId)
    {
        public bool IsAfter(StockMove count) => At > count.At || (At == count.At && Id > count.Id);
    }

    private sealed record Facts(IReadOnlyList<Move> Moves, IReadOnlyList<ProductionRecord> Work,
        IReadOnlyDictionary<long, (string? Number, string? Salesperson)> Orders);

    /// <summary>What these orders made and shipped of the product.</summary>
    private static async Task<Facts> MovesAsync(LedgerDb db, long productId, IReadOnlyList<long> orders, CancellationToken cancellation)
    {
        var (moves, work, heads) = (new List<Move>(), new List<ProductionRecord>(), new Dictionary<long, (string?, string?)>());
        foreach (var chunk in orders.Chunk(ChunkSize))
        {
            var lines = await db.OrderLines.AsNoTracking().Where(l => chunk.Contains(l.OrderId) && l.ProductId == productId)
                .Select(static l => l.Id).ToListAsync(cancellation);
            var records = await db.Set<ProductionRecord>().AsNoTracking()
                .Where(w => chunk.Contains(w.OrderId) && lines.Contains(w.OrderLineId)).ToListAsync(cancellation);
            var goods = await db.ShipmentLines.AsNoTracking().Include(static g => g.Shipment)
                .Where(g => chunk.Contains(g.OrderId) && lines.Contains(g.OrderLineId) && !g.Shipment.IsVoid).ToListAsync(cancellation);
            foreach (var head in await db.Orders.Where(o => chunk.Contains(o.Id)).Select(static o => new { o.Id, o.Number, o.Salesperson })
                .ToListAsync(cancellation)) heads[head.Id] = (head.Number, head.Salesperson);
            work.AddRange(records);
            moves.AddRange(records.Where(static w => w.Kind == WorkKind.Finished).Select(static w => new Move(w.Id, w.At, "Made", 1, w.Quantity, w.OrderId)));
            moves.AddRange(goods.Select(static g => new Move(g.Id, g.Shipment.ShippedAt, "Shipped", -1, g.Quantity, g.OrderId)));
            moves.AddRange(goods.Where(static g => g.Rejected > Quantity.Zero && g.Shipment.SignedAt is not null)
                .Select(static g => new Move(g.Id, g.Shipment.SignedAt!.Value, "Rejected", 1, g.Rejected, g.OrderId)));
        }
        return new(moves, work, heads);
    }

    private async Task<Quantity> SinceAsync(
        LedgerDb db, long productId, StockMove count, List<StockMove> manual, CancellationToken cancellation)
    {
        var orders = await OrdersAsync(productId, count.At, null, cancellation);
        var moved = (await MovesAsync(db, productId, orders, cancellation)).Moves.Where(move => move.IsAfter(count))
            .Select(static move => (move.Sign, move.Quantity));
        var byHand = manual.Where(m => m.Kind != StockKind.Count && (m.At > count.At || (m.At == count.At && m.Id > count.Id)))
            .Select(static m => (Sign: m.Kind == StockKind.Out ? -1 : 1, m.Quantity));
        return moved.Concat(byHand).Aggregate(count.Quantity, static (sum, move) => move.Sign > 0 ? sum + move.Quantity : sum - move.Quantity);
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
