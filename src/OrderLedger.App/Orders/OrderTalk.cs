using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>Reads the notes and files of an order; who sees the order sees them, but files with prices only who sees prices.</summary>
public sealed class OrderTalk(Book book)
{
    /// <summary>Notes shown; older ones stay in the history.</summary>
    public const int CommentsMax = 500;

    public sealed record Result(IReadOnlyList<CommentView> Comments, IReadOnlyList<AttachmentView> Attachments);

    /// <summary>Null when the reader may see the order; nothing of its talk is read.</summary>
    public async Task<Refusal?> SeesAsync(Actor reader, long orderId, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        return await db.SeesOrderAsync(reader, orderId, cancellation) ? null : Refusal.NotFound("order.not-found", $"{orderId}");
    }

    /// <summary>Oldest first.</summary>
    public async Task<Outcome<Result>> OfAsync(Actor reader, long orderId, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        if (!await db.SeesOrderAsync(reader, orderId, cancellation)) return Refusal.NotFound("order.not-found", $"{orderId}");
        var comments = await db.Comments.AsNoTracking().Where(c => c.OrderId == orderId && c.RemovedAt == null)
            .OrderByDescending(c => c.Id).Take(CommentsMax).ToListAsync(cancellation);
        var files = await Shown(db, reader, orderId).OrderBy(a => a.Id).ToListAsync(cancellation);
        return new Result([.. comments.OrderBy(static c => c.At).Select(c => CommentView.Of(c, reader))],
            [.. files.Select(a => AttachmentView.Of(a, reader))]);
    }

    /// <summary>One file with its bytes, read while they are sent.</summary>
    public async Task<Outcome<Opened>> OpenAsync(Actor reader, long orderId, long id, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var found = await db.SeesOrderAsync(reader, orderId, cancellation)
            ? await Shown(db, reader, orderId).FirstOrDefaultAsync(a => a.Id == id, cancellation) : null;
        return found is null ? Refusal.NotFound("attachment.not-found", $"{id}")
            : new Opened(AttachmentView.Of(found, reader), PartsAsync(id, cancellation));
    }

    /// <param name="Parts">To be read once.</param>
    public sealed record Opened(AttachmentView File, IAsyncEnumerable<byte[]> Parts);

    private static IQueryable<Attachment> Shown(LedgerDb db, Actor reader, long orderId)
    {
        var files = db.Attachments.AsNoTracking().Where(a => a.OrderId == orderId && a.RemovedAt == null);
        return reader.SeesPrices ? files : files.Where(static a => !a.IsPriced);
    }

    private async IAsyncEnumerable<byte[]> PartsAsync(long id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var parts = db.AttachmentParts.AsNoTracking().Where(p => p.AttachmentId == id).OrderBy(p => p.Position).Select(p => p.Content);
        await foreach (var part in parts.AsAsyncEnumerable().WithCancellation(cancellation)) yield return part;
    }
}

/// <param name="MayRemove">By this reader.</param>
public sealed record CommentView(long Id, long Version, string Text, string By, DateTime At, bool MayRemove)
{
    internal static CommentView Of(Comment comment, Actor reader) => new(comment.Id, comment.Version, comment.Text, comment.By, comment.At,
        TalkRights.MayRemove(reader, comment.UserId));
}

/// <param name="Bytes">Its size.</param>
/// <param name="IsPicture">A browser may show it.</param>
public sealed record AttachmentView(long Id, long Version, string Name, string ContentType, long Bytes, bool IsPicture, bool IsPriced,
    string By, DateTime At, bool MayRemove)
{
    internal static AttachmentView Of(Attachment file, Actor reader) => new(file.Id, file.Version, file.Name, file.ContentType, file.Bytes,
        file.IsPicture, file.IsPriced, file.By, file.At, TalkRights.MayRemove(reader, file.UserId));
}
