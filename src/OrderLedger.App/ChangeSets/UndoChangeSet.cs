using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Data.Journal;
using OrderLedger.Domain;

namespace OrderLedger.App.ChangeSets;

/// <summary>撤销: takes a change set back cell by cell, as far as nobody changed the cell since; the rest is listed (I33).</summary>
/// <remarks>Facts are set back and everything derived is computed anew. Undoing an undo brings the change back.</remarks>
public sealed class UndoChangeSet(Ledger ledger)
{
    /// <summary>Entries of one save: an import of any size is undone in bounded memory.</summary>
    private const int ChunkSize = 400;

    private static readonly string[] KindsFirst = ["setting", "customer", "product", "order", "shipment", "receipt",
        "comment", "attachment", "follow-up", "stock-move"];

    /// <param name="Id">The change set that undid it.</param>
    /// <param name="Applied">Rows set back, removed or brought back.</param>
    /// <param name="Kept">What stays because it was changed, or built upon, since.</param>
    public sealed record Result(long Id, int Applied, IReadOnlyList<KeptCell> Kept);

    public Task<Outcome<Result>> RunAsync(Actor actor, long changeSetId, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAloneAsync(actor, "change-set.undo", write => UndoAsync(write, changeSetId, cancellation), cancellation, once);

    /// <summary>The owner may undo anything; others what they did themselves. Users and sign-ins are not undone.</summary>
    internal static bool MayUndo(Actor actor, ChangeSet set) => actor.May(Right.Undo) is null && set.UndoneBy is null
        && !set.Verb.StartsWith("user.", StringComparison.Ordinal)
        && (actor.Role == Role.Owner || (actor.UserId is not null && set.UserId == actor.UserId));

    private static async Task<Outcome<Result>> UndoAsync(Write write, long id, CancellationToken cancellation)
    {
        if (write.Actor.May(Right.Undo) is { } forbidden) return forbidden;
        var set = await write.Db.ChangeSets.FirstOrDefaultAsync(c => c.Id == id, cancellation);
        if (set is null || (write.Actor.Role != Role.Owner && set.UserId != write.Actor.UserId))
            return Refusal.NotFound("change-set.not-found", $"{id}");
        if (set.UndoneBy is not null) return Refusal.NotAllowed("change-set.undone", $"{id}");
        if (!MayUndo(write.Actor, set) || !await MayTakeBackAsync(write, set, cancellation))
            return Refusal.Forbidden("change-set.not-undoable", $"{id}");
        await MarkAsync(write, set, cancellation);

        var work = new UndoWork(write, set);
        foreach (var bringsBack in new[] { true, false })
        {
            var entries = await EntriesAsync(write.Db, id, bringsBack, cancellation);
            // Documents are gone from the tables before it is asked whether anything still needs their customer or product.
            foreach (var chunk in entries.GroupBy(static e => e.IsMaster).SelectMany(static g => g.Chunk(ChunkSize)))
            {
                if (await work.ApplyAsync([.. chunk.Select(static e => e.Seq)], bringsBack, cancellation) is { } refusal) return refusal;
                if (entries.Count > chunk.Length) await write.SaveChunkAsync(cancellation);
            }
        }
        if (work.Applied == 0) return Refusal.NotAllowed("change-set.nothing-left", $"{id}");
        return new Result(write.ChangeSet.Id, work.Applied, work.Kept);
    }

    private static async Task MarkAsync(Write write, ChangeSet set, CancellationToken cancellation)
    {
        write.ChangeSet.Undoes = set.Id;
        set.UndoneBy = write.ChangeSet.Id;
        // Down the chain each second one stands again: what an undo took back is there once the undo is taken back.
        var (above, stands) = (set, true);
        while (above.Undoes is { } id && await write.Db.ChangeSets.FirstOrDefaultAsync(c => c.Id == id, cancellation) is { } below)
        {
            below.UndoneBy = stands ? null : above.Id;
            (above, stands) = (below, !stands);
        }
    }

    /// <summary>Taking back needs the right of what is taken back: roles change, and undo is no way around them.</summary>
    private static async Task<bool> MayTakeBackAsync(Write write, ChangeSet set, CancellationToken cancellation)
    {
        var first = set;
        while (first.Undoes is { } id && await write.Db.ChangeSets.FirstOrDefaultAsync(c => c.Id == id, cancellation) is { } below)
            first = below;
        return write.Actor.Role == Role.Owner
            || (UndoChecks.RightOf(first.Verb) is { } right && write.Actor.May(right) is null);
    }

    /// <summary>Ids only, in the order of work: what others depend on comes back first and goes last.</summary>
    private static async Task<List<(long Seq, bool IsMaster)>> EntriesAsync(
        LedgerDb db, long id, bool bringsBack, CancellationToken cancellation)
    {
        var entries = await db.Journal.Where(j => j.ChangeSetId == id).Select(j => new { j.Seq, j.Root }).ToListAsync(cancellation);
        var sorted = entries.OrderBy(e => Array.IndexOf(KindsFirst, e.Root)).ThenBy(static e => e.Seq)
            .Select(static e => (e.Seq, IsMaster: e.Root is "customer" or "product"));
        return bringsBack ? [.. sorted] : [.. sorted.Reverse()];
    }
}

/// <summary>A cell or row that an undo left as it is.</summary>
/// <param name="Why">changed: another change set wrote it since; built-upon: facts refer to it; gone: it was removed since.</param>
public sealed record KeptCell(string Entity, long Id, string? Field, string Why);
