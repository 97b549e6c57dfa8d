using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Journal;

namespace OrderLedger.App.ChangeSets;

/// <summary>What happened: change sets with the fields they changed, without those the reader may not see (I36).</summary>
public sealed class History(Book book)
{
    private static readonly FrozenSet<string> PriceFields = FrozenSet.Create(StringComparer.Ordinal, "UnitPrice", "Amount", "Total", "Received",
        "DiscountBp", "CreditLimit", "CreditOverride", "GateOverride", "ShipGateBp", "Terms", "PaymentMethod", "Payment",
        "Price", "TaxRateBp", "ClassReason", "Flags");
    private static readonly FrozenSet<string> CostFields = FrozenSet.Create(StringComparer.Ordinal, "UnitCost", "Cost");

    /// <summary>Roots that a change set can be said to be about.</summary>
    private static readonly string[] Subjects = ["order", "customer", "product"];

    /// <summary>Entries of a change set that is searched for parts an order no longer has.</summary>
    private const int SearchedMax = 100;

    /// <summary>Of one thing, newest first; with an order also its own shipments and receipts of the same change sets.</summary>
    /// <param name="root">order, customer, product, shipment, receipt.</param>
    public async Task<IReadOnlyList<ChangeSetView>> OfAsync(
        Actor reader, string root, long id, int limit, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        if (!await MaySeeAsync(db, reader, root, id, cancellation)) return [];
        var beside = root == "order" ? await BesideAsync(db, reader, id, cancellation) : [];
        var sets = await db.Journal.AsNoTracking().Where(j => (j.RootId == id && j.Root == root)
                || (beside.Contains(j.RootId) && (j.Root == "comment" || j.Root == "attachment")))
            .OrderByDescending(j => j.Seq).Select(j => j.ChangeSetId).Take(Math.Clamp(limit, 1, 1_000)).ToListAsync(cancellation);
        var (moved, told) = root == "order" ? await MovedAsync(db, id, sets, cancellation) : ([], []);
        var entries = await db.Journal.AsNoTracking().Where(j =>
                (sets.Contains(j.ChangeSetId) && j.RootId == id && j.Root == root)
                || (sets.Contains(j.ChangeSetId) && beside.Contains(j.RootId))
                || (told.Contains(j.ChangeSetId) && moved.Contains(j.RootId) && (j.Root == "shipment" || j.Root == "receipt")))
            .OrderByDescending(j => j.Seq).Take(5_000).ToListAsync(cancellation);
        var views = await ViewsAsync(db, reader, entries, cancellation);
        if (root != "order") return views;
        var wide = await db.ChangeSets.Where(c => sets.Contains(c.Id)
                && db.Journal.Any(j => j.ChangeSetId == c.Id && j.Root == "order" && j.RootId != id))
            .Select(static c => c.Id).ToListAsync(cancellation);
        return [.. views.Select(view => view with { TouchesOthers = wide.Contains(view.Id) })];
    }

    /// <summary>Shipments and receipts with a part in this order, and the change sets that may tell of them: not an import, which tells
    /// of its orders, and no undo.</summary>
    private static async Task<(List<long> Roots, List<long> Sets)> MovedAsync(
        LedgerDb db, long id, List<long> sets, CancellationToken cancellation)
    {
        var told = await db.ChangeSets.Where(c => sets.Contains(c.Id) && c.Via != Via.Import && c.Undoes == null)
            .Select(static c => c.Id).ToListAsync(cancellation);
        var now = await db.ShipmentLines.Where(g => g.OrderId == id).Select(static g => g.ShipmentId)
            .Union(db.Allocations.Where(a => a.OrderId == id).Select(static a => a.ReceiptId)).ToListAsync(cancellation);
        // What was released since only the journal knows; what many orders went through is not searched for it.
        var few = await db.Journal.Where(j => told.Contains(j.ChangeSetId)).GroupBy(static j => j.ChangeSetId)
            .Where(static set => set.Count() <= SearchedMax).Select(static set => set.Key).ToListAsync(cancellation);
        var (came, went) = ($"\"OrderId\":[null,{id}]", $"\"OrderId\":[{id},null]");
        var once = await db.Journal.Where(j => few.Contains(j.ChangeSetId) && (j.Root == "shipment" || j.Root == "receipt")
            && (j.Rows.Contains(came) || j.Rows.Contains(went))).Select(static j => j.RootId).ToListAsync(cancellation);
        return ([.. now.Union(once)], told);
    }

    /// <summary>Notes and files of an order that the reader sees; their ids are no others', for all rows count by one counter.</summary>
    private static async Task<List<long>> BesideAsync(LedgerDb db, Actor reader, long id, CancellationToken cancellation)
    {
        var comments = await db.Comments.Where(c => c.OrderId == id).Select(c => c.Id).Take(1_000).ToListAsync(cancellation);
        var files = await db.Attachments.Where(a => a.OrderId == id && (reader.SeesPrices || !a.IsPriced)).Select(a => a.Id)
            .Take(1_000).ToListAsync(cancellation);
        return [.. comments, .. files];
    }

    /// <summary>One change set whole, at most its first 5,000 entries; null when there is none the reader may see.</summary>
    public async Task<ChangeSetView?> FindAsync(Actor reader, long changeSetId, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var set = await db.ChangeSets.AsNoTracking().FirstOrDefaultAsync(c => c.Id == changeSetId, cancellation);
        if (set is null || !MaySee(reader, set)) return null;
        var entries = await db.Journal.AsNoTracking().Where(j => j.ChangeSetId == changeSetId)
            .OrderBy(j => j.Seq).Take(5_000).ToListAsync(cancellation);
        return View(set, entries, reader, await OthersAsync(db, reader, entries, cancellation));
    }

    /// <summary>The newest change sets, without their fields.</summary>
    public async Task<IReadOnlyList<ChangeSetView>> RecentAsync(Actor reader, int limit, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var sets = db.ChangeSets.AsNoTracking();
        if (reader.Role != Role.Owner) sets = sets.Where(c => c.UserId == reader.UserId);
        var newest = await sets.OrderByDescending(c => c.Id).Take(Math.Clamp(limit, 1, 1_000)).ToListAsync(cancellation);
        return [.. newest.Select(set => View(set, [], reader, []))];
    }

    /// <summary>By change set the first order, customer or product that it touched, where this reader sees that.</summary>
    public async Task<IReadOnlyDictionary<long, ChangeSubject>> AboutAsync(
        Actor reader, IReadOnlyCollection<long> sets, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        // The first line alone, by the index: an import has hundreds of thousands.
        var firsts = await db.ChangeSets.Where(c => sets.Contains(c.Id)).Select(c => new
        {
            c.Id,
            First = db.Journal.Where(j => j.ChangeSetId == c.Id && Subjects.Contains(j.Root)).OrderBy(j => j.Seq)
                .Select(j => new { j.Root, j.RootId }).FirstOrDefault(),
        }).ToListAsync(cancellation);
        var named = new Dictionary<(string, long), string>();
        foreach (var kind in firsts.Where(static f => f.First is not null).GroupBy(static f => f.First!.Root, StringComparer.Ordinal))
        {
            var ids = kind.Select(static f => f.First!.RootId).Distinct().ToList();
            var names = kind.Key switch
            {
                "order" => db.Orders.Where(o => ids.Contains(o.Id) && (reader.Role != Role.Sales || o.Salesperson == reader.Name))
                    .Select(static o => new { o.Id, Name = o.Number ?? o.CustomerName }),
                "customer" => db.Customers.Where(c => ids.Contains(c.Id) && (reader.Role != Role.Sales || c.Salesperson == reader.Name))
                    .Select(static c => new { c.Id, c.Name })!,
                _ => db.Products.Where(p => ids.Contains(p.Id)).Select(static p => new { p.Id, p.Name })!,
            };
            foreach (var one in await names.ToListAsync(cancellation)) named[(kind.Key, one.Id)] = one.Name ?? "";
        }
        return firsts.Where(f => f.First is { } first && named.ContainsKey((first.Root, first.RootId))).ToDictionary(static f => f.Id,
            f => new ChangeSubject(f.First!.Root, f.First.RootId, named[(f.First.Root, f.First.RootId)]));
    }

    private static async Task<IReadOnlyList<ChangeSetView>> ViewsAsync(
        LedgerDb db, Actor reader, List<JournalEntry> entries, CancellationToken cancellation)
    {
        var byset = entries.ToLookup(static e => e.ChangeSetId);
        var ids = byset.Select(static g => g.Key).ToList();
        var sets = await db.ChangeSets.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(cancellation);
        var others = await OthersAsync(db, reader, entries, cancellation);
        return [.. sets.OrderByDescending(static s => s.Id).Select(set => View(set, byset[set.Id], reader, others))];
    }

    /// <summary>Orders of other salespeople that a receipt or a shipment of these entries spans.</summary>
    private static async Task<HashSet<long>> OthersAsync(
        LedgerDb db, Actor reader, List<JournalEntry> entries, CancellationToken cancellation)
    {
        if (reader.Role != Role.Sales) return [];
        var named = entries.SelectMany(static e => e.Changes).SelectMany(OrdersOf).ToHashSet();
        named.ExceptWith(await db.Orders.Where(o => named.Contains(o.Id) && o.Salesperson == reader.Name).Select(static o => o.Id)
            .ToListAsync(cancellation));
        return named;
    }

    private static IEnumerable<long> OrdersOf(RowChange row) => row.F.TryGetValue("OrderId", out var values)
        ? values.Where(static value => value.ValueKind == JsonValueKind.Number).Select(static value => value.GetInt64()) : [];

    private static ChangeSetView View(ChangeSet set, IEnumerable<JournalEntry> entries, Actor reader, HashSet<long> others) =>
        new(set.Id, set.At, set.By, set.Via, set.Verb, set.Reason, set.Undoes, set.UndoneBy, UndoChangeSet.MayUndo(reader, set),
        [.. entries.Where(e => reader.SeesPrices || e.Root != "receipt")
            .SelectMany(entry => entry.Changes.Where(row => !OrdersOf(row).Any(others.Contains)).SelectMany(row => row.F
                .Where(field => Shows(reader, field.Key))
                .Select(field => new FieldView(entry.Root, entry.RootId, row.E, row.Id, row.K, field.Key,
                    field.Value[0], field.Value[1]))))]);

    private static bool Shows(Actor reader, string field) =>
        (reader.SeesPrices || !PriceFields.Contains(field)) && (reader.SeesCost || !CostFields.Contains(field));

    private static bool MaySee(Actor reader, ChangeSet set) =>
        reader.Role == Role.Owner || (set.UserId is not null && set.UserId == reader.UserId);

    private static async Task<bool> MaySeeAsync(
        LedgerDb db, Actor reader, string root, long id, CancellationToken cancellation) => root switch
        {
            "order" => reader.Role != Role.Sales
                || await db.Orders.AnyAsync(o => o.Id == id && o.Salesperson == reader.Name, cancellation),
            "customer" => reader.Role != Role.Sales
                || await db.Customers.AnyAsync(c => c.Id == id && c.Salesperson == reader.Name, cancellation),
            "receipt" => reader.SeesPrices && (reader.Role != Role.Sales || await db.Customers.AnyAsync(c =>
                c.Salesperson == reader.Name && db.Receipts.Any(r => r.Id == id && r.CustomerId == c.Id), cancellation)),
            "product" or "shipment" => reader.Role != Role.Sales || root == "product",
            _ => reader.Role == Role.Owner,
        };
}

/// <summary>One intention, as history shows it.</summary>
public sealed record ChangeSetView(long Id, DateTime At, string By, Via Via, string Verb, string? Reason, long? Undoes,
    long? UndoneBy, bool IsUndoable, IReadOnlyList<FieldView> Fields)
{
    /// <summary>In the history of one order: other orders were changed with it. For our own pages alone.</summary>
    [JsonIgnore]
    public bool TouchesOthers { get; init; }
}

/// <param name="Root">order, customer or product.</param>
/// <param name="Name">Number or name; of a draft its customer.</param>
public sealed record ChangeSubject(string Root, long Id, string Name);

/// <param name="Kind">+ added, ~ changed, - removed.</param>
/// <param name="Field">In the spelling of the journal, such as DueDate.</param>
public sealed record FieldView(string Root, long RootId, string Entity, long Id, string Kind, string Field,
    JsonElement Old, JsonElement New);
