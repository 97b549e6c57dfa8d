using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Products;

/// <summary>Records a count of stock, or what came or went without an order.</summary>
public sealed class RecordStock(Ledger ledger)
{
    /// <param name="Quantity">Of a count what lies there; else what came or went.</param>
    public sealed record Input(StockKind Kind = StockKind.Count, Quantity Quantity = default, string? Note = null);

    public Task<Outcome<StockMoveView>> RunAsync(
        Actor actor, long productId, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync<StockMoveView>(actor, "product.stock", async write =>
        {
            if (actor.May(Right.KeepStock) is { } forbidden) return forbidden;
            var product = await write.Db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == productId, cancellation);
            if (product is null) return Refusal.NotFound("product.not-found", $"{productId}");
            if (product.Kind != ProductKind.Goods) return Refusal.NotAllowed("stock.not-goods", product.Name);
            var move = new StockMove
            {
                ProductId = productId, Kind = input.Kind, Quantity = input.Quantity, At = write.Now, Note = input.Note.OrNull(),
                By = actor.Name, UserId = actor.UserId,
            };
            if (!Enum.IsDefined(move.Kind)) return Refusal.Invalid("stock.kind-unknown").At("Kind");
            if (move.Check() is { } refusal) return refusal;

            write.Db.StockMoves.Add(move);
            await write.SaveAsync(cancellation);
            return new StockMoveView(move.At, move.Kind.ToString(), move.Kind == StockKind.Out ? -1 : 1, move.Quantity, move.By, move.Note, null, null);
        }, cancellation, once);
}

/// <summary>One line of 库存流水.</summary>
/// <param name="Kind">Count, In, Out; of orders Made, Shipped, Rejected.</param>
/// <param name="Sign">1: it came, or was counted; −1: it went.</param>
/// <param name="OrderId">The order that made it move; null also when it is another's.</param>
public sealed record StockMoveView(DateTime At, string Kind, int Sign, Quantity Quantity, string? By, string? Note, long? OrderId, string? Order);
