using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>Writes a note on an order. The order itself does not change.</summary>
public sealed class WriteComment(Ledger ledger)
{
    public sealed record Input(string? Text = null);

    public Task<Outcome<CommentView>> RunAsync(
        Actor actor, long orderId, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync<CommentView>(actor, "order.comment", async write =>
        {
            if (actor.May(Right.Comment) is { } forbidden) return forbidden;
            if (await write.SeesOrderAsync(orderId, cancellation) is { } unseen) return unseen;
            var comment = new Comment
            {
                OrderId = orderId, Text = input.Text?.Trim() ?? "", By = actor.Name, UserId = actor.UserId, At = write.Now,
            };
            if (comment.Check() is { } refusal) return refusal;

            write.Db.Comments.Add(comment);
            await write.SaveAsync(cancellation);
            return CommentView.Of(comment, actor);
        }, cancellation, once);
}

/// <summary>Takes a note away: by who wrote it, or the owner.</summary>
public sealed class RemoveComment(Ledger ledger)
{
    public Task<Outcome<CommentView>> RunAsync(
        Actor actor, long orderId, long id, long? seenVersion, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync<CommentView>(actor, "order.comment-remove", async write =>
        {
            if (actor.May(Right.Comment) is { } forbidden) return forbidden;
            if (await write.SeesOrderAsync(orderId, cancellation) is { } unseen) return unseen;
            var comment = await write.Db.Comments
                .FirstOrDefaultAsync(c => c.Id == id && c.OrderId == orderId && c.RemovedAt == null, cancellation);
            if (comment is null) return Refusal.NotFound("comment.not-found", $"{id}");
            if (!TalkRights.MayRemove(actor, comment.UserId)) return Refusal.Forbidden("comment.of-another", comment.By);
            if (seenVersion is { } seen && seen != comment.Version) return new Refusal(RefusalKind.Stale, "comment.stale");

            comment.RemovedAt = write.Now;
            await write.SaveAsync(cancellation);
            return CommentView.Of(comment, actor);
        }, cancellation, once);
}

/// <summary>Who sees and removes what stands beside an order.</summary>
internal static class TalkRights
{
    public static bool MayRemove(Actor actor, long? author) =>
        actor.May(Right.Comment) is null && (actor.Role == Role.Owner || (actor.UserId is not null && actor.UserId == author));

    /// <summary>Not found also when the actor may not see it (S2).</summary>
    public static async Task<Refusal?> SeesOrderAsync(this Write write, long orderId, CancellationToken cancellation) =>
        await write.Db.SeesOrderAsync(write.Actor, orderId, cancellation) ? null : Refusal.NotFound("order.not-found", $"{orderId}");

    public static async Task<bool> SeesOrderAsync(this LedgerDb db, Actor reader, long orderId, CancellationToken cancellation)
    {
        var found = await db.Orders.Where(o => o.Id == orderId).Select(o => new { o.Salesperson }).FirstOrDefaultAsync(cancellation);
        return found is not null && reader.Sees(found.Salesperson);
    }
}
