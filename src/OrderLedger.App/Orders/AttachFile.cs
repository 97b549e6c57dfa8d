using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>Puts a file on an order. Its bytes go into the book, so that a backup holds them (decision 0016).</summary>
public sealed class AttachFile(Ledger ledger)
{
    /// <param name="Name">As its sender calls it; it is cleaned.</param>
    /// <param name="Content">1 byte … 20 MB.</param>
    /// <param name="IsPriced">含价格: hidden from who sees no prices.</param>
    public sealed record Input(string? Name, ReadOnlyMemory<byte> Content, bool IsPriced = false);

    public Task<Outcome<AttachmentView>> RunAsync(Actor actor, long orderId, Input input, CancellationToken cancellation)
    {
        // Hashed before the gate: others need not wait for it.
        var hash = Convert.ToHexStringLower(SHA256.HashData(input.Content.Span));
        // Alone: a batch of others would hold the bytes of many files at once.
        return ledger.WriteAloneAsync<AttachmentView>(actor, "order.attach", async write =>
        {
            if (actor.May(Right.Comment) is { } forbidden) return forbidden;
            if (await write.SeesOrderAsync(orderId, cancellation) is { } unseen) return unseen;
            if (input.Content.IsEmpty) return Refusal.Invalid("attachment.empty").At("File");
            if (input.Content.Length > Attachment.BytesMax) return Refusal.Invalid("attachment.too-large", $"{Attachment.BytesMax >> 20}").At("File");
            if (await write.Db.Attachments.CountAsync(a => a.OrderId == orderId && a.RemovedAt == null, cancellation) >= Attachment.PerOrderMax)
                return Refusal.NotAllowed("attachment.too-many", $"{Attachment.PerOrderMax}").At("File");

            var attachment = new Attachment
            {
                OrderId = orderId, Name = Attachment.CleanName(input.Name), ContentType = Attachment.TypeOf(input.Content.Span),
                Bytes = input.Content.Length, Hash = hash, By = actor.Name, UserId = actor.UserId, At = write.Now,
                // Who sees no prices cannot hide a file from themselves.
                IsPriced = input.IsPriced && actor.SeesPrices,
            };
            write.Db.Attachments.Add(attachment);
            write.Db.AttachmentParts.AddRange(PartsOf(attachment.Id, input.Content));
            await write.SaveAsync(cancellation);
            return AttachmentView.Of(attachment, actor);
        }, cancellation);
    }

    private static IEnumerable<AttachmentPart> PartsOf(long id, ReadOnlyMemory<byte> content)
    {
        for (var (at, i) = (0, 0); at < content.Length; at += AttachmentPart.BytesMax, i++)
        {
            var part = content.Slice(at, Math.Min(AttachmentPart.BytesMax, content.Length - at));
            yield return new() { AttachmentId = id, Position = i, Content = part.ToArray() };
        }
    }
}

/// <summary>Takes a file away: by who sent it, or the owner. It can be brought back.</summary>
public sealed class DetachFile(Ledger ledger)
{
    public Task<Outcome<AttachmentView>> RunAsync(
        Actor actor, long orderId, long id, long? seenVersion, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync<AttachmentView>(actor, "order.detach", async write =>
        {
            if (actor.May(Right.Comment) is { } forbidden) return forbidden;
            if (await write.SeesOrderAsync(orderId, cancellation) is { } unseen) return unseen;
            var attachment = await write.Db.Attachments
                .FirstOrDefaultAsync(a => a.Id == id && a.OrderId == orderId && a.RemovedAt == null, cancellation);
            if (attachment is null || (attachment.IsPriced && !actor.SeesPrices)) return Refusal.NotFound("attachment.not-found", $"{id}");
            if (!TalkRights.MayRemove(actor, attachment.UserId)) return Refusal.Forbidden("attachment.of-another", attachment.By);
            if (seenVersion is { } seen && seen != attachment.Version) return new Refusal(RefusalKind.Stale, "attachment.stale", attachment.Name);

            attachment.RemovedAt = write.Now;
            await write.SaveAsync(cancellation);
            return AttachmentView.Of(attachment, actor);
        }, cancellation, once);
}
