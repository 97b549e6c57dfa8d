using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Import.Reading;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Import;

/// <summary>Imports a table of orders: previewed by a dry run, written whole as one change set that can be undone (I39).</summary>
public sealed class ImportWorkbook(Ledger ledger, Book book)
{
    /// <summary>Lines of one save: what keeps memory bounded while the transaction runs.</summary>
    private const int ChunkLines = 2_000;

    /// <summary>Reads and compares; writes nothing, and holds no lock.</summary>
    public async Task<Outcome<ImportResult>> PreviewAsync(
        Actor actor, Workbook workbook, ImportOptions options, CancellationToken cancellation)
    {
        if (actor.May(Right.Import) is { } forbidden) return forbidden;
        var table = ImportReader.Read(workbook, options);
        if (!table.Accepted) return table.Refusal;
        await using var db = book.CreateDb();
        var settings = await book.SettingsAsync(cancellation);
        var plan = await PlanAsync(db, settings, settings.ToDate(ledger.Now()), table.Value, options, cancellation);
        return plan.Result(table.Value, dryRun: true, changeSetId: null);
    }

    /// <summary>Imports; repeating the same file changes nothing.</summary>
    public Task<Outcome<ImportResult>> RunAsync(Actor actor, Workbook workbook, ImportOptions options,
        IProgress<int>? progress, CancellationToken cancellation, Once? once = null)
    {
        if (actor.May(Right.Import) is { } forbidden) return Task.FromResult<Outcome<ImportResult>>(forbidden);
        var table = ImportReader.Read(workbook, options);
        if (!table.Accepted) return Task.FromResult<Outcome<ImportResult>>(table.Refusal);
        return ledger.WriteAloneAsync<ImportResult>(actor with { Via = Via.Import }, "import", async write =>
        {
            var plan = await PlanAsync(write.Db, write.Settings, write.Today, table.Value, options, cancellation);
            write.ChangeSet.Reason = table.Value.File;
            if (await plan.Catalog.SaveNewAsync(write, cancellation) is { } refusal) return refusal;
            await WriteAsync(write, plan, progress, cancellation);
            return plan.Result(table.Value, dryRun: false, plan.HasWork ? write.ChangeSet.Id : null);
        }, cancellation, once);
    }

    private static async Task<ImportPlan> PlanAsync(LedgerDb db, Settings.BookSettings settings, DateOnly today, ImportTable table,
        ImportOptions options, CancellationToken cancellation)
    {
        var plan = new ImportPlan(await ImportCatalog.LoadAsync(db, settings, table.HasSpecs, cancellation), today);
        foreach (var chunk in ImportOrders.Group(table.Rows, options.Key).Chunk(500))
        {
            var keys = chunk.Where(static o => o.Problem is null).Select(static o => TextFolding.Key(o.Number)).ToList();
            var known = await db.Orders.AsNoTracking().Where(o => keys.Contains(o.NumberKey!)).Include(static o => o.Lines)
                .AsSplitQuery().ToDictionaryAsync(static o => o.NumberKey!, StringComparer.Ordinal, cancellation);
            var first = plan.Changed.Count;
            foreach (var order in chunk)
            {
                if (options.Choice?.Takes(order.Number) == false) plan.LeaveOut(order);
                else plan.Take(order, known.GetValueOrDefault(TextFolding.Key(order.Number)));
            }
            if (options.Overwrite) continue;
            var asked = plan.Changed.Skip(first).Where(c => options.Choice?.Overwrites(c.Source.Number) != true);
            plan.Contest(first, await ImportConflicts.OfAsync(db, [.. asked.Select(static c => (c.Id, c.Change))], cancellation), known);
        }
        return plan;
    }

    private static async Task WriteAsync(
        Write write, ImportPlan plan, IProgress<int>? progress, CancellationToken cancellation)
    {
        var (lines, done) = (0, 0);
        foreach (var source in plan.New)
        {
            var customer = plan.Catalog.CustomerOf(source)!;
            var order = ImportBuild.Order(write, source, customer, plan.Catalog);
            var before = write.Added;
            write.Add(order);
            write.Derive(order);
            if ((order.Check() ?? await ImportBuild.FactsAsync(write, order, source, cancellation)) is { } refusal)
            {
                plan.Refuse(source, order, refusal);
                write.TakeBack(before);
                continue;
            }
            write.Derive(order);
            await LiftAsync(write, order, cancellation);
            lines += order.Lines.Count;
            if (lines < ChunkLines) continue;
            await write.SaveChunkAsync(cancellation);
            progress?.Report(done += lines);
            lines = 0;
        }
        await write.SaveChunkAsync(cancellation);
        foreach (var (source, change, id) in plan.Changed)
        {
            var order = await write.Db.Orders.WithFacts().FirstAsync(o => o.Id == id, cancellation);
            var refusal = change.Change is null ? null : await AmendOrder.AmendAsync(write, order, change.Change, cancellation);
            write.Derive(order);
            if (refusal is null && change.Advances) refusal = await ImportBuild.FactsAsync(write, order, source, cancellation);
            write.Derive(order);
            if (refusal is not null)
            {
                write.Db.ChangeTracker.Clear();
                plan.Conflict(source, refusal);
            }
            await write.SaveChunkAsync(cancellation);
        }
    }

    private static async Task LiftAsync(Write write, Order order, CancellationToken cancellation)
    {
        var rule = write.Settings.OrderNumbers;
        if (rule.SequenceOf(order.Number!, order.OrderDate, order.CustomerCode, order.Salesperson) is { } sequence)
            await write.LiftNumberAsync($"order/{rule.ScopeKey(order.OrderDate, order.CustomerCode)}", sequence, cancellation);
    }
}
